using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Counts charge in integers from a stated start. Exact: whatever goes in and out again leaves the count where it was. Nothing but an
/// anchor corrects it, so until one comes its bound grows with time by the sensor's offset.
/// </summary>
public sealed class CoulombCounter : IStateEstimator
{
    private const int MarginPermyriad = 1000;
    private const float HoursPerMillisecond = 1f / 3600000f;
    private const float LargestSigma = 0.5f;
    private const float SmallestSigma = 0.001f;
    private const float LargestSocPerSecond = 0.001f;
    private const float LargestVolts = 1e6f;
    private const int Layout = 1;

    private readonly ChargeLedger _ledger;
    private readonly GroupModel _model;
    private readonly float _offsetPerHour;
    private readonly int _gapMilliseconds;
    private float _sigma;

    /// <summary>Makes a counter for one pack.</summary>
    public CoulombCounter(PackConfiguration configuration, GroupModel model)
    {
        _model = model;
        _ledger = new ChargeLedger(model.CapacityMicroampHours, MarginPermyriad);
        _offsetPerHour = configuration.Estimation.CurrentOffsetPermyriad * 1e-4f;
        _gapMilliseconds = configuration.Estimation.GapMilliseconds;
        Restart(0.5f, LargestSigma);
    }

    /// <inheritdoc/>
    public float Soc => _ledger.Soc;

    /// <inheritdoc/>
    public float SocSigma => _sigma;

    /// <inheritdoc/>
    public float PredictedVolts { get; private set; }

    /// <inheritdoc/>
    public float CorrectionSoc { get; private set; }

    /// <inheritdoc/>
    public CorrectionReason Reason { get; private set; }

    /// <summary>The exact count, in nanocoulombs of the pack.</summary>
    public long ChargeNanocoulombs => _ledger.ChargeNanocoulombs;

    /// <inheritdoc/>
    public void Restart(float soc, float sigma)
    {
        _ledger.Set(soc);
        _sigma = FloatMath.Clamp(sigma, SmallestSigma, LargestSigma);
        CorrectionSoc = 0f;
        Reason = CorrectionReason.None;
    }

    /// <inheritdoc/>
    public void Step(EstimatorInput input)
    {
        CorrectionSoc = 0f;
        float moved = _ledger.Count(input.ChargeNanocoulombs);
        Reason = _ledger.Held ? CorrectionReason.RangeLimited : CorrectionReason.None;
        float hours = input.ElapsedMilliseconds * HoursPerMillisecond;
        float growth = _offsetPerHour * hours;
        if (!input.CurrentKnown)
            growth += hours;
        else if (input.ElapsedMilliseconds > _gapMilliseconds)
            growth += FloatMath.Abs(moved);
        _sigma = FloatMath.Clamp(_sigma + growth, 0f, LargestSigma);
        _model.Locate(_ledger.UnboundedSoc, input.TemperatureCentidegrees);
        PredictedVolts = _model.OcvVolts + (_model.R0Ohms() * input.MeanMicroamps * 1e-6f);
    }

    /// <inheritdoc/>
    public void Anchor(float soc, float sigma, float seconds, CorrectionReason reason)
    {
        float innovation = soc - _ledger.UnboundedSoc;
        float variance = AnchorUpdate.Admitted(_sigma * _sigma, sigma, innovation);
        float gain = variance / AnchorUpdate.Spread(variance, sigma, seconds, innovation, LargestSocPerSecond);
        CorrectionSoc = _ledger.CountSoc(gain * innovation);
        _sigma = FloatMath.Clamp(FloatMath.Sqrt(variance - (gain * variance)), SmallestSigma, LargestSigma);
        Reason = reason;
    }

    /// <inheritdoc/>
    public void Transfer(StateArchive archive)
    {
        archive.Expect(Layout);
        _ledger.Transfer(archive);
        _sigma = archive.Number(_sigma, 0f, LargestSigma);
        PredictedVolts = archive.Number(PredictedVolts, LargestVolts);
        CorrectionSoc = archive.Number(CorrectionSoc, 1f);
        Reason = (CorrectionReason)archive.Whole((int)Reason, 0, (int)CorrectionReason.SnapshotRejected);
    }

    /// <inheritdoc/>
    public void Resume(float seconds, float unknownSoc) => _sigma = FloatMath.Clamp(_sigma + unknownSoc, 0f, LargestSigma);
}
