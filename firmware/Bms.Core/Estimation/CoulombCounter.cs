using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Counts charge in integers from a stated start. Exact: whatever goes in and out again leaves the count where it was. It corrects
/// nothing, so its bound grows with time by the sensor's offset and never shrinks.
/// </summary>
public sealed class CoulombCounter : IStateEstimator
{
    private const int MarginPermyriad = 1000;
    private const float HoursPerMillisecond = 1f / 3600000f;
    private const float LargestSigma = 0.5f;

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
    public float CorrectionSoc => 0f;

    /// <inheritdoc/>
    public CorrectionReason Reason { get; private set; }

    /// <summary>The exact count, in nanocoulombs of the pack.</summary>
    public long ChargeNanocoulombs => _ledger.ChargeNanocoulombs;

    /// <inheritdoc/>
    public void Restart(float soc, float sigma)
    {
        _ledger.Set(soc);
        _sigma = FloatMath.Clamp(sigma, 0.001f, LargestSigma);
        Reason = CorrectionReason.None;
    }

    /// <inheritdoc/>
    public void Step(EstimatorInput input)
    {
        Reason = _ledger.Add(input.ChargeNanocoulombs) ? CorrectionReason.None : CorrectionReason.RangeLimited;
        float hours = input.ElapsedMilliseconds * HoursPerMillisecond;
        float growth = _offsetPerHour * hours;
        if (!input.CurrentKnown)
            growth += hours;
        else if (input.ElapsedMilliseconds > _gapMilliseconds)
            growth += _ledger.ToSoc(input.ChargeNanocoulombs);
        _sigma = FloatMath.Clamp(_sigma + growth, 0f, LargestSigma);
        _model.Locate(_ledger.UnboundedSoc, input.TemperatureCentidegrees);
        PredictedVolts = _model.OcvVolts + (_model.R0Ohms() * input.MeanMicroamps * 1e-6f);
    }
}
