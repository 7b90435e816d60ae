using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Square-root sigma-point filter over the states of <see cref="AdaptiveKalmanFilter"/>: SOC, the model's voltage error, the current
/// sensor's offset, the relative error of resistances and of capacity, hysteresis. It asks the model at points to both sides along each
/// column of the covariance's root instead of for derivatives, which matters where the OCV bends and where a branch saturates; noise,
/// gate and bounds are those of the other, so that the two differ in this alone.
/// </summary>
/// <remarks>
/// Central differences after M. Nørgaard et al., Automatica 36 (2000) 1627; square-root form after R. van der Merwe and E. Wan,
/// ICASSP 2001; for batteries G. Plett, J. Power Sources 161 (2006) 1369. The transition is linear, so the time step needs no points.
/// The states stand in the order in which their transition is lower triangular: whatever moves another comes before it.
/// </remarks>
public sealed partial class SigmaPointFilter : AdaptiveEstimator
{
    // Places in the covariance.
    internal const int Offset = 0;
    internal const int Gain = 1;
    internal const int Scale = 2;
    internal const int Pull = 3;
    internal const int Error = 4;
    internal const int Charge = 5;

    // Its last row begins here.
    private const int ChargeRow = Charge * TriangularRoot.Order;

    private readonly GroupModel _model;
    private readonly TriangularRoot _root = new TriangularRoot();
    private readonly float[] _sensitivity = new float[TriangularRoot.Order];
    private readonly float _offsetSigma;
    private readonly float _gainSigma;

    /// <summary>Makes a filter for one pack.</summary>
    public SigmaPointFilter(PackConfiguration configuration, GroupModel model)
        : base(configuration, model)
    {
        EstimationSettings settings = configuration.Estimation;
        _model = model;
        _offsetSigma = settings.SensorOffsetPermyriad * 1e-4f * model.CapacityAmpHours;
        _gainSigma = settings.CapacityErrorPermille * 1e-3f;
        Restart(0.5f, 0.5f);
    }

    private protected override float SocVariance => _root.Variance(Charge);

    private protected override float LargestHysteresis => 1f;

    /// <summary>The root of the covariance.</summary>
    internal TriangularRoot Root => _root;

    /// <inheritdoc/>
    public override void Restart(float soc, float sigma)
    {
        Forget(soc);
        TriangularRoot root = _root;
        root.Clear();
        SetSigma(Offset, _offsetSigma);
        SetSigma(Gain, _gainSigma);
        SetSigma(Scale, StartScaleSigma);
        SetSigma(Pull, _hasHysteresis ? FloatMath.Sqrt(StartHysteresisVariance) : 0f);
        SetSigma(Charge, FloatMath.Clamp(sigma, 0.001f, 0.5f));
        root.AddVariance(Error, ErrorVariance(0f));
    }

    private protected override void Update(EstimatorInput input, LoadWindow window)
    {
        if (window.Seconds > 0f)
            Predict(window);
        CellExpectation expected = _expectation;
        expected.Visit(_ledger.UnboundedSoc, input.TemperatureCentidegrees);
        if (_fresh)
            Begin(input.Resting);
        AskAlongColumns(window);
        float rest = expected.OcvVolts + _shiftVolts + (expected.HysteresisVolts * _hysteresis)
            + (expected.InstantHysteresisVolts * window.Direction) + _errorVolts;
        float scale = 1f + _scale;
        float polarisation = expected.PolarisationVolts;
        _stepOhms = scale * expected.OhmicOhms;
        _staticVolts = rest + (scale * polarisation) - (_stepOhms * _offsetAmps);
        if (window.Samples > 0 && expected.Complete)
            Correct(window, rest, expected.OhmicOhms * (window.MeanAmps - _offsetAmps), polarisation);
    }

    private protected override void AddErrorVariance(float variance) => _root.AddVariance(Error, variance);

    private void SetSigma(int state, float sigma) => _root.Rows[state * (TriangularRoot.Order + 1)] = sigma;
}
