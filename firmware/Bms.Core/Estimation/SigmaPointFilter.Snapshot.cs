using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>Going on after a restart, and anchors.</content>
public sealed partial class SigmaPointFilter
{
    private const float LargestAmps = 1e9f;
    private const float LargestVolts = 1e6f;
    private const float LargestRoot = 1e9f;
    private const int Layout = 1;

    // An unknown time is as long as any: the walk of the resistances goes to its end.
    private const float LongestSeconds = 3e8f;

    /// <inheritdoc/>
    public void Transfer(StateArchive archive)
    {
        archive.Expect(Layout);
        _ledger.Transfer(archive);
        _window.Transfer(archive);
        _expectation.Transfer(archive);
        _errorVolts = archive.Number(_errorVolts, LargestVolts);
        _offsetAmps = archive.Number(_offsetAmps, LargestAmps);
        _scale = archive.Number(_scale, AdaptiveKalmanFilter.SmallestScale, AdaptiveKalmanFilter.LargestScale);
        _capacityGain = archive.Number(_capacityGain, AdaptiveKalmanFilter.LargestGain);
        _hysteresis = archive.Number(_hysteresis, 1f);
        _smoothVolts = archive.Number(_smoothVolts, 0f, LargestVolts);
        _unsettledVolts = archive.Number(_unsettledVolts, 0f, LargestVolts);
        _surprise = archive.Number(_surprise, 0f, AdaptiveKalmanFilter.LargestSurprise);
        TransferRoot(archive);
        _fresh = archive.Flag(_fresh);
        _staticVolts = archive.Number(_staticVolts, LargestVolts);
        _stepOhms = archive.Number(_stepOhms, LargestVolts);
        _predictedVolts = archive.Number(_predictedVolts, LargestVolts);
        _correctionSoc = archive.Number(_correctionSoc, 1f);
        _reason = (CorrectionReason)archive.Whole((int)_reason, 0, (int)CorrectionReason.SnapshotRejected);
        // The factors of the period are made anew.
        if (archive.Reading)
            _errorPeriodMilliseconds = 0;
    }

    /// <inheritdoc/>
    public void Resume(float seconds, float unknownSoc)
    {
        // What is half left, give or take half, may be off by that half: an error of the model like any other.
        float unknownVolts = seconds < 0f ? 0.5f * _window.LargestBranchAmps * _expectation.BranchOhms : 0f;
        _window.Rest(seconds);
        _smoothVolts = 0f;
        TriangularRoot root = _root;
        float kept = LoadWindow.Kept(seconds, 1f / AdaptiveKalmanFilter.ErrorTauSeconds);
        _errorVolts *= kept;
        root.Scale(Error, kept);
        root.AddVariance(Error, ((1f - (kept * kept)) * ErrorVariance(0f)) + (unknownVolts * unknownVolts));
        AddScaleNoise(root, seconds < 0f ? LongestSeconds : seconds);
        root.AddVariance(Charge, unknownSoc * unknownSoc);
        HoldCharge(root);
        _surprise = 1f;
        _expectation.StartReading();
        _fresh = true;
    }

    /// <inheritdoc/>
    /// <remarks>One scalar measurement of the SOC itself: its sensitivity along the root's columns is the root's own row.</remarks>
    public void Anchor(float soc, float sigma, float seconds, CorrectionReason reason)
    {
        TriangularRoot root = _root;
        float innovation = soc - _ledger.UnboundedSoc;
        float variance = root.Variance(Charge);
        float admitted = AnchorUpdate.Admitted(variance, sigma, innovation);
        root.AddVariance(Charge, admitted - variance);
        float total = AnchorUpdate.Spread(admitted, sigma, seconds, innovation, AdaptiveKalmanFilter.LargestSocPerSecond);
        float[] rows = root.Rows;
        float[] sensitivity = _sensitivity;
        float states = 0f;
        for (int column = 0; column < TriangularRoot.Order; column++)
        {
            float along = rows[ChargeRow + column];
            sensitivity[column] = along;
            states += along * along;
        }
        float least = sigma * sigma;
        root.Measure(sensitivity, total - states > least ? total - states : least);
        float before = _correctionSoc;
        Move(innovation / total, reason);
        _correctionSoc += before;
        _reason = reason;
    }

    private void TransferRoot(StateArchive archive)
    {
        float[] rows = _root.Rows;
        for (int row = 0; row < TriangularRoot.Order; row++)
        {
            int first = row * TriangularRoot.Order;
            for (int entry = first; entry < first + row; entry++)
                rows[entry] = archive.Number(rows[entry], LargestRoot);
            rows[first + row] = archive.Number(rows[first + row], 0f, LargestRoot);
        }
    }
}
