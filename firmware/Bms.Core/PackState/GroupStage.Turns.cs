using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <content>What happens in a turn.</content>
public sealed partial class GroupStage
{
    private const long MostNanocoulombs = 1L << 61;

    // A chord of the OCV reaches √3 sigmas to each side, and never less or more than this.
    private const float SmallestReach = 0.005f;
    private const float LargestReach = 0.05f;
    private const float SmallestSlopeVolts = 0.02f;

    // One voltage's own noise; the sampling's ripple under load, as a part of the overpotential.
    private const float NoiseVolts = 0.0015f;
    private const float LoadNoise = 0.02f;

    // What lasts: polarisation that is no share of the average's, curves that are not alike, hysteresis that depends on the SOC.
    private const float LastingLoad = 0.02f;
    private const float LastingCurve = 0.03f;
    private const float LastingHysteresis = 0.2f;
    private const float LastingSeconds = 150f;
    private const float ShortestTurnSeconds = 0.1f;

    // Less says nothing of a resistance.
    private const float SmallestOverpotential = 1e-4f;

    // What the first half of a turn has found for the second.
    private float _before;
    private float _openVolts;
    private float _slopeVolts;
    private float _bendVolts;

    // What the differences come to together, found in the first half of the last turn.
    private float _socShare;
    private float _resistanceMean;
    private float _gainMean;
    private float _offsetMean;

    /// <summary>First half of a group's turn: what its open-circuit voltage is to differ by.</summary>
    private void Expect(int group, float average, float averageSigma, EstimatorInput input)
    {
        GroupFilter filter = _filters[group];
        GroupModel model = _model;
        // The place alone: the OCV is asked for beside it.
        int centidegrees = input.TemperatureCentidegrees;
        if (centidegrees != model.Centidegrees)
            model.LocateTemperature(centidegrees);
        model.LocateSoc(average);
        _load.ReadTable();
        float variance = averageSigma * averageSigma;
        float reach = FloatMath.Sqrt(3f * (variance + filter.SocVariance));
        reach = reach < SmallestReach ? SmallestReach : reach > LargestReach ? LargestReach : reach;
        float half = 0.5f / reach;
        float before = filter.Soc;
        float low = model.OcvAt(average - reach);
        float high = model.OcvAt(average + reach);
        float slope = (high - low) * half;
        float open = low + high;
        float own = average + before;
        low = model.OcvAt(own - reach);
        high = model.OcvAt(own + reach);
        float ownSlope = (high - low) * half;
        _before = before;
        _openVolts = 0.5f * (low + high - open);
        _bendVolts = Bend(ownSlope, slope) * averageSigma;
        _slopeVolts = ownSlope < SmallestSlopeVolts ? SmallestSlopeVolts : ownSlope;
    }

    /// <summary>Second half: its states are carried on, and corrected by its voltage where that can be used.</summary>
    private void LookAt(int group, float averageSigma, EstimatorInput input, bool onTrial)
    {
        GroupFilter filter = _filters[group];
        int milliseconds = unchecked(_clockMilliseconds - filter.ClockMilliseconds);
        if (milliseconds < 0)
            milliseconds = int.MaxValue;
        float seconds = milliseconds * 1e-3f;
        CarryOn(filter, seconds);
        filter.UnseenMilliseconds = Later(filter.UnseenMilliseconds, milliseconds);
        if (!_differenceLost && _differenceCount > 0 && input.CurrentKnown && !onTrial && milliseconds <= _gapMilliseconds)
            Measure(filter, milliseconds, seconds);
        filter.StaticVolts = _openVolts + (_slopeVolts * (filter.Soc - _before)) + filter.OffsetVolts;
        Known[group] = filter.UnseenMilliseconds < _unseenMilliseconds;
        SocSigma[group] = FloatMath.Sqrt((averageSigma * averageSigma) + filter.SocVariance);
    }

    private void Measure(GroupFilter filter, int milliseconds, float seconds)
    {
        float overpotential = _load.Volts;
        if (overpotential < SmallestOverpotential && overpotential > -SmallestOverpotential)
            overpotential = 0f;
        float slope = _slopeVolts;
        float measured = (int)(_differenceSum / _differenceCount) * 1e-6f;
        float expected = _openVolts + (slope * (filter.Soc - _before)) + filter.OffsetVolts + (filter.Resistance * overpotential);
        bool contradicted = filter.ContradictingMilliseconds > 0;
        if (!filter.Measure(measured - expected, slope, overpotential, Noise(_openVolts, overpotential, _bendVolts, seconds)))
            Contradict(filter, milliseconds, contradicted);
        else if (contradicted)
            _contradictions--;
    }

    /// <summary>
    /// What an error of the average's SOC does to the difference of voltage, as a slope. Where the group's OCV is the steeper one its voltage
    /// tells its own SOC, and the average's error counts by the average's slope only.
    /// </summary>
    private static float Bend(float ownSlope, float averageSlope)
    {
        float more = ownSlope - averageSlope;
        return more < averageSlope ? more : averageSlope;
    }

    /// <summary>Variance of one turn's measurement: what the next turn sees anew, and what lasts for many.</summary>
    private float Noise(float openVolts, float overpotential, float bendVolts, float seconds)
    {
        float ripple = LoadNoise * overpotential;
        float load = LastingLoad * overpotential;
        float curve = LastingCurve * openVolts;
        float hysteresis = LastingHysteresis * _load.HysteresisVolts;
        float lasting = (load * load) + (curve * curve) + (hysteresis * hysteresis) + (bendVolts * bendVolts);
        // Coloured errors do not average out over turns that follow each other faster than they change.
        float turn = seconds < ShortestTurnSeconds ? ShortestTurnSeconds : seconds > LastingSeconds ? LastingSeconds : seconds;
        return (NoiseVolts * NoiseVolts) + (ripple * ripple) + (lasting * (LastingSeconds / turn));
    }

    private void CarryOn(GroupFilter filter, float seconds)
    {
        long moved = _countedNanocoulombs - filter.CountedNanocoulombs;
        if (moved > IntegerMath.LargestForFloat)
            moved = IntegerMath.LargestForFloat;
        else if (moved < -IntegerMath.LargestForFloat)
            moved = -IntegerMath.LargestForFloat;
        filter.Carry((float)moved * _socPerNanocoulomb, _unknownSoc - filter.UnknownSoc, seconds);
        filter.CountedNanocoulombs = _countedNanocoulombs;
        filter.UnknownSoc = _unknownSoc;
        filter.ClockMilliseconds = _clockMilliseconds;
    }

    /// <summary>
    /// A group that contradicts everything known is not measured and not in the average. Where that lasts it is the knowledge that is
    /// wrong.
    /// </summary>
    private void Contradict(GroupFilter filter, int milliseconds, bool before)
    {
        if (!before)
            _contradictions++;
        filter.ContradictingMilliseconds = Later(filter.ContradictingMilliseconds, milliseconds > 0 ? milliseconds : 1);
        if (filter.ContradictingMilliseconds < _unseenMilliseconds)
            return;
        filter.Reopen();
        _contradictions--;
    }

    /// <summary>First half of the last turn: what the differences come to.</summary>
    private void Sum()
    {
        GroupFilter[] filters = _filters;
        float soc = 0f;
        float variance = FloatMath.Negligible;
        float resistance = 0f;
        float gain = 0f;
        float offset = 0f;
        for (int group = 0; group < filters.Length; group++)
        {
            GroupFilter filter = filters[group];
            soc += filter.Soc;
            variance += filter.SocVariance;
            resistance += filter.Resistance;
            gain += filter.Gain;
            offset += filter.OffsetVolts;
        }
        // Who loses charge alone lowers the average too: all the others stand higher above it.
        float taken = _takenSoc;
        _takenSoc = 0f;
        _takenShare = taken * _share;
        _socShare = (soc + taken) / variance;
        _resistanceMean = resistance * _share;
        _gainMean = gain * _share;
        _offsetMean = offset * _share;
    }

    /// <summary>
    /// Second half of the turn after the last group's. Differences are to the average, so they come to nothing together: what they come to
    /// is taken off, of the SOC most where least is known.
    /// </summary>
    private void Balance()
    {
        // A gain is held within 0.4, so its difference to the mean within 0.8: a capacity is never divided by nothing.
        GroupFilter[] filters = _filters;
        float soc = _socShare;
        float taken = _takenShare;
        float resistance = _resistanceMean;
        float gain = _gainMean;
        float offset = _offsetMean;
        float[] resistances = ResistanceFactor;
        float[] capacities = CapacityFactor;
        float statics = 0f;
        for (int group = 0; group < filters.Length; group++)
        {
            GroupFilter filter = filters[group];
            filter.Soc += taken - (soc * filter.SocVariance);
            float less = filter.Gain - gain;
            filter.Gain = less;
            filter.OffsetVolts -= offset;
            float more = filter.Resistance - resistance;
            if (more < GroupFilter.SmallestResistance)
                more = GroupFilter.SmallestResistance;
            filter.Resistance = more;
            statics += filter.StaticVolts;
            capacities[group] = 1f / (1f + less);
            resistances[group] = 1f + more;
        }
        _staticSum = statics;
        _cycled = true;
    }

    /// <summary>The last turn of a cycle names the extremes, by charge: a small group may be the weakest at the same SOC.</summary>
    private void Name(float average)
    {
        GroupFilter[] filters = _filters;
        float[] capacities = CapacityFactor;
        float least = float.MaxValue;
        float most = -1f;
        float nearest = float.MaxValue;
        int weakest = WeakestGroup;
        int strongest = StrongestGroup;
        int fullest = FullestGroup;
        for (int group = 0; group < filters.Length; group++)
        {
            float capacity = capacities[group];
            float held = (average + filters[group].Soc) * capacity;
            float left = capacity - held;
            if (held < least)
            {
                least = held;
                weakest = group;
            }
            if (held > most)
            {
                most = held;
                strongest = group;
            }
            if (left < nearest)
            {
                nearest = left;
                fullest = group;
            }
        }
        WeakestGroup = weakest;
        StrongestGroup = strongest;
        FullestGroup = fullest;
    }

    private static int Later(int milliseconds, int elapsed) =>
        milliseconds > int.MaxValue - elapsed ? int.MaxValue : milliseconds + elapsed;
}
