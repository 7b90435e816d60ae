using System;
using Bms.Architecture.Tests.Instrumentation;
using Xunit;

namespace Bms.Architecture.Tests.Cost;

/// <summary>The lifetime record is kept in turns, and the whole controller stays within what its steps may cost on average.</summary>
public sealed class LifetimeCostTests
{
    private const string Stage = "Bms.Core.Lifecycle.LifetimeStage::Step";
    private const int Steps = 1500;
    private const int LargestBudget = 700;
    private const int MeanBudget = 200;
    private const int WholeMeanBudget = 25_000;

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 16)]
    [InlineData(3, 32)]
    public void A_step_stays_within_its_budget(int variant, int groups)
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(
            Device.DeviceSources.Compile("Bms.Core", Microsoft.CodeAnalysis.OptimizationLevel.Release).Compiled, StepCost.Stages);
        StepCost cost = StepCost.Measure(core, variant, 3, groups, Steps, packState: true);
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{groups} groups: mean {cost.Mean(Stage):0}, largest {cost.Largest(Stage)}; all stages: mean {cost.Mean(StepCost.Stages):0}, largest {cost.Largest(StepCost.Stages)}"));
        Assert.InRange(cost.Largest(Stage), 1, LargestBudget);
        Assert.InRange(cost.Mean(Stage), 1, MeanBudget);
        if (groups == 16)
            Assert.InRange(cost.Mean(StepCost.Stages), 1, WholeMeanBudget);
    }
}
