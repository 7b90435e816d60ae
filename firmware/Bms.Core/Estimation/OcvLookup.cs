using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Reads the state of charge from the measured voltage, less the ohmic drop, through the inverse of the OCV table. No memory and no
/// counting: right after a long rest, rough under load, and of little use on a flat plateau. Its bound says so.
/// </summary>
public sealed class OcvLookup : IStateEstimator
{
    private const float LargestSigma = 0.5f;
    private const float LargestVolts = 1e6f;
    private const int Layout = 1;

    private readonly GroupModel _model;
    private float _soc;
    private float _sigma;

    /// <summary>Makes a lookup for one pack.</summary>
    public OcvLookup(GroupModel model)
    {
        _model = model;
        Restart(0.5f, LargestSigma);
    }

    /// <inheritdoc/>
    public float Soc => _soc;

    /// <inheritdoc/>
    public float SocSigma => _sigma;

    /// <inheritdoc/>
    public float PredictedVolts { get; private set; }

    /// <inheritdoc/>
    public float CorrectionSoc { get; private set; }

    /// <inheritdoc/>
    public CorrectionReason Reason { get; private set; }

    /// <inheritdoc/>
    public void Restart(float soc, float sigma)
    {
        _soc = FloatMath.Clamp(soc, 0f, 1f);
        _sigma = FloatMath.Clamp(sigma, 0.001f, LargestSigma);
        CorrectionSoc = 0f;
        Reason = CorrectionReason.None;
    }

    /// <inheritdoc/>
    public void Step(EstimatorInput input)
    {
        CorrectionSoc = 0f;
        Reason = CorrectionReason.None;
        _model.Locate(_soc, input.TemperatureCentidegrees);
        float amps = input.MeanMicroamps * 1e-6f;
        float drop = _model.R0Ohms() * amps;
        PredictedVolts = _model.OcvVolts + drop;
        if (!input.VoltageKnown || !input.CurrentKnown)
            return;
        float openVolts = (input.CellMicrovolts * 1e-6f) - drop;
        float soc = _model.FindSoc(openVolts, input.TemperatureCentidegrees);
        CorrectionSoc = soc - _soc;
        _soc = soc;
        Reason = input.Resting ? CorrectionReason.OcvAtRest : CorrectionReason.OcvUnderLoad;

        _model.Locate(soc, input.TemperatureCentidegrees);
        // What the polarisation branches would drop if the current had flowed for ever is how wrong the ohmic drop alone can be.
        float slow = _model.TotalBranchOhms() * FloatMath.Abs(amps);
        float volts = FloatMath.Sqrt(_model.BaseVariance + (slow * slow) + Square(_model.HysteresisVolts()));
        float spread = _model.SocSpread(soc, openVolts, volts, input.TemperatureCentidegrees);
        _sigma = FloatMath.Clamp(spread, 0.001f, LargestSigma);
    }

    /// <inheritdoc/>
    /// <remarks>It has no memory that an anchor could correct: the next voltage is all that it goes by.</remarks>
    public void Anchor(float soc, float sigma, float seconds, CorrectionReason reason)
    {
        // The next step forgets it all.
    }

    /// <inheritdoc/>
    public void Transfer(StateArchive archive)
    {
        archive.Expect(Layout);
        _soc = archive.Number(_soc, 0f, 1f);
        _sigma = archive.Number(_sigma, 0f, LargestSigma);
        PredictedVolts = archive.Number(PredictedVolts, LargestVolts);
        CorrectionSoc = archive.Number(CorrectionSoc, 1f);
        Reason = (CorrectionReason)archive.Whole((int)Reason, 0, (int)CorrectionReason.SnapshotRejected);
    }

    /// <inheritdoc/>
    public void Resume(float seconds, float unknownSoc) => _sigma = FloatMath.Clamp(_sigma + unknownSoc, 0f, LargestSigma);

    private static float Square(float value) => value * value;
}
