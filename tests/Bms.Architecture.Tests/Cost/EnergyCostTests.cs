using System;
using Bms.Architecture.Tests.Instrumentation;
using Xunit;

namespace Bms.Architecture.Tests.Cost;

/// <summary>Energy is worked out in turns, so that no step pays for all of it.</summary>
public sealed class EnergyCostTests
{
    private const string Stage = "Bms.Core.PackState.EnergyStage::Step";
    private const int Steps = 1500;
    private const int LargestBudget = 600;
    private const int MeanBudget = 240;

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 16)]
    [InlineData(3, 32)]
    public void A_step_stays_within_its_budget(int variant, int groups)
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(
            Device.DeviceSources.Compile("Bms.Core", Microsoft.CodeAnalysis.OptimizationLevel.Release).Compiled, StepCost.Stages);
        StepCost cost = StepCost.Measure(core, variant, 2, groups, Steps);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{groups} groups: mean {cost.Mean(Stage):0}, largest {cost.Largest(Stage)}"));
        Assert.InRange(cost.Largest(Stage), 1, LargestBudget);
        Assert.InRange(cost.Mean(Stage), 1, MeanBudget);
    }
}
