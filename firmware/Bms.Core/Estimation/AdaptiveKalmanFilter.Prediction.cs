using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>The time step, over a whole window.</content>
public sealed partial class AdaptiveKalmanFilter
{
    private void Predict(LoadWindow window)
    {
        float seconds = window.Seconds;
        float moved = window.MovedSoc;
        if (seconds != _errorPeriodSeconds)
        {
            _errorPeriodSeconds = seconds;
            float share = seconds * (1f / ErrorTauSeconds);
            // The Padé approximant of e⁻ᶻ about 0, for the ordinary lengths of a window.
            _errorKept = share < 0.1f
                ? (1f - (0.5f * share)) / (1f + (0.5f * share))
                : 1f - FloatMath.Approach(share);
        }
        float unknown = window.UnknownSoc;
        if (unknown == 0f)
        {
            // What was counted was moved by the sensor's reading over the told capacity; both are known better by now. What a gap
            // has hidden says nothing about either.
            float socPerAmp = seconds / (SecondsPerHour * _capacityAmpHours);
            _ledger.CountSoc((moved * _capacityGain) - (socPerAmp * _offsetAmps));
            CarrySoc(-socPerAmp, moved);
        }
        _ss += (seconds * _socVariancePerSecond) + (unknown * unknown);
        if (_ss > LargestSocVariance)
            HoldSoc();
        CarryError(_errorKept);
        if (unknown > 0f)
            WidenError(window.UnknownAmps);
        if (_hasHysteresis)
            CarryHysteresis(window.HysteresisKept, window.HysteresisPull);

        _rr += seconds * _scaleVariancePerSecond;
        if (_rr > LargestScaleVariance)
            _rr = LargestScaleVariance;
    }

    /// <summary>s ← s + byOffset·b + byGain·g.</summary>
    private void CarrySoc(float byOffset, float byGain)
    {
        float sb = _sb;
        float sg = _sg;
        _se += (byOffset * _eb) + (byGain * _eg);
        _sr += (byOffset * _br) + (byGain * _rg);
        _sh += (byOffset * _bh) + (byGain * _gh);
        _sb = sb + (byOffset * _bb) + (byGain * _bg);
        _sg = sg + (byOffset * _bg) + (byGain * _gg);
        _ss += (byOffset * (sb + _sb)) + (byGain * (sg + _sg));
    }

    /// <summary>Nothing is known less than half of all; what was known together with it goes too.</summary>
    private void HoldSoc()
    {
        _ss = LargestSocVariance;
        _se = _sb = _sr = _sg = _sh = 0f;
    }

    // Here and below: what decays, decays towards something negligible but normal, which costs less than to ask whether it has.
    private void CarryError(float kept)
    {
        float square = kept * kept;
        _errorVolts = (_errorVolts * kept) + FloatMath.Negligible;
        _se = (_se * kept) + FloatMath.Negligible;
        _eb = (_eb * kept) + FloatMath.Negligible;
        _er = (_er * kept) + FloatMath.Negligible;
        _eg = (_eg * kept) + FloatMath.Negligible;
        _eh *= kept;
        _ee = (_ee * square) + ((1f - square) * ErrorVariance(_smoothVolts));
    }

    private void CarryHysteresis(float kept, float pull)
    {
        float square = kept * kept;
        _hysteresis = (_hysteresis * kept) + pull;
        _sh = (_sh * kept) + FloatMath.Negligible;
        _eh = (_eh * kept) + FloatMath.Negligible;
        _bh = (_bh * kept) + FloatMath.Negligible;
        _rh = (_rh * kept) + FloatMath.Negligible;
        _gh = (_gh * kept) + FloatMath.Negligible;
        _hh = (_hh * square) + ((1f - square) * HysteresisVariance);
    }
}
