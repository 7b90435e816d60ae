using System.Collections.Generic;
using System.Linq;
using Bms.Core.Charging;
using Bms.Core.Conformance;
using Bms.Core.Measurement;
using Bms.Core.Thermal;
using Xunit;

namespace Bms.Core.Tests.Charging;

/// <summary>The stimulus of charging reaches what it is there for.</summary>
public sealed class ChargingConformanceTests
{
    [Fact]
    public void Every_phase_and_every_fault_is_reached()
    {
        var controller = new PackController(ChargingPack.Make());
        var measurements = new Measurements(controller.Commands.BleedGroup.Length, 2);
        var script = new ChargingScript(measurements, new RowScript(measurements, new StimulusNumbers(1)));
        var phases = new HashSet<ChargePhase>();
        var charge = new HashSet<ChargeFault>();
        var heat = new HashSet<ThermalFault>();
        var scenes = new List<string>();
        for (int scene = 0; scene < ChargingScript.Scenes; scene++)
        {
            var seen = new List<string>();
            for (int step = 0; step < ChargingScript.SceneSteps; step++)
            {
                script.Next(scene, step, controller.Commands);
                measurements.NowMilliseconds += ChargingScript.StepMilliseconds;
                controller.Step(measurements);
                phases.Add(controller.Charging.Phase);
                charge.Add(controller.Charging.Fault);
                heat.Add(controller.Thermal.Fault);
                string now = $"{controller.Charging.Phase}/{controller.Charging.Fault}/{controller.Thermal.Fault}/{controller.Contactors.Mode}{(controller.Thermal.HeaterOn ? "/heat" : "")}{(controller.Thermal.CoolingOn ? "/cool" : "")}";
                if (seen.Count == 0 || seen[^1] != now)
                    seen.Add(now);
            }
            scenes.Add($"{scene}: {string.Join(" ", seen)}");
        }
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join("\n", scenes));
        Assert.Equal(System.Enum.GetValues<ChargePhase>(), phases.Order());
        Assert.Equal(System.Enum.GetValues<ThermalFault>(), heat.Order());
        Assert.Equal(System.Enum.GetValues<ChargeFault>(), charge.Order());
    }
}
