using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>The measurement step: one mean voltage against one expectation.</content>
public sealed partial class AdaptiveKalmanFilter
{
    private void Correct(LoadWindow window, float predictedVolts, float ohmicVolts, float polarisationVolts)
    {
        CellExpectation expected = _expectation;
        float size = (ohmicVolts < 0f ? -ohmicVolts : ohmicVolts) + (polarisationVolts < 0f ? -polarisationVolts : polarisationVolts);
        float seconds = window.Seconds;
        if (seconds <= 0f)
            seconds = 1f;
        float noise = Noise(size, expected.SlopeVolts, expected.BendVariance, seconds);
        Apply(window.MeanVolts - predictedVolts, noise, expected.SlopeVolts, -(1f + _scale) * expected.OffsetOhms, ohmicVolts + polarisationVolts,
            expected.HysteresisVolts, seconds);
    }

    /// <summary>
    /// One scalar measurement: P ← P − (P·Hᵀ)·(P·Hᵀ)ᵀ/S. The noise adapts: where innovations stay larger than they should be, it is
    /// raised by what they are too large. An innovation beyond two sigmas, or one that would move the SOC faster than it may, raises S
    /// until it is not, so that it counts less the less it can be believed and what it has not moved yet it may move later.
    /// </summary>
    private void Apply(float innovation, float noise, float hs, float hb, float hr, float hh, float seconds)
    {
        float ps = (_ss * hs) + _se + (_sb * hb) + (_sr * hr) + (_sh * hh);
        float pe = (_se * hs) + _ee + (_eb * hb) + (_er * hr) + (_eh * hh);
        float pb = (_sb * hs) + _eb + (_bb * hb) + (_br * hr) + (_bh * hh);
        float pr = (_sr * hs) + _er + (_br * hb) + (_rr * hr) + (_rh * hh);
        float pg = (_sg * hs) + _eg + (_bg * hb) + (_rg * hr) + (_gh * hh);
        float ph = (_sh * hs) + _eh + (_bh * hb) + (_rh * hr) + (_hh * hh);
        float states = (hs * ps) + pe + (hb * pb) + (hr * pr) + (hh * ph);
        float square = innovation * innovation;
        float ratio = (square / (states + noise)) + FloatMath.Negligible;
        float surprise = _surprise;
        surprise += seconds / (seconds + SurpriseSeconds) * ((ratio < LargestSurprise ? ratio : LargestSurprise) - surprise);
        _surprise = surprise;
        if (surprise > 1f)
            noise *= surprise;
        float variance = (states * (1f + LeastNoiseFraction)) + noise;
        CorrectionReason reason = CorrectionReason.VoltageInnovation;
        if (variance * GateSquared < square)
        {
            variance = square * (1f / GateSquared);
            reason = CorrectionReason.InnovationLimited;
        }
        float wanted = ps * innovation;
        if (wanted < 0f)
            wanted = -wanted;
        float most = LargestSocPerSecond * seconds;
        if (wanted > most * variance)
        {
            variance = wanted / most;
            reason = CorrectionReason.RateLimited;
        }
        float inverse = 1f / variance;
        float ks = ps * inverse;
        float ke = pe * inverse;
        float kb = pb * inverse;
        float kr = pr * inverse;
        float kg = pg * inverse;
        float kh = ph * inverse;
        _ss -= ps * ks;
        _se -= ps * ke;
        _sb -= ps * kb;
        _sr -= ps * kr;
        _sg -= ps * kg;
        _sh -= ps * kh;
        _ee -= pe * ke;
        _eb -= pe * kb;
        _er -= pe * kr;
        _eg -= pe * kg;
        _eh -= pe * kh;
        _bb -= pb * kb;
        _br -= pb * kr;
        _bg -= pb * kg;
        _bh -= pb * kh;
        _rr -= pr * kr;
        _rg -= pr * kg;
        _rh -= pr * kh;
        _gg -= pg * kg;
        _gh -= pg * kh;
        _hh -= ph * kh;
        _correctionSoc = _ledger.CountSoc(ks * innovation);
        _reason = _ledger.Held ? CorrectionReason.RangeLimited : reason;
        _errorVolts += ke * innovation;
        _offsetAmps += kb * innovation;
        _scale = FloatMath.Clamp(_scale + (kr * innovation), SmallestScale, LargestScale);
        _capacityGain = FloatMath.Clamp(_capacityGain + (kg * innovation), -LargestGain, LargestGain);
        _hysteresis = FloatMath.Clamp(_hysteresis + (kh * innovation), -1f, 1f);
    }
}
