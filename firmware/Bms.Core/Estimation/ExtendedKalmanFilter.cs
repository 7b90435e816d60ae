using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Extended Kalman filter over the enhanced self-correcting cell model (G. Plett, Battery Management Systems, vol. I and II): states
/// are SOC, the currents of the two slowest polarisation branches, and hysteresis. A third, fastest branch is followed without
/// uncertainty. The charge itself is counted exactly in integers; the filter's corrections are added to that count.
/// </summary>
public sealed class ExtendedKalmanFilter : IStateEstimator
{
    private const int MarginPermyriad = 500;
    private const float SecondsPerMillisecond = 1e-3f;
    private const float LongestUpdateSeconds = 60f;
    private const float ReportedFloorVariance = 1e-4f;
    private const float LargestVariance = 0.25f;
    private const float GateSquared = 25f;
    private const float LargestCorrection = 0.5f;
    private const float SecondsPerHour = 3600f;

    private readonly GroupModel _model;
    private readonly ChargeLedger _ledger;
    private readonly FilterCovariance _covariance;
    private readonly PolarisationBranches _branches;
    private readonly float _socVariancePerSecond;
    private readonly int _gapMilliseconds;
    private float _hysteresis;

    /// <summary>Makes a filter for one pack.</summary>
    public ExtendedKalmanFilter(PackConfiguration configuration, GroupModel model)
    {
        _model = model;
        _ledger = new ChargeLedger(model.CapacityMicroampHours, MarginPermyriad);
        _covariance = new FilterCovariance();
        _branches = new PolarisationBranches(model);
        float walk = configuration.Estimation.SocWalkPartsPerMillion * 1e-6f;
        float offset = configuration.Estimation.CurrentOffsetPermyriad * 1e-4f;
        // A constant offset of b C drifts by b an hour; as a random walk it has the same variance after one hour.
        _socVariancePerSecond = (walk * walk) + (offset * offset / SecondsPerHour);
        _gapMilliseconds = configuration.Estimation.GapMilliseconds;
        Restart(0.5f, 0.5f);
    }

    /// <inheritdoc/>
    public float Soc => _ledger.Soc;

    /// <inheritdoc/>
    public float SocSigma => FloatMath.Sqrt(_covariance.Soc + ReportedFloorVariance);

    /// <inheritdoc/>
    public float PredictedVolts { get; private set; }

    /// <inheritdoc/>
    public float CorrectionSoc { get; private set; }

    /// <inheritdoc/>
    public CorrectionReason Reason { get; private set; }

    /// <summary>The hysteresis state, −1 (discharge branch) to 1 (charge branch).</summary>
    public float Hysteresis => _hysteresis;

    /// <summary>The filter's uncertainty.</summary>
    public FilterCovariance Covariance => _covariance;

    /// <summary>The polarisation branches' state.</summary>
    public PolarisationBranches Branches => _branches;

    /// <inheritdoc/>
    public void Restart(float soc, float sigma)
    {
        float held = FloatMath.Clamp(sigma, 0.001f, 0.5f);
        _ledger.Set(soc);
        _branches.Restart();
        _hysteresis = 0f;
        _covariance.Restart(held * held, _branches.StartVariance, _model.HasHysteresis);
        CorrectionSoc = 0f;
        Reason = CorrectionReason.None;
    }

    /// <inheritdoc/>
    public void Step(EstimatorInput input)
    {
        CorrectionSoc = 0f;
        Reason = CorrectionReason.None;
        float seconds = input.ElapsedMilliseconds * SecondsPerMillisecond;
        float amps = input.MeanMicroamps * 1e-6f;
        if (input.ElapsedMilliseconds > 0)
            Predict(input, seconds, amps);
        _model.Locate(_ledger.UnboundedSoc, input.TemperatureCentidegrees);
        float ohmic = _model.R0Ohms() * amps;
        float polarisation = _branches.Evaluate();
        float hysteresisVolts = _model.HasHysteresis ? _model.HysteresisVolts() : 0f;
        PredictedVolts = _model.OcvVolts + ohmic + polarisation + (hysteresisVolts * _hysteresis);
        if (input.VoltageKnown && input.CurrentKnown && input.ElapsedMilliseconds > 0)
            Correct(input.CellMicrovolts * 1e-6f, seconds, ohmic + polarisation, hysteresisVolts);
    }

    private void Predict(EstimatorInput input, float seconds, float amps)
    {
        if (!_ledger.Add(input.ChargeNanocoulombs))
            Reason = CorrectionReason.RangeLimited;
        _branches.Advance(input.ElapsedMilliseconds, seconds, amps);
        float moved = FloatMath.Abs(_ledger.ToSoc(input.ChargeNanocoulombs));
        float kept = 1f;
        if (_model.HasHysteresis)
        {
            kept = FloatMath.Exp(-_model.HysteresisRate * moved);
            float direction = amps > 0f ? 1f : -1f;
            _hysteresis = (kept * _hysteresis) + ((1f - kept) * direction);
        }
        float added = _socVariancePerSecond * seconds;
        if (!input.CurrentKnown)
        {
            // Anything up to 1 C may have flowed.
            float hours = seconds / SecondsPerHour;
            added += hours * hours;
        }
        else if (input.ElapsedMilliseconds > _gapMilliseconds)
        {
            // Over a gap the current between the samples is not known; what was counted may be all wrong.
            added += moved * moved;
        }
        _covariance.Predict(_branches, kept, added);
        if (_covariance.Soc > LargestVariance)
            _covariance.HoldSoc(LargestVariance);
    }

    private void Correct(float volts, float seconds, float overpotential, float hysteresisVolts)
    {
        FilterCovariance covariance = _covariance;
        float slope = _model.SlopeVolts;
        float over = overpotential * overpotential;
        float noise = _model.BaseVariance + (_model.OverpotentialVariance * over) + (_model.SocVariance * slope * slope);
        noise /= seconds < LongestUpdateSeconds ? seconds : LongestUpdateSeconds;
        covariance.Project(slope, _branches.MiddleSensitivity, _branches.SlowSensitivity, hysteresisVolts, noise);
        float innovation = volts - PredictedVolts;
        CorrectionReason reason = CorrectionReason.VoltageInnovation;
        float square = innovation * innovation;
        if (square > GateSquared * covariance.InnovationVariance)
        {
            covariance.InnovationVariance = square / GateSquared;
            reason = CorrectionReason.InnovationLimited;
        }
        covariance.Update();
        float change = FloatMath.Clamp(covariance.SocGain * innovation, -LargestCorrection, LargestCorrection);
        if (!_ledger.AddSoc(change))
            reason = CorrectionReason.RangeLimited;
        _branches.Correct(covariance.MiddleGain * innovation, covariance.SlowGain * innovation);
        if (_model.HasHysteresis)
            _hysteresis = FloatMath.Clamp(_hysteresis + (covariance.HysteresisGain * innovation), -1f, 1f);
        CorrectionSoc = change;
        Reason = reason;
    }
}
