using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Extended Kalman filter over the enhanced self-correcting cell model (G. Plett, Battery Management Systems, vol. I and II). States:
/// SOC, the two slowest polarisation branches (each by the current in its resistor; its voltage is R·asinh(c·x)/c of that), and
/// hysteresis. A third, fastest branch is followed without uncertainty. The charge is counted exactly in integers; the filter's
/// corrections are added to that count. In the first step after a start, and after a gap, the model is looked up anew and nothing is
/// corrected.
/// </summary>
public sealed class ExtendedKalmanFilter : IStateEstimator
{
    private const int MarginPermyriad = 500;
    private const float LongestUpdateSeconds = 60f;
    private const float ReportedFloorVariance = 1e-4f;
    private const float LargestVariance = 0.25f;
    private const float GateSquared = 25f;
    private const float LargestCorrection = 0.5f;
    private const float SecondsPerHour = 3600f;
    private const float StartRate = 0.02f;
    private const float AddedRate = 0.02f;
    private const float AddedFraction = 0.1f;
    private const float StartHysteresisVariance = 0.25f;
    private const float AddedHysteresisVariance = 0.01f;

    private readonly GroupModel _model;
    private readonly FilterModel _filterModel;
    private readonly ChargeLedger _ledger;
    private readonly FilterCovariance _covariance = new FilterCovariance();
    private readonly float _socVariancePerSecond;
    private readonly int _gapMilliseconds;
    private readonly float _addedAmps;
    private readonly float _hysteresisRate;
    private readonly bool _hasHysteresis;
    private readonly float _baseVariance;
    private readonly float _overpotentialVariance;
    private readonly float _socErrorVariance;
    private float _fastAmps;
    private float _middleAmps;
    private float _slowAmps;
    private float _hysteresis;
    private float _predictedVolts;
    private float _correctionSoc;
    private CorrectionReason _reason;
    private bool _lookUpAnew;

    /// <summary>Makes a filter for one pack.</summary>
    public ExtendedKalmanFilter(PackConfiguration configuration, GroupModel model)
    {
        _model = model;
        _filterModel = new FilterModel(model);
        _ledger = new ChargeLedger(model.CapacityMicroampHours, MarginPermyriad);
        float walk = configuration.Estimation.SocWalkPartsPerMillion * 1e-6f;
        float offset = configuration.Estimation.CurrentOffsetPermyriad * 1e-4f;
        // A constant offset of b C drifts by b an hour; as a random walk it has the same variance after one hour.
        _socVariancePerSecond = (walk * walk) + (offset * offset / SecondsPerHour);
        _gapMilliseconds = configuration.Estimation.GapMilliseconds;
        _addedAmps = AddedRate * model.CapacityAmpHours;
        _hysteresisRate = model.HysteresisRate;
        _hasHysteresis = model.HasHysteresis;
        _baseVariance = model.BaseVariance;
        _overpotentialVariance = model.OverpotentialVariance;
        _socErrorVariance = model.SocVariance;
        Restart(0.5f, 0.5f);
    }

    /// <inheritdoc/>
    public float Soc => _ledger.Soc;

    /// <inheritdoc/>
    public float SocSigma => FloatMath.Sqrt(_covariance.SocVariance + ReportedFloorVariance);

    /// <inheritdoc/>
    public float PredictedVolts => _predictedVolts;

    /// <inheritdoc/>
    public float CorrectionSoc => _correctionSoc;

    /// <inheritdoc/>
    public CorrectionReason Reason => _reason;

    /// <summary>Current of the fastest of three branches, in amperes of the pack.</summary>
    public float FastAmps => _fastAmps;

    /// <summary>Current of the middle branch, in amperes of the pack.</summary>
    public float MiddleAmps => _middleAmps;

    /// <summary>Current of the slow branch, in amperes of the pack.</summary>
    public float SlowAmps => _slowAmps;

    /// <summary>The hysteresis state, −1 (discharge branch) to 1 (charge branch).</summary>
    public float Hysteresis => _hysteresis;

    /// <summary>The filter's uncertainty.</summary>
    public FilterCovariance Covariance => _covariance;

    /// <inheritdoc/>
    public void Restart(float soc, float sigma)
    {
        float held = FloatMath.Clamp(sigma, 0.001f, 0.5f);
        float amps = StartRate * _model.CapacityAmpHours;
        float variance = amps * amps;
        _ledger.Set(soc);
        _fastAmps = 0f;
        _middleAmps = 0f;
        _slowAmps = 0f;
        _hysteresis = 0f;
        _covariance.Restart(
            held * held,
            _filterModel.HasMiddle ? variance : 0f,
            _filterModel.HasSlow ? variance : 0f,
            _hasHysteresis ? StartHysteresisVariance : 0f);
        _correctionSoc = 0f;
        _reason = CorrectionReason.None;
        _lookUpAnew = true;
    }

    /// <inheritdoc/>
    public void Step(EstimatorInput input)
    {
        int milliseconds = input.ElapsedMilliseconds;
        float amps = input.MeanMicroamps * 1e-6f;
        _correctionSoc = 0f;
        _reason = CorrectionReason.None;
        if (milliseconds > 0)
            Predict(input, milliseconds, amps);
        bool known = milliseconds > 0 && input.VoltageKnown && input.CurrentKnown;
        GroupModel model = _model;
        FilterModel filterModel = _filterModel;
        model.Locate(_ledger.UnboundedSoc, input.TemperatureCentidegrees);
        if (_lookUpAnew)
        {
            filterModel.RefreshAll();
            known = false;
            _lookUpAnew = false;
        }
        else
        {
            filterModel.RefreshNext();
        }
        float overpotential = (filterModel.OhmicOhms * amps) + filterModel.PolarisationVolts(_fastAmps, _middleAmps, _slowAmps);
        _predictedVolts = model.OcvVolts + overpotential + (filterModel.HysteresisVolts * _hysteresis);
        if (known)
            Correct((input.CellMicrovolts * 1e-6f) - _predictedVolts, milliseconds * 1e-3f, overpotential, model.SlopeVolts);
    }

    private void Predict(EstimatorInput input, int milliseconds, float amps)
    {
        ChargeLedger ledger = _ledger;
        FilterModel model = _filterModel;
        float seconds = milliseconds * 1e-3f;
        long charge = input.ChargeNanocoulombs;
        if (!ledger.Add(charge))
            _reason = CorrectionReason.RangeLimited;
        float moved = ledger.ToSoc(charge);
        float addedSoc = _socVariancePerSecond * seconds;
        if (milliseconds > _gapMilliseconds || !input.CurrentKnown)
            addedSoc += UnknownCharge(moved, seconds, input.CurrentKnown);

        model.SetPeriod(milliseconds);
        float middleFollow = model.MiddleFollow;
        float slowFollow = model.SlowFollow;
        _middleAmps += middleFollow * (amps - _middleAmps);
        _slowAmps += slowFollow * (amps - _slowAmps);
        if (model.HasFast)
            _fastAmps += model.FastFollow * (amps - _fastAmps);
        if (input.MeanMicroamps == 0)
            EndDecay();

        float kept = 1f;
        float addedHysteresis = 0f;
        if (_hasHysteresis)
        {
            float lost = FloatMath.Approach(_hysteresisRate * moved);
            kept = 1f - lost;
            _hysteresis = (kept * _hysteresis) + (amps > 0f ? lost : -lost);
            addedHysteresis = AddedHysteresisVariance * lost;
        }
        float middleSigma = _addedAmps + (AddedFraction * (_middleAmps < 0f ? -_middleAmps : _middleAmps));
        float slowSigma = _addedAmps + (AddedFraction * (_slowAmps < 0f ? -_slowAmps : _slowAmps));
        // 1 − (1 − f)² = f·(2 − f): what an Ornstein–Uhlenbeck error of this sigma gains in the step.
        _covariance.Predict(
            1f - middleFollow,
            1f - slowFollow,
            kept,
            addedSoc,
            middleFollow * (2f - middleFollow) * middleSigma * middleSigma,
            slowFollow * (2f - slowFollow) * slowSigma * slowSigma,
            addedHysteresis);
        if (_covariance.SocVariance > LargestVariance)
            _covariance.HoldSoc(LargestVariance);
    }

    /// <summary>Variance of the SOC after a time in which the current was not measured.</summary>
    private float UnknownCharge(float moved, float seconds, bool currentKnown)
    {
        _lookUpAnew = true;
        if (currentKnown)
            return moved * moved;
        // Anything up to 1 C may have flowed.
        float hours = seconds / SecondsPerHour;
        return hours * hours;
    }

    /// <summary>Without current the branches decay for ever; they end before their squares become subnormal.</summary>
    private void EndDecay()
    {
        if (FloatMath.Abs(_fastAmps) < FloatMath.Negligible)
            _fastAmps = 0f;
        if (FloatMath.Abs(_middleAmps) < FloatMath.Negligible)
            _middleAmps = 0f;
        if (FloatMath.Abs(_slowAmps) < FloatMath.Negligible)
            _slowAmps = 0f;
    }

    private void Correct(float innovation, float seconds, float overpotential, float slope)
    {
        FilterCovariance covariance = _covariance;
        FilterModel model = _filterModel;
        float noise = _baseVariance + (_overpotentialVariance * overpotential * overpotential) + (_socErrorVariance * slope * slope);
        noise /= seconds < LongestUpdateSeconds ? seconds : LongestUpdateSeconds;
        bool bounded = covariance.Update(
            slope,
            model.MiddleSensitivity,
            model.SlowSensitivity,
            model.HysteresisVolts,
            noise,
            innovation * innovation / GateSquared);
        float change = covariance.SocGain * innovation;
        if (change > LargestCorrection)
            change = LargestCorrection;
        else if (change < -LargestCorrection)
            change = -LargestCorrection;
        _reason = bounded ? CorrectionReason.InnovationLimited : CorrectionReason.VoltageInnovation;
        if (!_ledger.AddSoc(change))
            _reason = CorrectionReason.RangeLimited;
        _correctionSoc = change;
        _middleAmps += covariance.MiddleGain * innovation;
        _slowAmps += covariance.SlowGain * innovation;
        if (_hasHysteresis)
            _hysteresis = FloatMath.Clamp(_hysteresis + (covariance.HysteresisGain * innovation), -1f, 1f);
    }
}
