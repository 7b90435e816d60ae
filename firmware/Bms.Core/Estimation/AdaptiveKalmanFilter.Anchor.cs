using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>Anchors.</content>
public sealed partial class AdaptiveKalmanFilter
{
    /// <inheritdoc/>
    /// <remarks>One scalar measurement of the SOC itself: P·Hᵀ is the covariance's first row.</remarks>
    public override void Anchor(float soc, float sigma, float seconds, CorrectionReason reason)
    {
        float innovation = soc - _ledger.UnboundedSoc;
        float ps = AnchorUpdate.Admitted(_ss, sigma, innovation);
        float inverse = 1f / AnchorUpdate.Spread(ps, sigma, seconds, innovation, LargestSocPerSecond);
        float pe = _se;
        float pb = _sb;
        float pr = _sr;
        float pg = _sg;
        float ph = _sh;
        float ks = ps * inverse;
        float ke = pe * inverse;
        float kb = pb * inverse;
        float kr = pr * inverse;
        float kg = pg * inverse;
        float kh = ph * inverse;
        _ss = ps - (ps * ks);
        _se = pe - (ps * ke);
        _sb = pb - (ps * kb);
        _sr = pr - (ps * kr);
        _sg = pg - (ps * kg);
        _sh = ph - (ps * kh);
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
        _correctionSoc += _ledger.CountSoc(ks * innovation);
        _reason = reason;
        _errorVolts += ke * innovation;
        _offsetAmps += kb * innovation;
        _scale = FloatMath.Clamp(_scale + (kr * innovation), SmallestScale, LargestScale);
        _capacityGain = FloatMath.Clamp(_capacityGain + (kg * innovation), -LargestGain, LargestGain);
        _hysteresis = FloatMath.Clamp(_hysteresis + (kh * innovation), -1f, 1f);
    }
}
