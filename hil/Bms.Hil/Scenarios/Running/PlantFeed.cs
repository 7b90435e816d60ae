using System.Collections.Generic;
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
    private readonly IReadOnlyList<TimeWindow> _powerLosses;
    private readonly IRig _rig;
    private bool _powered = true;
    private ScenarioMonitor? _monitor;

    public PlantFeed(ClosedLoopSettings settings, Scenario scenario, IRig rig)
    {
        _faults = new PhysicalFaults(scenario.Faults);
        _powerLosses = scenario.PowerLosses;
        _rig = rig;
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

    public bool HasPower(double seconds)
    {
        // Step times are sums of tenths.
        const double Rounding = 1e-9;
        bool powered = true;
        foreach (TimeWindow loss in _powerLosses)
            powered &= seconds < loss.FromSeconds - Rounding || seconds >= loss.ToSeconds - Rounding;
        if (powered != _powered && _rig is IPoweredRig rig)
        {
            if (powered)
                rig.Restart();
            else
                rig.CutPower();
        }
        _powered = powered;
        return powered;
    }

    public void OnStep(ClosedLoop loop) => _monitor!.After(loop.Seconds, loop.TrueSoc);
}
