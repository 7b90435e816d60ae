using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// What the model expects of a window's mean voltage at a place, in the pieces that an adaptive estimator's update needs. The OCV is
/// linearised statistically, over the spread of the SOC instead of at a point: a chord through the SOC three-point rule of Gauss and
/// Hermite (one and a half sigmas or so to each side), with the bend between counted as noise. A tangent would promise more than a
/// wide estimate can use, and on a plateau nothing at all.
/// </summary>
public sealed partial class CellExpectation
{
    internal const float LargestReach = 0.12f;
    internal const float SmallestReach = 0.005f;

    // Beyond an end by this much at least, so that no chord is shorter than the smallest reach.
    internal const float Edge = 0.01f;
    internal const float SmallestSlopeVolts = 0.02f;
    private const float SmallestCurvature = 1e-3f;

    /// <summary>Mean OCV over the spread of the SOC, in volts.</summary>
    internal float OcvVolts;

    /// <summary>Slope of the OCV over the spread of the SOC, in volts; at least 0.02 V.</summary>
    internal float SlopeVolts;

    /// <summary>Variance of the OCV that the chord leaves out, in volts².</summary>
    internal float BendVariance;

    /// <summary>Ohmic resistance for the window's direction of current, in ohms.</summary>
    internal float OhmicOhms;

    /// <summary>Voltage over all branches at the given branch currents, in volts.</summary>
    internal float PolarisationVolts;

    /// <summary>Change of the whole overpotential for a constant change of the current since the start, in ohms.</summary>
    internal float OffsetOhms;

    /// <summary>Half the gap between the branches of the OCV, in volts.</summary>
    internal float HysteresisVolts;

    /// <summary>Half the gap that opens at once with the sign of the current, in volts.</summary>
    internal float InstantHysteresisVolts;

    /// <summary>One sigma of the model's own lasting error without overpotential, in volts.</summary>
    internal float ErrorVolts;

    /// <summary>What it grows by with the overpotential, as a fraction of that.</summary>
    internal float ErrorFraction;

    /// <summary>Sum of the branches' resistances where their current is small, in ohms.</summary>
    internal float BranchOhms;

    private const int Turns = 8;

    private readonly GroupModel _model;
    private readonly int _branches;
    private readonly float _inverseCapacity;
    private float _chargeFactor = 1f;
    private float _zeroOhms;
    private float _firstOhms;
    private float _secondOhms;
    private float _thirdOhms;
    private float _argumentPerAmp;
    private float _reach = LargestReach;
    private bool _lowersTurn;
    private float _lowSoc;
    private float _lowVolts;
    private float _highSoc;
    private float _highVolts;
    private int _turn;
    private int _turnsToRead;

    /// <summary>Makes an expectation over a group's model.</summary>
    public CellExpectation(GroupModel model)
    {
        _model = model;
        _branches = model.BranchCount;
        _inverseCapacity = model.CapacityAmpHours > 0f ? 1f / model.CapacityAmpHours : 0f;
    }

    /// <summary>
    /// True once every table has been read since <see cref="StartReading"/>. The OCV is looked up each time; of the other tables, which
    /// change slowly, one is read each time, so that no time costs much more than another.
    /// </summary>
    public bool Complete => _turnsToRead == 0;

    /// <summary>Begins to read everything anew.</summary>
    public void StartReading() => _turnsToRead = Turns;

    /// <summary>Reads everything at a place at once, at the last known temperature. Not for use within a step.</summary>
    public void ReadAll(float soc)
    {
        _model.Locate(soc, _model.Centidegrees);
        _reach = LargestReach;
        LookUpLow(soc, LargestReach);
        LookUpHigh(soc, LargestReach);
        for (int turn = 0; turn < Turns; turn++)
            ReadTables();
        StartReading();
    }

    /// <summary>Looks up what is expected at a place.</summary>
    /// <param name="soc">State of charge; may lie a little outside 0…1.</param>
    /// <param name="variance">Variance of the state of charge.</param>
    /// <param name="centidegrees">Temperature, in centidegrees.</param>
    /// <param name="window">The closed window; its branch currents are taken.</param>
    /// <param name="offsetAmps">What the current sensor is believed to read too high, in amperes.</param>
    public void Look(float soc, float variance, int centidegrees, LoadWindow window, float offsetAmps)
    {
        LookUpOcv(soc, variance, centidegrees);
        ReadTables();
        if (_turnsToRead > 0)
            _turnsToRead--;
        PolarisationVolts = 0f;
        float ohmic = _zeroOhms;
        if (window.MeanAmps > offsetAmps)
            ohmic *= _chargeFactor;
        OhmicOhms = ohmic;
        OffsetOhms = ohmic;
        if (_branches == 0)
            return;
        AddBranch(_firstOhms, window.MeanFirst - (offsetAmps * window.FirstShare), window.FirstShare);
        if (_branches > 1)
            AddBranch(_secondOhms, window.MeanSecond - (offsetAmps * window.SecondShare), window.SecondShare);
        if (_branches > 2)
            AddBranch(_thirdOhms, window.MeanThird - (offsetAmps * window.ThirdShare), window.ThirdShare);
    }

    /// <summary>Takes a place for an estimator that asks for the OCV at points of its own: the OCV there, and one of the tables.</summary>
    internal void Visit(float soc, int centidegrees)
    {
        _model.Locate(soc, centidegrees);
        OcvVolts = _model.OcvVolts;
        ReadTables();
        if (_turnsToRead > 0)
            _turnsToRead--;
    }

    /// <summary>
    /// The whole overpotential of a window for what the sensor may read too high, in volts; sets <see cref="OhmicOhms"/> and
    /// <see cref="PolarisationVolts"/>.
    /// </summary>
    internal float Overpotential(LoadWindow window, float offsetAmps)
    {
        float amps = window.MeanAmps - offsetAmps;
        float ohmic = _zeroOhms;
        if (amps > 0f)
            ohmic *= _chargeFactor;
        OhmicOhms = ohmic;
        float polarisation = 0f;
        if (_branches > 0)
            polarisation = BranchVolts(_firstOhms, window.MeanFirst - (offsetAmps * window.FirstShare));
        if (_branches > 1)
            polarisation += BranchVolts(_secondOhms, window.MeanSecond - (offsetAmps * window.SecondShare));
        if (_branches > 2)
            polarisation += BranchVolts(_thirdOhms, window.MeanThird - (offsetAmps * window.ThirdShare));
        PolarisationVolts = polarisation;
        return (ohmic * amps) + polarisation;
    }

    private float BranchVolts(float ohms, float amps)
    {
        float perAmp = _argumentPerAmp;
        float volts = ohms * amps;
        if (amps > 0f)
            volts *= _chargeFactor;
        if (perAmp > 0f)
            volts *= ExtendedKalmanFilter.SecantGain((amps < 0f ? -amps : amps) * perAmp);
        return volts;
    }

    private void ReadTables()
    {
        GroupModel model = _model;
        int turn = _turn;
        _turn = turn == Turns - 1 ? 0 : turn + 1;
        switch (turn)
        {
            case 0:
                _zeroOhms = model.R0Ohms();
                break;
            case 1:
                HysteresisVolts = model.HysteresisVolts();
                break;
            case 2:
                InstantHysteresisVolts = model.InstantHysteresisVolts();
                float perRate = model.SaturationPerRate();
                _argumentPerAmp = perRate < SmallestCurvature ? 0f : perRate * _inverseCapacity;
                break;
            case 3:
                _firstOhms = _branches > 0 ? model.BranchOhms(0) : 0f;
                break;
            case 4:
                _secondOhms = _branches > 1 ? model.BranchOhms(1) : 0f;
                break;
            case 5:
                _thirdOhms = _branches > 2 ? model.BranchOhms(2) : 0f;
                BranchOhms = _firstOhms + _secondOhms + _thirdOhms;
                break;
            case 6:
                ErrorVolts = model.UncertaintyVolts();
                ErrorFraction = model.OverpotentialUncertainty();
                break;
            default:
                _chargeFactor = model.ChargeResistanceFactor();
                break;
        }
    }

    private void AddBranch(float ohms, float amps, float share)
    {
        float perAmp = _argumentPerAmp;
        if (amps > 0f)
            ohms *= _chargeFactor;
        float held = ohms;
        if (perAmp > 0f)
        {
            float gain = ExtendedKalmanFilter.SecantGain((amps < 0f ? -amps : amps) * perAmp);
            ohms *= gain;
            // The slope of asinh lies between the secant gain and its cube; the square is near enough for a sensitivity.
            held = ohms * gain;
        }
        PolarisationVolts += ohms * amps;
        OffsetOhms += held * share;
    }

    private void LookUpOcv(float soc, float variance, int centidegrees)
    {
        GroupModel model = _model;
        model.Locate(soc, centidegrees);
        float middle = model.OcvVolts;
        // √3 sigma by one step of Newton's an update: the variance changes little from one to the next.
        float reach = 0.5f * (_reach + (3f * variance / _reach));
        reach = reach < SmallestReach ? SmallestReach : reach > LargestReach ? LargestReach : reach;
        _reach = reach;
        // The chord's ends are looked up in turn: they move as little.
        bool lowersTurn = !_lowersTurn;
        _lowersTurn = lowersTurn;
        if (lowersTurn)
            LookUpLow(soc, reach);
        else
            LookUpHigh(soc, reach);
        float below = soc - _lowSoc;
        float above = _highSoc - soc;
        if (below < SmallestReach || above < SmallestReach)
        {
            // The place has run past an end.
            LookUpLow(soc, reach);
            LookUpHigh(soc, reach);
            below = soc - _lowSoc;
            above = _highSoc - soc;
        }
        float whole = 1f / (below + above);
        float bend = (((_lowVolts * above) + (_highVolts * below)) * whole) - middle;
        OcvVolts = middle + (bend * (1f / 3f));
        BendVariance = bend * bend * (2f / 9f);
        float slope = (_highVolts - _lowVolts) * whole;
        SlopeVolts = slope < SmallestSlopeVolts ? SmallestSlopeVolts : slope;
    }

    /// <summary>No cell is emptier than empty; there the chord becomes one-sided.</summary>
    private void LookUpLow(float soc, float reach)
    {
        float low = soc - reach;
        _lowSoc = low >= 0f ? low : soc > Edge ? 0f : soc - Edge;
        _lowVolts = _model.OcvAt(_lowSoc);
    }

    /// <summary>Nor fuller than full.</summary>
    private void LookUpHigh(float soc, float reach)
    {
        float high = soc + reach;
        _highSoc = high <= 1f ? high : soc < 1f - Edge ? 1f : soc + Edge;
        _highVolts = _model.OcvAt(_highSoc);
    }
}
