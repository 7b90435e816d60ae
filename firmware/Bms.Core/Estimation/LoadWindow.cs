using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// What flowed since an adaptive estimator's last update, in the form in which its update needs it: exact branch currents of the
/// measured current, and the means of current, branch currents and voltage over the same samples. It knows nothing of any estimate:
/// since the branches are linear in their current, a constant offset b of the sensor is in branch k's current to the share
/// 1 − e^(−t/τk) of b, which is kept here too, so that a filter can take its offset out without states for the branches.
/// </summary>
public sealed partial class LoadWindow
{
    private const float MillisecondsPerHour = 3600000f;

    // Below this share of C the current says nothing about the direction in which hysteresis was pulled last.
    private const float DirectionRate = 0.003f;

    // Beyond this the share that a branch holds of a constant offset is all of it.
    private const float WholeShare = 0.9999f;

    /// <summary>Mean current of the samples, in amperes.</summary>
    internal float MeanAmps;

    /// <summary>Mean branch currents of the samples, fastest first, in amperes.</summary>
    internal float MeanFirst;
    internal float MeanSecond;
    internal float MeanThird;

    /// <summary>Mean voltage of the samples, in volts; 0 without samples.</summary>
    internal float MeanVolts;

    /// <summary>Share of a constant sensor offset that each branch holds, 0…1.</summary>
    internal float FirstShare;
    internal float SecondShare;
    internal float ThirdShare;

    /// <summary>Length of the window, in seconds.</summary>
    internal float Seconds;

    /// <summary>Change of SOC that was counted in the window.</summary>
    internal float MovedSoc;

    /// <summary>Hysteresis at the end is <see cref="HysteresisKept"/> times that at the start plus <see cref="HysteresisPull"/>.</summary>
    internal float HysteresisKept;
    internal float HysteresisPull;

    /// <summary>Direction of the last current worth the name: 1 charged, −1 discharged, 0 none yet.</summary>
    internal float Direction;

    /// <summary>Change of SOC that may have gone uncounted in the window, a magnitude.</summary>
    internal float UnknownSoc;

    /// <summary>How far the branch currents may be off after a gap, in amperes.</summary>
    internal float UnknownAmps;

    /// <summary>Samples with a voltage and a current.</summary>
    internal int Samples;

    private readonly ChargeLedger _ledger;
    private readonly int _branches;
    private readonly float _inverseFirstTau;
    private readonly float _inverseSecondTau;
    private readonly float _inverseThirdTau;
    private readonly float _directionAmps;
    private readonly float _hysteresisRate;
    private readonly int _gapMilliseconds;
    private readonly float _inverseCapacity;
    private int _periodMilliseconds;
    private float _firstFollow;
    private float _secondFollow;
    private float _thirdFollow;
    private float _first;
    private float _second;
    private float _third;
    private bool _sharesGrow;
    private int _windowMilliseconds;
    private long _microvoltSum;
    private float _ampSum;
    private float _firstSum;
    private float _secondSum;
    private float _thirdSum;

    /// <summary>Makes a window for one pack.</summary>
    /// <param name="model">The group's model.</param>
    /// <param name="ledger">Where charge is counted.</param>
    /// <param name="gapMilliseconds">A longer step is a gap, over which the current is unknown.</param>
    public LoadWindow(GroupModel model, ChargeLedger ledger, int gapMilliseconds)
    {
        _ledger = ledger;
        _gapMilliseconds = gapMilliseconds;
        _inverseCapacity = model.CapacityAmpHours > 0f ? 1f / model.CapacityAmpHours : 0f;
        _branches = model.BranchCount;
        _inverseFirstTau = _branches > 0 ? 1f / model.TauSeconds(0) : 0f;
        _inverseSecondTau = _branches > 1 ? 1f / model.TauSeconds(1) : 0f;
        _inverseThirdTau = _branches > 2 ? 1f / model.TauSeconds(2) : 0f;
        _directionAmps = DirectionRate * model.CapacityAmpHours;
        _hysteresisRate = model.HasHysteresis ? model.HysteresisRate : 0f;
        Restart();
    }

    /// <summary>Milliseconds since the last update.</summary>
    public int ElapsedMilliseconds => _windowMilliseconds;

    private float SlowestAmps => _branches > 2 ? _third : _branches > 1 ? _second : _first;

    /// <summary>Current of a branch now, in amperes of the pack.</summary>
    public float BranchAmps(int branch) => branch == 0 ? _first : branch == 1 ? _second : _third;

    /// <summary>Forgets everything: no current has flowed, no offset is held.</summary>
    public void Restart()
    {
        _first = _second = _third = 0f;
        Direction = 0f;
        FirstShare = SecondShare = ThirdShare = 0f;
        _sharesGrow = _branches > 0;
        _periodMilliseconds = 0;
        Open();
    }

    /// <summary>Begins a new window.</summary>
    public void Open()
    {
        _windowMilliseconds = 0;
        _microvoltSum = 0;
        _ampSum = _firstSum = _secondSum = _thirdSum = 0f;
        Samples = 0;
        MovedSoc = 0f;
        UnknownSoc = 0f;
        UnknownAmps = 0f;
        HysteresisKept = 1f;
        HysteresisPull = 0f;
    }

    /// <summary>Takes one step: counts its charge, moves the branches on, adds its voltage to the samples.</summary>
    public void Add(EstimatorInput input, float amps)
    {
        int milliseconds = input.ElapsedMilliseconds;
        bool known = input.CurrentKnown;
        if (milliseconds > 0)
            Advance(input, milliseconds, amps, known);
        if (!known || !input.VoltageKnown)
            return;
        _ampSum += amps;
        _firstSum += _first;
        _secondSum += _second;
        _thirdSum += _third;
        _microvoltSum += input.CellMicrovolts;
        Samples++;
    }

    /// <summary>Forms the means; <see cref="Open"/> begins the next window.</summary>
    public void Close()
    {
        Seconds = _windowMilliseconds * 1e-3f;
        int samples = Samples;
        if (samples == 0)
        {
            MeanAmps = 0f;
            MeanFirst = _first;
            MeanSecond = _second;
            MeanThird = _third;
            MeanVolts = 0f;
            return;
        }
        float share = 1f / samples;
        MeanAmps = _ampSum * share;
        MeanFirst = _firstSum * share;
        MeanSecond = _secondSum * share;
        MeanThird = _thirdSum * share;
        MeanVolts = (int)(_microvoltSum / samples) * 1e-6f;
    }

    private void Advance(EstimatorInput input, int milliseconds, float amps, bool known)
    {
        if (milliseconds != _periodMilliseconds)
            SetPeriod(milliseconds);
        float moved = _ledger.Count(input.ChargeNanocoulombs);
        float through = amps;
        if (milliseconds > _gapMilliseconds || !known)
        {
            UnknownSoc += Unknown(known, milliseconds, moved);
            through = Bridge(amps);
            UnknownAmps = FloatMath.Abs(through);
        }
        MovedSoc += moved;
        _windowMilliseconds = _windowMilliseconds > int.MaxValue - milliseconds ? int.MaxValue : _windowMilliseconds + milliseconds;
        _first += _firstFollow * (through - _first);
        _second += _secondFollow * (through - _second);
        _third += _thirdFollow * (through - _third);
        if (_sharesGrow)
            GrowShares();
        if (through == 0f)
            EndDecay();
        if (amps > _directionAmps || amps < -_directionAmps)
            Pull(moved, amps);
    }

    /// <summary>The slowest branch is the last to hold all of a constant offset.</summary>
    private void GrowShares()
    {
        if (FirstShare < WholeShare)
            FirstShare += _firstFollow * (1f - FirstShare);
        if (SecondShare < WholeShare)
            SecondShare += _secondFollow * (1f - SecondShare);
        ThirdShare += _thirdFollow * (1f - ThirdShare);
        float slowest = _branches > 2 ? ThirdShare : _branches > 1 ? SecondShare : FirstShare;
        _sharesGrow = slowest < WholeShare;
    }

    private void Pull(float moved, float amps)
    {
        Direction = amps > 0f ? 1f : -1f;
        if (_hysteresisRate <= 0f)
            return;
        float travel = _hysteresisRate * (moved < 0f ? -moved : moved);
        // The Padé approximant of 1 − e⁻ᶻ about 0 is exact to the last bit but one for the small z of ordinary steps.
        float lost = travel < 0.1f
            ? travel / (1f + (travel * (0.5f + (travel * (1f / 12f)))))
            : FloatMath.Approach(travel);
        float kept = 1f - lost;
        HysteresisKept *= kept;
        if (HysteresisKept < FloatMath.Negligible)
            HysteresisKept = 0f;
        HysteresisPull = (HysteresisPull * kept) + (amps > 0f ? lost : -lost);
    }

    /// <summary>
    /// What a gap may have hidden: as much as was counted, and as if the mean current before it, which the slowest branch remembers,
    /// had flowed on; without a current anything up to 1 C.
    /// </summary>
    private float Unknown(bool known, int milliseconds, float moved)
    {
        float hours = milliseconds / MillisecondsPerHour;
        if (!known)
            return hours;
        float before = SlowestAmps;
        return FloatMath.Abs(moved) + (FloatMath.Abs(before) * _inverseCapacity * hours);
    }

    /// <summary>
    /// The current that the branches are taken to have seen in a gap. What flowed on average before goes on where at least as much
    /// flows after it; else it may have ended at once or just now, and half of it is the smallest mistake.
    /// </summary>
    private float Bridge(float amps)
    {
        float before = SlowestAmps;
        // What is halved in each lost step would decay for ever.
        if (before < FloatMath.Negligible && before > -FloatMath.Negligible)
            return 0f;
        bool goesOn = before > 0f ? amps >= before : amps <= before;
        return goesOn ? before : 0.5f * before;
    }

    private void SetPeriod(int milliseconds)
    {
        float seconds = milliseconds * 1e-3f;
        _periodMilliseconds = milliseconds;
        _firstFollow = FloatMath.Approach(seconds * _inverseFirstTau);
        _secondFollow = FloatMath.Approach(seconds * _inverseSecondTau);
        _thirdFollow = FloatMath.Approach(seconds * _inverseThirdTau);
    }

    /// <summary>Without current the branches decay for ever; they end before they become subnormal.</summary>
    private void EndDecay()
    {
        if (FloatMath.Abs(_first) < FloatMath.Negligible)
            _first = 0f;
        if (FloatMath.Abs(_second) < FloatMath.Negligible)
            _second = 0f;
        if (FloatMath.Abs(_third) < FloatMath.Negligible)
            _third = 0f;
    }
}
