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
public sealed partial class AdaptiveKalmanFilter : AdaptiveEstimator
{
    // A state that is taken to be exact still has to have more variance than what is negligible beside it.
    private const float LeastVariance = 1e-12f;

    private readonly float _offsetVariance;
    private readonly float _capacityVariance;

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

    /// <summary>Makes a filter for one pack.</summary>
    public AdaptiveKalmanFilter(PackConfiguration configuration, GroupModel model)
        : base(configuration, model)
    {
        EstimationSettings settings = configuration.Estimation;
        float offset = settings.SensorOffsetPermyriad * 1e-4f * model.CapacityAmpHours;
        _offsetVariance = (offset * offset) + LeastVariance;
        float capacity = settings.CapacityErrorPermille * 1e-3f;
        _capacityVariance = (capacity * capacity) + LeastVariance;
        Restart(0.5f, 0.5f);
    }

    private protected override float SocVariance => _ss;

    // Rounding carries it a little past 1 between corrections.
    private protected override float LargestHysteresis => LoadWindow.LargestHysteresis;

    /// <summary>One sigma of <see cref="AdaptiveEstimator.OffsetAmps"/>, in amperes.</summary>
    public float OffsetSigmaAmps => FloatMath.Sqrt(_bb);

    /// <summary>One sigma of <see cref="AdaptiveEstimator.CapacityGain"/>.</summary>
    public float CapacityGainSigma => FloatMath.Sqrt(_gg);

    /// <summary>One sigma of <see cref="AdaptiveEstimator.ResistanceError"/>.</summary>
    public float ResistanceErrorSigma => FloatMath.Sqrt(_rr);

    /// <inheritdoc/>
    public override void Restart(float soc, float sigma)
    {
        float held = FloatMath.Clamp(sigma, 0.001f, 0.5f);
        Forget(soc);
        _se = _sb = _sr = _sg = _sh = _eb = _er = _eg = _eh = _br = _bg = _bh = _rg = _rh = _gh = 0f;
        _ss = held * held;
        _ee = ErrorVariance(0f);
        _bb = _offsetVariance;
        _rr = StartScaleSigma * StartScaleSigma;
        _gg = _capacityVariance;
        _hh = _hasHysteresis ? StartHysteresisVariance : 0f;
    }

    private protected override void Update(EstimatorInput input, LoadWindow window)
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

    private protected override void AddErrorVariance(float variance) => _ee += variance;
}
