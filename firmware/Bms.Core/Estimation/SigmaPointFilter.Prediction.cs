using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>The time step, over a whole window.</content>
public sealed partial class SigmaPointFilter
{
    private void Predict(LoadWindow window)
    {
        float seconds = window.Seconds;
        float moved = window.MovedSoc;
        if (seconds != _errorPeriodSeconds)
        {
            _errorPeriodSeconds = seconds;
            _errorKept = 1f - FloatMath.Approach(seconds * (1f / ErrorTauSeconds));
        }
        float unknown = window.UnknownSoc;
        if (unknown == 0f)
        {
            // What was counted was moved by the sensor's reading over the told capacity; both are known better by now. What a gap
            // has hidden says nothing about either.
            float socPerAmp = seconds / (SecondsPerHour * _capacityAmpHours);
            _ledger.CountSoc((moved * _capacityGain) - (socPerAmp * _offsetAmps));
            CarryCharge(-socPerAmp, moved);
        }
        TriangularRoot root = _root;
        AddScaleNoise(root, seconds);
        if (_hasHysteresis && window.HysteresisKept < 1f)
            CarryHysteresis(root, window.HysteresisKept, window.HysteresisPull);
        float kept = _errorKept;
        float error = _errorVolts * kept;
        _errorVolts = error < FloatMath.Negligible && error > -FloatMath.Negligible ? 0f : error;
        root.Scale(Error, kept);
        root.AddVariance(Error, (1f - (kept * kept)) * ErrorVariance(_smoothVolts));
        root.AddVariance(Charge, (seconds * _socVariancePerSecond) + (unknown * unknown));
        HoldCharge(root);
        if (unknown > 0f)
            WidenError(window.UnknownAmps);
    }

    /// <summary>s ← s + byOffset·b + byGain·g: the rows of b and g are short, and the sum stays a triangle.</summary>
    private void CarryCharge(float byOffset, float byGain)
    {
        const int offsetRow = Offset * TriangularRoot.Order;
        const int gainRow = Gain * TriangularRoot.Order;
        float[] rows = _root.Rows;
        rows[ChargeRow + Offset] += (byOffset * rows[offsetRow + Offset]) + (byGain * rows[gainRow + Offset]);
        rows[ChargeRow + Gain] += byGain * rows[gainRow + Gain];
    }

    /// <summary>The resistances' walk ends at the largest variance.</summary>
    private void AddScaleNoise(TriangularRoot root, float seconds)
    {
        float added = seconds * _scaleVariancePerSecond;
        float most = LargestScaleVariance - root.Variance(Scale);
        root.AddVariance(Scale, added < most ? added : most);
    }

    private void CarryHysteresis(TriangularRoot root, float kept, float pull)
    {
        _hysteresis = FloatMath.Clamp((_hysteresis * kept) + pull, -1f, 1f);
        root.Scale(Pull, kept);
        root.AddVariance(Pull, (1f - (kept * kept)) * HysteresisVariance);
    }

    /// <summary>Nothing is known less than half of all; what was known together with it goes too.</summary>
    private void HoldCharge(TriangularRoot root)
    {
        if (root.Variance(Charge) <= LargestSocVariance)
            return;
        float[] rows = root.Rows;
        for (int entry = ChargeRow; entry < ChargeRow + Charge; entry++)
            rows[entry] = 0f;
        SetSigma(Charge, FloatMath.Sqrt(LargestSocVariance));
    }
}
