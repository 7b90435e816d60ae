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
public sealed partial class SigmaPointFilter : IStateEstimator
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

    private const int MarginPermyriad = 500;
    private const float SecondsPerHour = 3600f;

    private readonly GroupModel _model;
    private readonly ChargeLedger _ledger;
    private readonly LoadWindow _window;
    private readonly CellExpectation _expectation;
    private readonly TriangularRoot _root = new TriangularRoot();
    private readonly float[] _sensitivity = new float[TriangularRoot.Order];
    private readonly float _capacityAmpHours;
    private readonly bool _hasHysteresis;
    private readonly int _updateMilliseconds;
    private readonly float _offsetSigma;
    private readonly float _gainSigma;
    private readonly float _scaleVariancePerSecond;
    private readonly float _socVariancePerSecond;

    // The states beside the ledger's SOC.
    private float _errorVolts;
    private float _offsetAmps;
    private float _scale;
    private float _capacityGain;
    private float _hysteresis;

    private bool _fresh;
    private float _staticVolts;
    private float _stepOhms;
    private float _predictedVolts;
    private float _correctionSoc;
    private CorrectionReason _reason;

    /// <summary>Makes a filter for one pack.</summary>
    public SigmaPointFilter(PackConfiguration configuration, GroupModel model)
    {
        EstimationSettings settings = configuration.Estimation;
        _model = model;
        _ledger = new ChargeLedger(model.CapacityMicroampHours, MarginPermyriad);
        _window = new LoadWindow(model, _ledger, settings.GapMilliseconds);
        _expectation = new CellExpectation(model);
        _capacityAmpHours = model.CapacityAmpHours;
        _hasHysteresis = model.HasHysteresis;
        _updateMilliseconds = settings.UpdateMilliseconds;
        _offsetSigma = settings.SensorOffsetPermyriad * 1e-4f * model.CapacityAmpHours;
        _gainSigma = settings.CapacityErrorPermille * 1e-3f;
        float scale = settings.ResistanceWalkPartsPerMillion * 1e-6f;
        _scaleVariancePerSecond = scale * scale;
        float walk = settings.SocWalkPartsPerMillion * 1e-6f;
        _socVariancePerSecond = walk * walk;
        Restart(0.5f, 0.5f);
    }

    /// <inheritdoc/>
    public float Soc => _ledger.Soc;

    /// <inheritdoc/>
    public float SocSigma => FloatMath.Sqrt(
        _root.Variance(Charge) + (_hasHysteresis ? AdaptiveKalmanFilter.HysteresisFloorVariance : AdaptiveKalmanFilter.ReportedFloorVariance));

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

    /// <summary>The root of the covariance.</summary>
    internal TriangularRoot Root => _root;

    /// <inheritdoc/>
    public void Restart(float soc, float sigma)
    {
        _ledger.Set(soc);
        _window.Restart();
        _expectation.ReadAll(_ledger.UnboundedSoc);
        _errorVolts = _offsetAmps = _scale = _capacityGain = _hysteresis = 0f;
        TriangularRoot root = _root;
        root.Clear();
        SetSigma(Offset, _offsetSigma);
        SetSigma(Gain, _gainSigma);
        SetSigma(Scale, AdaptiveKalmanFilter.StartScaleSigma);
        SetSigma(Pull, _hasHysteresis ? FloatMath.Sqrt(AdaptiveKalmanFilter.StartHysteresisVariance) : 0f);
        SetSigma(Charge, FloatMath.Clamp(sigma, 0.001f, 0.5f));
        root.AddVariance(Error, ErrorVariance(0f));
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

    /// <summary>The first update: a pack that boots under load may carry a polarisation that nobody saw come.</summary>
    private void Begin(bool resting)
    {
        _fresh = false;
        if (resting)
            return;
        float volts = AdaptiveKalmanFilter.StartRate * _capacityAmpHours * _expectation.BranchOhms;
        _root.AddVariance(Error, volts * volts);
    }

    private void SetSigma(int state, float sigma) => _root.Rows[state * (TriangularRoot.Order + 1)] = sigma;
}
