using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>Going on after a restart, and anchors.</content>
public sealed partial class SigmaPointFilter
{
    private const float LargestRoot = 1e9f;

    // An unknown time is as long as any: the walk of the resistances goes to its end.
    private const float LongestSeconds = 3e8f;

    /// <inheritdoc/>
    public override void Resume(float seconds, float unknownSoc)
    {
        float unknownVolts = Rest(seconds);
        TriangularRoot root = _root;
        float kept = LoadWindow.Kept(seconds, 1f / ErrorTauSeconds);
        _errorVolts *= kept;
        root.Scale(Error, kept);
        root.AddVariance(Error, ((1f - (kept * kept)) * ErrorVariance(0f)) + (unknownVolts * unknownVolts));
        AddScaleNoise(root, seconds < 0f ? LongestSeconds : seconds);
        root.AddVariance(Charge, unknownSoc * unknownSoc);
        HoldCharge(root);
    }

    /// <inheritdoc/>
    /// <remarks>One scalar measurement of the SOC itself: its sensitivity along the root's columns is the root's own row.</remarks>
    public override void Anchor(float soc, float sigma, float seconds, CorrectionReason reason)
    {
        TriangularRoot root = _root;
        float innovation = soc - _ledger.UnboundedSoc;
        float variance = root.Variance(Charge);
        float admitted = AnchorUpdate.Admitted(variance, sigma, innovation);
        root.AddVariance(Charge, admitted - variance);
        float total = AnchorUpdate.Spread(admitted, sigma, seconds, innovation, LargestSocPerSecond);
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

    private protected override void TransferCovariance(StateArchive archive)
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
