using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.PackState;

namespace Bms.Core.Balancing;

/// <summary>
/// Balancing by charge: looks at the groups with nothing bleeding, bleeds for a window, lets the voltages settle, looks again. Bleed time
/// becomes charge by the voltage and the resistor; it is taken off the plan and out of the groups' states. One group is served in a step.
/// </summary>
public sealed class ChargeBalancer
{
    private const int Looking = 0;
    private const int Window = 1;
    private const int Settling = 2;
    private const int MilliPerOne = 1000;
    private const int RoundsForPlan = 2;
    private const long BranchDivisor = 20;
    private const long NanocoulombsPerMicroampHour = 3600000;
    private const int NanocoulombsPerUnit = 1000;
    private const float SecondsPerHour = 3600f;

    private readonly BalancingSettings _settings;
    private readonly int _groups;
    private readonly float _minimumSoc;
    private readonly int _lowestMicrovolts;
    private readonly long _branchNanocoulombs;
    private readonly long _strongMicroamps;
    private readonly BleedPlan _plan;
    private readonly bool[] _bleeding;
    private readonly bool[] _uncounted;
    private readonly int[] _stamps;
    private bool _rested;
    private long _movedNanocoulombs;
    private int _phase;
    private int _phaseMilliseconds;
    private int _clock;
    private int _endClock;
    private int _served;
    private int _first;
    private int _turn;
    private int _channels;
    private int _usualMicrovolts;

    /// <summary>Makes a balancer.</summary>
    /// <param name="configuration">The pack.</param>
    /// <param name="plan">The plan that it carries out.</param>
    /// <param name="bleeding">Where it says which groups bleed.</param>
    public ChargeBalancer(PackConfiguration configuration, BleedPlan plan, bool[] bleeding)
    {
        _settings = configuration.Balancing;
        _groups = configuration.SeriesGroups;
        _minimumSoc = _settings.MinimumSocPermyriad * 1e-4f;
        _lowestMicrovolts = configuration.Cell.MinimumMicrovolts;
        long capacity = (long)configuration.Cell.CapacityMicroampHours * configuration.ParallelCells * NanocoulombsPerMicroampHour;
        _branchNanocoulombs = capacity / BranchDivisor;
        if (_settings.BleedMilliohms > 0)
            _strongMicroamps = 2L * configuration.Cell.MaximumMicrovolts * MilliPerOne / _settings.BleedMilliohms;
        _plan = plan;
        _bleeding = bleeding;
        _uncounted = new bool[_groups];
        _stamps = new int[_groups];
        _usualMicrovolts = configuration.Cell.MaximumMicrovolts;
    }

    /// <summary>How many groups bleed.</summary>
    internal int Count { get; private set; }

    /// <summary>True while the voltages are disturbed by the resistors.</summary>
    internal bool VoltageHidden => _phase != Looking;

    /// <summary>Charge bled since the start, all groups together, in nanocoulombs.</summary>
    internal long BledNanocoulombs { get; private set; }

    /// <summary>Decides for one step.</summary>
    /// <param name="permitted">Whether anything may bleed now.</param>
    /// <param name="rested">Whether the pack has rested.</param>
    /// <param name="channels">How many groups may bleed at the same time, above 0 where any may.</param>
    /// <param name="measurements">The step's raw measurements.</param>
    /// <param name="measurement">What the first stage let through.</param>
    /// <param name="estimation">Told what the average group loses.</param>
    /// <param name="groups">Told what each group loses.</param>
    /// <param name="health">For the capacity.</param>
    internal void Step(
        bool permitted,
        bool rested,
        int channels,
        Measurements measurements,
        MeasurementStage measurement,
        EstimationStage estimation,
        GroupStage groups,
        HealthStage health)
    {
        int elapsed = measurement.ElapsedMilliseconds;
        int milliseconds = IntegerMath.AddSaturating(_phaseMilliseconds, elapsed);
        _clock = unchecked(_clock + elapsed);
        _phaseMilliseconds = milliseconds;
        int phase = _phase;
        Follow(measurement.ChargeNanocoulombs);
        // In the tail of a charge a resistor takes more than the charger gives: its group would leave the others' branch.
        if (_plan.Flat && measurement.Direction == CurrentDirection.Charging && measurement.PackMicroamps < _strongMicroamps)
            permitted = false;
        if (rested != _rested)
        {
            _rested = rested;
            if (phase == Looking)
                _plan.Restart();
        }
        if (phase == Looking)
        {
            if (estimation.Stepped && groups.Valid)
                Look(rested, measurements, measurement, estimation, groups, health);
            if (permitted && milliseconds >= _settings.LookMilliseconds && _plan.Rounds >= RoundsForPlan && _plan.Something)
                Begin(channels);
            return;
        }
        if (phase == Window && (!permitted || milliseconds >= _settings.WindowMilliseconds || (Count == 0 && _served >= _groups)))
        {
            Stop();
            phase = Settling;
        }
        if (phase == Settling && _served >= _groups)
        {
            if (milliseconds < _settings.SettleMilliseconds)
                return;
            Enter(Looking);
            _plan.Restart();
            return;
        }
        Serve(phase == Window, measurements, measurement, estimation, groups);
    }

    private void Look(
        bool rested, Measurements measurements, MeasurementStage measurement, EstimationStage estimation, GroupStage groups, HealthStage health)
    {
        float capacity = health.CapacityAmpHours * SecondsPerHour;
        if (!_plan.Flat)
        {
            IStateEstimator estimator = estimation.Estimator;
            _plan.Look(groups, estimator.Soc, estimator.SocSigma, capacity);
            return;
        }
        int group = _plan.Turn;
        bool reading = rested && measurement.IsCellUsable(group);
        long enough = _branchNanocoulombs >> 1;
        int branch = _movedNanocoulombs >= enough ? 1 : _movedNanocoulombs <= -enough ? -1 : 0;
        _plan.Look(reading ? measurements.CellMicrovolts[group] * 1e-6f : 0f, estimation.Input.TemperatureCentidegrees, branch, capacity);
    }

    /// <summary>What has flowed, held within what brings all groups to one branch of the hysteresis or the other.</summary>
    private void Follow(long nanocoulombs)
    {
        long moved = _movedNanocoulombs + IntegerMath.Clamp(nanocoulombs, -_branchNanocoulombs, _branchNanocoulombs);
        _movedNanocoulombs = moved > _branchNanocoulombs ? _branchNanocoulombs : moved < -_branchNanocoulombs ? -_branchNanocoulombs : moved;
    }

    private void Begin(int channels)
    {
        // What bleeds at rest leaves the branch.
        if (_rested)
            _movedNanocoulombs = 0;
        Enter(Window);
        _channels = channels;
        // Another group goes first each time, so that neighbours and those beyond the limit of channels have their window too.
        _first = _first + 1 < _groups ? _first + 1 : 0;
        _turn = _first;
    }

    /// <summary>Every resistor off, at once; what they took since they were last served is counted in the next steps.</summary>
    private void Stop()
    {
        bool[] bleeding = _bleeding;
        for (int group = 0; group < bleeding.Length; group++)
            bleeding[group] = false;
        Count = 0;
        _endClock = _clock;
        Enter(Settling);
    }

    private void Enter(int phase)
    {
        _phase = phase;
        _phaseMilliseconds = 0;
        _served = 0;
    }

    /// <summary>Counts what the group whose turn it is has lost, and lets it begin, go on or end.</summary>
    private void Serve(
        bool window, Measurements measurements, MeasurementStage measurement, EstimationStage estimation, GroupStage groups)
    {
        int group = _turn;
        _turn = group + 1 < _groups ? group + 1 : 0;
        bool began = _served >= _groups;
        if (!began)
            _served++;
        int microvolts = _usualMicrovolts;
        bool usable = measurement.IsCellUsable(group);
        if (usable)
            _usualMicrovolts = microvolts = measurements.CellMicrovolts[group];
        if (_uncounted[group])
            TakeOut(group, microvolts, unchecked((window ? _clock : _endClock) - _stamps[group]), estimation, groups);
        if (!window)
        {
            _uncounted[group] = false;
            return;
        }
        bool was = _bleeding[group];
        bool bleeds = usable
            && _plan.LeftCoulombs[group] > 0f
            && microvolts >= _lowestMicrovolts
            && (_plan.Flat || groups.Known[group])
            && groups.Soc[group] >= _minimumSoc
            && (was || MayBegin(group, began));
        _bleeding[group] = bleeds;
        _uncounted[group] = bleeds;
        _stamps[group] = _clock;
        if (bleeds != was)
            Count += bleeds ? 1 : -1;
    }

    /// <summary>A group begins in its first turn of a window only: one that has ended does not come back in the same one.</summary>
    private bool MayBegin(int group, bool began)
    {
        if (began || Count >= _channels)
            return false;
        return _settings.Neighbours
            || ((group == 0 || !_bleeding[group - 1]) && (group + 1 == _groups || !_bleeding[group + 1]));
    }

    private void TakeOut(int group, int microvolts, int milliseconds, EstimationStage estimation, GroupStage groups)
    {
        if (milliseconds <= 0 || microvolts <= 0)
            return;
        long nanocoulombs = (long)microvolts * milliseconds * NanocoulombsPerUnit / _settings.BleedMilliohms;
        _plan.Take(group, nanocoulombs);
        groups.TakeCharge(group, nanocoulombs);
        estimation.TakeCharge(nanocoulombs / _groups);
        BledNanocoulombs = unchecked(BledNanocoulombs + nanocoulombs);
    }
}
