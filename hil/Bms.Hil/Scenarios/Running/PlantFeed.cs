using System.Threading;
using Bms.Core.Measurement;
using Bms.Hil.Faults;
using Bms.Hil.Plant;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios.Running;

/// <summary>Runs firmware and simulated pack in their loop, with the scenario's faults between the two.</summary>
internal sealed class PlantFeed : IScenarioFeed, IClosedLoopDisturbance, IClosedLoopObserver
{
    private readonly ClosedLoop _loop;
    private readonly PhysicalFaults _faults;
    private ScenarioMonitor? _monitor;

    public PlantFeed(ClosedLoopSettings settings, Scenario scenario, IRig rig)
    {
        _faults = new PhysicalFaults(scenario.Faults);
        _loop = new ClosedLoop(settings, rig, this);
    }

    public PlantPack Plant => _loop.Pack;

    public void Run(ScenarioMonitor monitor, CancellationToken cancellation)
    {
        _monitor = monitor;
        _loop.Run(this, cancellation);
    }

    public void OnMeasurements(double seconds, Measurements inputs) => _monitor!.Before(seconds);

    public void OnPlant(double seconds, ref PlantInputs inputs) => _faults.Apply(seconds, _loop.Pack.MainClosed, ref inputs);

    public void OnStep(ClosedLoop loop) => _monitor!.After(loop.Seconds, loop.TrueSoc);
}
