using Bms.Core.Charging;

namespace Bms.Core.Conformance;

/// <content>Charging and heat.</content>
public sealed partial class ConformanceRun
{
    private const int ChargingSeed = 90;
    private const int QuickScenes = 2;
    private const int QuickSceneSteps = 20;

    /// <summary>Every phase of a charge and every fault of the heater; a quick run takes the first steps of each scene of charging.</summary>
    private void RunCharging()
    {
        Begin(ChargingPack.Make(), ChargingSeed);
        ChargingScript script = new ChargingScript(_measurements, _script);
        int scenes = _quick ? QuickScenes : ChargingScript.Scenes;
        int steps = _quick ? QuickSceneSteps : ChargingScript.SceneSteps;
        for (int scene = 0; scene < scenes; scene++)
        {
            for (int step = 0; step < steps; step++)
            {
                script.Next(scene, step, _controller.Commands);
                Step(ChargingScript.StepMilliseconds);
                ChargingStage charging = _controller.Charging;
                _digest.Add((int)charging.Fault | ((int)_controller.Thermal.Fault << 8));
            }
        }
        _measurements.ChargerConnected = false;
    }
}
