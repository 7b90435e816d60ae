using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Runs the configured estimator every N steps on the mean of the steps between. Charge is summed exactly, voltages and temperatures
/// are averaged. If nobody states a start, the first usable voltage gives one, with the uncertainty that it deserves.
/// </summary>
public sealed partial class EstimationStage
{
    private const float LoadedStartSigma = 0.3f;
    private const float SmallestStartSigma = 0.02f;
    private const float LargestStartSigma = 0.4f;
    private const int DefaultCentidegrees = 2500;
    private const long MostNanocoulombs = 1L << 61;

    private const int Whole = CellProfile.WholeEfficiencyPermyriad;

    private readonly EstimatorInput _input = new EstimatorInput();
    private readonly GroupModel _model;
    private readonly int _everySteps;
    private readonly float _statedSigma;
    private readonly int _lossPermyriad;
    private readonly AnchorDetector _anchors;
    private readonly bool _usesAnchors;
    private CorrectionReason _reason;
    private bool _started;
    private bool _ran;
    private int _steps;
    private long _elapsedMilliseconds;
    private long _chargeNanocoulombs;
    private long _lostNanocoulombs;
    private long _lossRemainder;
    private long _microvoltSum;
    private int _microvoltCount;
    private bool _currentKnown;
    private bool _resting;

    /// <summary>Makes the stage for one pack.</summary>
    public EstimationStage(PackConfiguration configuration)
    {
        _model = new GroupModel(configuration);
        _everySteps = configuration.Estimation.EverySteps;
        _lossPermyriad = Whole - configuration.Cell.CoulombicEfficiencyPermyriad;
        _statedSigma = configuration.Estimation.StartSigmaPermyriad * 1e-4f;
        Estimator = Make(configuration, _model);
        _anchors = new AnchorDetector(configuration, _model);
        _usesAnchors = configuration.Estimation.Kind != EstimatorKind.Ocv;
        _trial = new SnapshotTrial(_model);
        _format = new SnapshotFormat(configuration);
        SnapshotLength = SnapshotFormat.LengthFor(configuration.SeriesGroups);
        _input.TemperatureCentidegrees = DefaultCentidegrees;
        Clear();
    }

    /// <summary>The estimator and its latest results.</summary>
    public IStateEstimator Estimator { get; }

    /// <summary>True once there is an estimate.</summary>
    public bool Valid => _started;

    /// <summary>True where the last step ran the estimator and there is an estimate; what follows from it need not look otherwise.</summary>
    public bool Stepped { get; private set; }

    /// <summary>What the estimator was given the last time it ran. Owned by the stage: read only.</summary>
    public EstimatorInput Input => _input;

    /// <summary>Why the estimate moved by something else than counted charge: the start's reason, or the estimator's own.</summary>
    public CorrectionReason Reason => _reason != CorrectionReason.None ? _reason : Estimator.Reason;

    /// <summary>
    /// Charge held now, in microampere-hours of the pack: SOC times capacity. 0 before the first estimate.
    /// </summary>
    public long RemainingMicroampHours => _started ? (long)(Estimator.Soc * IntegerMath.ToFloat(_model.CapacityMicroampHours)) : 0;

    /// <summary>States the SOC that the pack starts with, 0…1, with the configured uncertainty. What is no number is not taken.</summary>
    public void Start(float soc)
    {
        if (float.IsNaN(soc))
            return;
        if (_restored)
            DropSnapshot();
        Estimator.Restart(soc, _statedSigma);
        _trial.End();
        _anchors.Forget();
        _started = true;
    }

    /// <summary>Takes one step.</summary>
    /// <param name="measurement">What was measured.</param>
    /// <param name="meanExcessMicrovolts">By how much the mean of the usable group voltages lies above the average group's.</param>
    public void Step(MeasurementStage measurement, int meanExcessMicrovolts)
    {
        Stepped = false;
        Collect(measurement, meanExcessMicrovolts);
        // The very first step runs alone, so that there is an estimate from the start.
        if (_ran && _steps < _everySteps)
            return;
        _ran = true;
        _restored = false;
        Summarise(measurement);
        _reason = CorrectionReason.None;
        if (_trial.Running)
            Try();
        else
            Estimate();
        Stepped = _started;
        Clear();
    }

    private void Estimate()
    {
        if (!_started)
            StartFromVoltage(CorrectionReason.StartFromVoltage);
        if (!_started)
            return;
        IStateEstimator estimator = Estimator;
        AnchorDetector anchors = _anchors;
        if (!_usesAnchors || !anchors.Step(_input))
        {
            estimator.Step(_input);
            return;
        }
        // While an anchor is held its word stands for the voltage's: what the voltage knows is in it.
        _input.VoltageKnown = false;
        estimator.Step(_input);
        estimator.Anchor(anchors.Soc, anchors.Sigma, _input.ElapsedMilliseconds * 1e-3f, anchors.Reason);
    }

    private static IStateEstimator Make(PackConfiguration configuration, GroupModel model)
    {
        switch (configuration.Estimation.Kind)
        {
            case EstimatorKind.Coulomb:
                return new CoulombCounter(configuration, model);
            case EstimatorKind.Aekf:
                return new AdaptiveKalmanFilter(configuration, model);
            case EstimatorKind.Spkf:
                return new SigmaPointFilter(configuration, model);
            case EstimatorKind.Ocv:
                return new OcvLookup(model);
            default:
                return new ExtendedKalmanFilter(configuration, model);
        }
    }

    private void Collect(MeasurementStage measurement, int meanExcessMicrovolts)
    {
        _steps++;
        _elapsedMilliseconds += measurement.ElapsedMilliseconds;
        // One step brings less than 2⁶²; that the sum of many stops far beyond what any pack holds keeps it from wrapping.
        _chargeNanocoulombs = IntegerMath.Clamp(_chargeNanocoulombs + measurement.ChargeNanocoulombs, -MostNanocoulombs, MostNanocoulombs);
        if (_lossPermyriad > 0 && measurement.ChargeNanocoulombs > 0)
            Lose(measurement.ChargeNanocoulombs);
        if (measurement.Cells.UsableCount > 0)
        {
            _microvoltSum += measurement.Cells.Mean - meanExcessMicrovolts;
            _microvoltCount++;
        }
        if (!measurement.CurrentUsable)
            _currentKnown = false;
        if (measurement.Direction != CurrentDirection.Resting)
            _resting = false;
        if (measurement.Temperatures.UsableCount > 0)
            _input.TemperatureCentidegrees = measurement.Temperatures.Mean;
    }

    /// <summary>
    /// Counts what a charge loses on its way in, exactly: what does not fill a nanocoulomb is kept for the next time.
    /// </summary>
    private void Lose(long nanocoulombs)
    {
        long wholes = nanocoulombs / Whole;
        _lossRemainder += (nanocoulombs - (wholes * Whole)) * _lossPermyriad;
        long filled = _lossRemainder / Whole;
        _lossRemainder -= filled * Whole;
        _lostNanocoulombs = IntegerMath.Clamp(_lostNanocoulombs + (wholes * _lossPermyriad) + filled, 0, MostNanocoulombs);
    }

    private void Summarise(MeasurementStage measurement)
    {
        _input.ElapsedMilliseconds = (int)IntegerMath.Clamp(_elapsedMilliseconds, 0, int.MaxValue);
        _input.ChargeNanocoulombs = _chargeNanocoulombs - _lostNanocoulombs;
        _input.MeanMicroamps = _elapsedMilliseconds > 0
            ? (int)IntegerMath.Clamp(_chargeNanocoulombs / _elapsedMilliseconds, int.MinValue, int.MaxValue)
            : measurement.PackMicroamps;
        _input.CurrentKnown = _currentKnown;
        _input.VoltageKnown = _microvoltCount > 0;
        _input.CellMicrovolts = _microvoltCount > 0 ? (int)(_microvoltSum / _microvoltCount) : 0;
        _input.Resting = _resting;
    }

    private void StartFromVoltage(CorrectionReason reason)
    {
        if (!_input.VoltageKnown)
            return;
        int centidegrees = _input.TemperatureCentidegrees;
        float volts = _input.CellMicrovolts * 1e-6f;
        float soc = _model.FindSoc(volts, centidegrees);
        _model.Locate(soc, centidegrees);
        float uncertainty = FloatMath.Sqrt(_model.BaseVariance) + _model.HysteresisVolts();
        float spread = _model.SocSpread(soc, volts, uncertainty, centidegrees);
        float sigma = FloatMath.Clamp(spread, SmallestStartSigma, LargestStartSigma);
        Estimator.Restart(soc, _resting || sigma > LoadedStartSigma ? sigma : LoadedStartSigma);
        _reason = reason;
        _started = true;
    }

    private void Clear()
    {
        _steps = 0;
        _elapsedMilliseconds = 0;
        _chargeNanocoulombs = 0;
        _lostNanocoulombs = 0;
        _microvoltSum = 0;
        _microvoltCount = 0;
        _currentKnown = true;
        _resting = true;
    }
}
