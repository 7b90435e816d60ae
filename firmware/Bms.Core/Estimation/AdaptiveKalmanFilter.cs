using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Kalman filter that knows what it does not know. States: SOC (s), the model's voltage error (e, an Ornstein–Uhlenbeck process: a
/// model is wrong for minutes, not for samples), the current sensor's offset (b), the relative error of all resistances (r), of the
/// capacity (g), and hysteresis (h). The branch currents follow the measured current exactly and are no states; what an offset does to
/// them is exact too (<see cref="LoadWindow"/>). It updates once a second or more seldom, on the means of what was measured between;
/// the charge is counted exactly in every step.
/// </summary>
/// <remarks>
/// Model after G. Plett, Battery Management Systems, vol. I; filter with augmented parameter states after vol. II; statistical
/// linearisation after Gelb, Applied Optimal Estimation, ch. 6. Written flat, as <see cref="ExtendedKalmanFilter"/> is and for its
/// reasons. Prediction and correction are in files of their own.
/// </remarks>
public sealed partial class AdaptiveKalmanFilter : IStateEstimator
{
    private const int MarginPermyriad = 500;
    private const float SecondsPerHour = 3600f;
    // What two recordings of one cell disagree by in capacity and in where full is; where the voltage depends on the past as well,
    // the open-circuit curve itself is known less well.
    internal const float ReportedFloorVariance = 1e-4f;
    internal const float HysteresisFloorVariance = 1.5625e-4f;

    // A rate that may have flowed before the start, of which the branches still hold something.
    internal const float StartScaleSigma = 0.1f;
    internal const float StartRate = 0.17f;
    internal const float StartHysteresisVariance = 0.25f;

    // A state that is taken to be exact still has to have more variance than what is negligible beside it.
    private const float LeastVariance = 1e-12f;

    private readonly ChargeLedger _ledger;
    private readonly LoadWindow _window;
    private readonly CellExpectation _expectation;
    private readonly float _capacityAmpHours;
    private readonly bool _hasHysteresis;
    private readonly int _updateMilliseconds;
    private readonly float _offsetVariance;
    private readonly float _capacityVariance;
    private readonly float _scaleVariancePerSecond;
    private readonly float _socVariancePerSecond;

    // The states beside the ledger's SOC.
    private float _errorVolts;
    private float _offsetAmps;
    private float _scale;
    private float _capacityGain;
    private float _hysteresis;

    // The covariance's upper triangle: it cannot become asymmetric.
    private float _ss;
    private float _se;
    private float _sb;
    private float _sr;
    private float _sg;
    private float _sh;
    private float _ee;
    private float _eb;
    private float _er;
    private float _eg;
    private float _eh;
    private float _bb;
    private float _br;
    private float _bg;
    private float _bh;
    private float _rr;
    private float _rg;
    private float _rh;
    private float _gg;
    private float _gh;
    private float _hh;

    private bool _fresh;
    private float _staticVolts;
    private float _stepOhms;
    private float _predictedVolts;
    private float _correctionSoc;
    private CorrectionReason _reason;

    /// <summary>Makes a filter for one pack.</summary>
    public AdaptiveKalmanFilter(PackConfiguration configuration, GroupModel model)
    {
        EstimationSettings settings = configuration.Estimation;
        _ledger = new ChargeLedger(model.CapacityMicroampHours, MarginPermyriad);
        _window = new LoadWindow(model, _ledger, settings.GapMilliseconds);
        _expectation = new CellExpectation(model);
        _capacityAmpHours = model.CapacityAmpHours;
        _hasHysteresis = model.HasHysteresis;
        _updateMilliseconds = settings.UpdateMilliseconds;
        float offset = settings.SensorOffsetPermyriad * 1e-4f * model.CapacityAmpHours;
        _offsetVariance = (offset * offset) + LeastVariance;
        float capacity = settings.CapacityErrorPermille * 1e-3f;
        _capacityVariance = (capacity * capacity) + LeastVariance;
        float scale = settings.ResistanceWalkPartsPerMillion * 1e-6f;
        _scaleVariancePerSecond = scale * scale;
        float walk = settings.SocWalkPartsPerMillion * 1e-6f;
        _socVariancePerSecond = walk * walk;
        Restart(0.5f, 0.5f);
    }

    /// <inheritdoc/>
    public float Soc => _ledger.Soc;

    /// <inheritdoc/>
    public float SocSigma => FloatMath.Sqrt(_ss + (_hasHysteresis ? HysteresisFloorVariance : ReportedFloorVariance));

    /// <inheritdoc/>
    public float PredictedVolts => _predictedVolts;

    /// <inheritdoc/>
    public float CorrectionSoc => _correctionSoc;

    /// <inheritdoc/>
    public CorrectionReason Reason => _reason;

    /// <summary>The model's error as estimated, in volts.</summary>
    public float ErrorVolts => _errorVolts;

    /// <summary>What the current sensor reads too high as estimated, in amperes.</summary>
    public float OffsetAmps => _offsetAmps;

    /// <summary>Relative error of the profile's resistances as estimated: 0.1 where they are 10 % higher than it says.</summary>
    public float ResistanceError => _scale;

    /// <summary>How much faster the SOC moves than the configured capacity says, as estimated: 0.1 for a capacity of 1/1.1.</summary>
    public float CapacityGain => _capacityGain;

    /// <summary>The hysteresis state, −1 (discharge branch) to 1 (charge branch).</summary>
    public float Hysteresis => _hysteresis;

    /// <summary>One sigma of <see cref="OffsetAmps"/>, in amperes.</summary>
    public float OffsetSigmaAmps => FloatMath.Sqrt(_bb);

    /// <summary>One sigma of <see cref="CapacityGain"/>.</summary>
    public float CapacityGainSigma => FloatMath.Sqrt(_gg);

    /// <summary>One sigma of <see cref="ResistanceError"/>.</summary>
    public float ResistanceErrorSigma => FloatMath.Sqrt(_rr);

    /// <inheritdoc/>
    public void Restart(float soc, float sigma)
    {
        float held = FloatMath.Clamp(sigma, 0.001f, 0.5f);
        _ledger.Set(soc);
        _window.Restart();
        _expectation.ReadAll(_ledger.UnboundedSoc);
        _errorVolts = _offsetAmps = _scale = _capacityGain = _hysteresis = 0f;
        _se = _sb = _sr = _sg = _sh = _eb = _er = _eg = _eh = _br = _bg = _bh = _rg = _rh = _gh = 0f;
        _ss = held * held;
        _ee = ErrorVariance(0f);
        _bb = _offsetVariance;
        _rr = StartScaleSigma * StartScaleSigma;
        _gg = _capacityVariance;
        _hh = _hasHysteresis ? StartHysteresisVariance : 0f;
        _smoothVolts = 0f;
        _unsettledVolts = 0f;
        _surprise = 1f;
        _fresh = true;
        _staticVolts = _stepOhms = _predictedVolts = 0f;
        _correctionSoc = 0f;
        _reason = CorrectionReason.None;
    }

    /// <inheritdoc/>
    public void Step(EstimatorInput input)
    {
        float amps = input.MeanMicroamps * 1e-6f;
        _correctionSoc = 0f;
        _reason = CorrectionReason.None;
        LoadWindow window = _window;
        window.Add(input, amps);
        if (_ledger.Held)
            _reason = CorrectionReason.RangeLimited;
        if (_fresh || window.ElapsedMilliseconds >= _updateMilliseconds)
        {
            window.Close();
            Update(input, window);
            window.Open();
        }
        _predictedVolts = _staticVolts + (_stepOhms * amps);
    }

    private void Update(EstimatorInput input, LoadWindow window)
    {
        if (window.Seconds > 0f)
            Predict(window);
        float soc = _ledger.UnboundedSoc;
        CellExpectation expected = _expectation;
        expected.Look(soc, _ss, input.TemperatureCentidegrees, window, _offsetAmps);
        if (_fresh)
            Begin(input.Resting);
        float scale = 1f + _scale;
        float polarisation = expected.PolarisationVolts;
        float ohmic = expected.OhmicOhms * (window.MeanAmps - _offsetAmps);
        float rest = expected.OcvVolts + (expected.HysteresisVolts * _hysteresis)
            + (expected.InstantHysteresisVolts * window.Direction) + _errorVolts;
        _stepOhms = scale * expected.OhmicOhms;
        _staticVolts = rest + (scale * polarisation) - (_stepOhms * _offsetAmps);
        if (window.Samples > 0 && expected.Complete)
            Correct(window, rest + (scale * (ohmic + polarisation)), ohmic, polarisation);
    }

    /// <summary>The first update: a pack that boots under load may carry a polarisation that nobody saw come.</summary>
    private void Begin(bool resting)
    {
        _fresh = false;
        if (resting)
            return;
        float volts = StartRate * _capacityAmpHours * _expectation.BranchOhms;
        _ee += volts * volts;
    }
}
