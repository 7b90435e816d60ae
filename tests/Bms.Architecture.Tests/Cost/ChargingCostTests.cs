using System;
using System.Globalization;
using System.Reflection;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.Instrumentation;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Bms.Architecture.Tests.Cost;

/// <summary>What charging and heat cost a step, through every scene of their stimulus.</summary>
public class ChargingCostTests
{
    private const double MeanBudget = 250;
    private const long LargestBudget = 700;

    [Fact]
    public void Charging_and_heat_together_keep_their_budget()
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(DeviceSources.Compile("Bms.Core", OptimizationLevel.Release).Compiled, StepCost.Stages);
        Assembly assembly = core.Assembly;
        Type Named(string name) => assembly.GetType("Bms.Core." + name, throwOnError: true)!;
        object pack = Named("Conformance.ChargingPack").GetMethod("Make")!.Invoke(null, null)!;
        dynamic controller = Activator.CreateInstance(Named("PackController"), pack)!;
        dynamic measurements = Activator.CreateInstance(Named("Measurement.Measurements"), 4, 2)!;
        dynamic numbers = Activator.CreateInstance(Named("Conformance.StimulusNumbers"), 99)!;
        dynamic quiet = Activator.CreateInstance(Named("Conformance.RowScript"), (object)measurements, (object)numbers)!;
        Type script = Named("Conformance.ChargingScript");
        dynamic scenes = Activator.CreateInstance(script, (object)measurements, (object)quiet)!;
        int Constant(string name) => (int)script.GetField(name)!.GetRawConstantValue()!;
        long sum = 0;
        long largest = 0;
        long steps = 0;
        for (int scene = 0; scene < Constant("Scenes"); scene++)
        {
            for (int step = 0; step < Constant("SceneSteps"); step++)
            {
                scenes.Next(scene, step, controller.Commands);
                measurements.NowMilliseconds += Constant("StepMilliseconds");
                core.ResetCounts();
                controller.Step(measurements);
                long cost = 0;
                foreach (var stage in core.ExecutedInstructionsByStage())
                    cost += stage.Key is "Bms.Core.Thermal.ThermalStage::Step" or "Bms.Core.Charging.ChargingStage::Step" ? stage.Value : 0;
                sum += cost;
                largest = Math.Max(largest, cost);
                steps++;
            }
        }
        Assert.Equal(0, (int)controller.FailedStage);
        double mean = (double)sum / steps;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"charging and heat: mean {mean:0}, largest {largest} over {steps} steps"));
        Assert.InRange(mean, 1, MeanBudget);
        Assert.InRange(largest, 1, LargestBudget);
    }
}
