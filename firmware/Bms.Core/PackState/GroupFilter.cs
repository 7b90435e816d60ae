using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// What sets one group apart from the average one: its SOC (s), the relative differences of its resistance (r) and of how fast its SOC
/// moves (g, which is what its capacity is smaller by), and the error of its voltage channel (b). A Kalman filter of four states over
/// one scalar measurement, the group's voltage less the average group's.
/// </summary>
/// <remarks>
/// Bar-delta filtering: G. Plett, Battery Management Systems, vol. II, ch. 5, there with a filter for each difference. Here the four share a
/// covariance: an error of the channel is a state, so it never averages out and a plateau that turns two millivolts into tens of
/// percent of SOC moves nothing.
/// </remarks>
public sealed class GroupFilter
{
    // The largest differences that are believed; beyond them a group is not one of this pack.
    internal const float LargestResistance = 2f;
    internal const float SmallestResistance = -0.7f;
    internal const float LargestGain = 0.4f;
    internal const float LargestVolts = 0.1f;
    internal const float LargestSocVariance = 0.09f;
    private const float LargestResistanceVariance = 0.25f;
    private const float LargestVoltsVariance = 0.0025f;

    // What a group's resistance ratio and its channel's error wander by, a second: 0.02 and 0.1 mV an hour.
    private const float ResistanceVariancePerSecond = 1.1e-7f;
    private const float OffsetVariancePerSecond = 2.8e-12f;
    private const float GainVariancePerSecond = 1e-11f;

    // An innovation beyond three sigmas counts as one of three; beyond five, and a voltage that no noise explains, it is a contradiction.
    private const float LimitSquared = 9f;
    private const float GateSquared = 25f;
    private const float GateVolts = 0.010f;

    // A noise of this part of the states' own share keeps every updated variance clear of rounding to below zero.
    private const float LeastNoiseFraction = 1e-5f;
    private const float LargestCovariance = 1f;

    // Shared by all groups: a field costs as much as a state.
    private readonly GroupPrior _prior;

    // The covariance's upper triangle.
    private float _ss;
    private float _sr;
    private float _sg;
    private float _sb;
    private float _rr;
    private float _rg;
    private float _rb;
    private float _gg;
    private float _gb;
    private float _bb;

    /// <summary>SOC less the average's.</summary>
    internal float Soc;

    /// <summary>Resistance over the average's, less 1.</summary>
    internal float Resistance;

    /// <summary>Average capacity over this group's, less 1.</summary>
    internal float Gain;

    /// <summary>What the voltage channel reads too high, in volts.</summary>
    internal float OffsetVolts;

    /// <summary>Open-circuit voltage less the average group's, and the channel's error, in volts, as of the last turn.</summary>
    internal float StaticVolts;

    /// <summary>Milliseconds since the group was last measured; the largest number where it never was.</summary>
    internal int UnseenMilliseconds;

    /// <summary>Milliseconds that its voltage has contradicted everything known; 0 where it does not.</summary>
    internal int ContradictingMilliseconds;

    /// <summary>Where counted charge, unknown charge and time stood when it was last carried on.</summary>
    internal long CountedNanocoulombs;
    internal float UnknownSoc;
    internal int ClockMilliseconds;

    /// <summary>Makes a filter at its start.</summary>
    internal GroupFilter(GroupPrior prior)
    {
        _prior = prior;
        Restart();
    }

    /// <summary>Variance of <see cref="Soc"/>.</summary>
    internal float SocVariance => _ss;

    /// <summary>Variance of <see cref="Resistance"/>.</summary>
    internal float ResistanceVariance => _rr;

    /// <summary>Variance of <see cref="Gain"/>.</summary>
    internal float GainVariance => _gg;

    /// <summary>Forgets everything: an average group.</summary>
    internal void Restart()
    {
        Soc = Resistance = Gain = OffsetVolts = StaticVolts = 0f;
        _ss = _prior.SocVariance;
        _rr = _prior.ResistanceVariance;
        _gg = _prior.GainVariance;
        _bb = _prior.OffsetVariance;
        _sr = _sg = _sb = _rg = _rb = _gb = 0f;
        UnseenMilliseconds = int.MaxValue;
        ContradictingMilliseconds = 0;
    }

    /// <summary>What it has been is no guide any more to where it is: as uncertain as at the start, about where it was.</summary>
    internal void Reopen()
    {
        _ss = _prior.SocVariance > _ss ? _prior.SocVariance : _ss;
        _rr = _prior.ResistanceVariance > _rr ? _prior.ResistanceVariance : _rr;
        _bb = _prior.OffsetVariance > _bb ? _prior.OffsetVariance : _bb;
        _sr = _sg = _sb = _rg = _rb = _gb = 0f;
        ContradictingMilliseconds = 0;
    }

    /// <summary>The time step.</summary>
    /// <param name="moved">By how much counting moved the average's SOC.</param>
    /// <param name="unknown">What may have flowed uncounted, as a change of SOC.</param>
    /// <param name="seconds">How long that took.</param>
    internal void Carry(float moved, float unknown, float seconds)
    {
        float sg = _sg;
        float gg = _gg;
        Soc = FloatMath.Clamp(Soc + (moved * Gain), -1f, 1f);
        _sr += moved * _rg;
        _sb += moved * _gb;
        _sg = sg + (moved * gg);
        float ss = _ss + (moved * (sg + _sg)) + (gg * unknown * unknown) + (seconds * _prior.DriftVariancePerSecond);
        _ss = ss;
        if (ss > LargestSocVariance)
        {
            _ss = LargestSocVariance;
            _sr = _sg = _sb = 0f;
        }
        float rr = _rr + (seconds * ResistanceVariancePerSecond);
        _rr = rr > LargestResistanceVariance ? LargestResistanceVariance : rr;
        float bb = _bb + (seconds * OffsetVariancePerSecond);
        _bb = bb > LargestVoltsVariance ? LargestVoltsVariance : bb;
        if (gg < _prior.GainVariance)
            _gg = gg + (seconds * GainVariancePerSecond);
    }

    /// <summary>One measurement; returns false where it contradicts what is known beyond belief, and is not taken.</summary>
    /// <param name="innovation">Measured less expected difference of voltage, in volts.</param>
    /// <param name="hs">Slope of the OCV over SOC at the group, in volts.</param>
    /// <param name="hr">Overpotential of the average group, in volts.</param>
    /// <param name="noise">Variance of the measurement, in volts².</param>
    internal bool Measure(float innovation, float hs, float hr, float noise)
    {
        float ps = (_ss * hs) + (_sr * hr) + _sb;
        float pr = (_sr * hs) + (_rr * hr) + _rb;
        float pg = (_sg * hs) + (_rg * hr) + _gb;
        float pb = (_sb * hs) + (_rb * hr) + _bb;
        float variance = (((hs * ps) + (hr * pr) + pb) * (1f + LeastNoiseFraction)) + noise;
        float square = innovation * innovation;
        if (square > variance * LimitSquared)
        {
            if (square > variance * GateSquared && square > GateVolts * GateVolts)
                return false;
            variance = square * (1f / LimitSquared);
        }
        float inverse = 1f / variance;
        float ks = ps * inverse;
        float kr = pr * inverse;
        float kg = pg * inverse;
        float kb = pb * inverse;
        _ss -= ps * ks;
        _sr -= ps * kr;
        _sg -= ps * kg;
        _sb -= ps * kb;
        _rr -= pr * kr;
        _rg -= pr * kg;
        _rb -= pr * kb;
        _gg -= pg * kg;
        _gb -= pg * kb;
        _bb -= pb * kb;
        Soc = FloatMath.Clamp(Soc + (ks * innovation), -1f, 1f);
        Resistance = FloatMath.Clamp(Resistance + (kr * innovation), SmallestResistance, LargestResistance);
        Gain = FloatMath.Clamp(Gain + (kg * innovation), -LargestGain, LargestGain);
        OffsetVolts = FloatMath.Clamp(OffsetVolts + (kb * innovation), -LargestVolts, LargestVolts);
        UnseenMilliseconds = 0;
        ContradictingMilliseconds = 0;
        return true;
    }

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        Soc = archive.Number(Soc, 1f);
        Resistance = archive.Number(Resistance, SmallestResistance, 2f * LargestResistance);
        Gain = archive.Number(Gain, 2f * LargestGain);
        OffsetVolts = archive.Number(OffsetVolts, 1f);
        StaticVolts = archive.Number(StaticVolts, 10f);
        _ss = archive.Number(_ss, 0f, LargestCovariance);
        _sr = archive.Number(_sr, LargestCovariance);
        _sg = archive.Number(_sg, LargestCovariance);
        _sb = archive.Number(_sb, LargestCovariance);
        _rr = archive.Number(_rr, 0f, LargestCovariance);
        _rg = archive.Number(_rg, LargestCovariance);
        _rb = archive.Number(_rb, LargestCovariance);
        _gg = archive.Number(_gg, 0f, LargestCovariance);
        _gb = archive.Number(_gb, LargestCovariance);
        _bb = archive.Number(_bb, 0f, LargestCovariance);
        UnseenMilliseconds = archive.Whole(UnseenMilliseconds, 0, int.MaxValue);
        ContradictingMilliseconds = archive.Whole(ContradictingMilliseconds, 0, int.MaxValue);
    }
}
