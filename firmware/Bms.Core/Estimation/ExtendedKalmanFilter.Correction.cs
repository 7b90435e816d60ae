using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>The measurement step: predicted voltage, gains, corrections.</content>
public sealed partial class ExtendedKalmanFilter
{
    private const float GateSquared = 25f;
    private const float LargestCorrection = 0.5f;

    // asinh(u)/u as a quotient of polynomials, fitted for least largest relative error (2.3e-3) over u = 0…40.
    private const float Numerator1 = 0.95461861f;
    private const float Numerator2 = 0.07808711f;
    private const float Denominator1 = 0.92077657f;
    private const float Denominator2 = 0.37690306f;
    private const float Denominator3 = 0.01344679f;

    // A noise of this part of the states' own share keeps every updated variance clear of rounding to below zero.
    private const float LeastNoiseFraction = 1e-5f;
    private const float LongestUpdateSeconds = 60f;

    private float _middleSensitivity;
    private float _slowSensitivity;
    private float _correctSeconds;

    /// <summary>asinh(u)/u for u of at least 0, within 2.3e-3 of it up to 40.</summary>
    internal static float SecantGain(float u) =>
        (1f + (u * (Numerator1 + (u * Numerator2)))) / (1f + (u * (Denominator1 + (u * (Denominator2 + (u * Denominator3))))));

    /// <summary>Sets the predicted voltage and the branches' sensitivities; returns the overpotential.</summary>
    private float Compare(float amps, float soc)
    {
        FilterModel model = _filterModel;
        float middleAmps = _middleAmps;
        float slowAmps = _slowAmps;
        float middleOhms = model.MiddleOhms;
        float slowOhms = model.SlowOhms;
        float perAmp = model.ArgumentPerAmp;
        if (perAmp > 0f)
        {
            float gain = SecantGain((middleAmps < 0f ? -middleAmps : middleAmps) * perAmp);
            middleOhms *= gain;
            // The slope of asinh lies between the secant gain and its cube; the square is near enough for a sensitivity.
            _middleSensitivity = middleOhms * gain;
            gain = SecantGain((slowAmps < 0f ? -slowAmps : slowAmps) * perAmp);
            slowOhms *= gain;
            _slowSensitivity = slowOhms * gain;
        }
        else
        {
            _middleSensitivity = middleOhms;
            _slowSensitivity = slowOhms;
        }
        float overpotential = (model.OhmicOhms * amps) + (middleOhms * middleAmps) + (slowOhms * slowAmps);
        float ocv = model.LineVolts + (model.LineSlope * (soc - model.LineSoc));
        _predictedVolts = ocv + overpotential + (model.HysteresisVolts * _hysteresis);
        return overpotential;
    }

    /// <summary>
    /// One scalar measurement: P ← P − (P·Hᵀ)·(P·Hᵀ)ᵀ/S. An innovation beyond five sigmas raises S until it is at five, so that it
    /// counts less the less it can be believed.
    /// </summary>
    private void Correct(float innovation, float overpotential)
    {
        float soc = _filterModel.LineSlope;
        float middle = _middleSensitivity;
        float slow = _slowSensitivity;
        float hysteresis = _filterModel.HysteresisVolts;
        float ps = (_ss * soc) + (_sm * middle) + (_sl * slow) + (_sh * hysteresis);
        float pm = (_sm * soc) + (_mm * middle) + (_ml * slow) + (_mh * hysteresis);
        float pl = (_sl * soc) + (_ml * middle) + (_ll * slow) + (_lh * hysteresis);
        float ph = (_sh * soc) + (_mh * middle) + (_lh * slow) + (_hh * hysteresis);
        float states = (soc * ps) + (middle * pm) + (slow * pl) + (hysteresis * ph);
        float noise = _baseVariance + (_overpotentialVariance * overpotential * overpotential) + (_socErrorVariance * soc * soc);
        float seconds = _correctSeconds;
        _correctSeconds = 0f;
        noise /= seconds < LongestUpdateSeconds ? seconds : LongestUpdateSeconds;
        float variance = states + (states * LeastNoiseFraction) + noise;
        float credible = innovation * innovation * (1f / GateSquared);
        CorrectionReason reason = CorrectionReason.VoltageInnovation;
        if (variance < credible)
        {
            variance = credible;
            reason = CorrectionReason.InnovationLimited;
        }
        float inverse = 1f / variance;
        float ks = ps * inverse;
        float km = pm * inverse;
        float kl = pl * inverse;
        float kh = ph * inverse;
        _ss -= ps * ks;
        _sm -= ps * km;
        _sl -= ps * kl;
        _sh -= ps * kh;
        _mm -= pm * km;
        _ml -= pm * kl;
        _mh -= pm * kh;
        _ll -= pl * kl;
        _lh -= pl * kh;
        _hh -= ph * kh;
        _middleAmps += km * innovation;
        _slowAmps += kl * innovation;
        float held = _hysteresis + (kh * innovation);
        _hysteresis = held > 1f ? 1f : held < -1f ? -1f : held;
        float change = ks * innovation;
        if (change > LargestCorrection)
            change = LargestCorrection;
        else if (change < -LargestCorrection)
            change = -LargestCorrection;
        ChargeLedger ledger = _ledger;
        _correctionSoc = ledger.CountSoc(change);
        _reason = ledger.Held ? CorrectionReason.RangeLimited : reason;
    }
}
