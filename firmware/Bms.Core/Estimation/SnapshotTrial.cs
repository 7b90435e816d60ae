using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Judges a restored estimate by the first voltages. Until it has judged, nothing is corrected. One odd voltage decides nothing: some
/// in succession have to agree, over some seconds.
/// </summary>
public sealed class SnapshotTrial
{
    /// <summary>Voltages in succession that have to say the same.</summary>
    public const int Samples = 3;

    /// <summary>The time that they have to span at least, in milliseconds.</summary>
    public const int SpanMilliseconds = 2000;

    /// <summary>Where they have not agreed by then, the estimate is not trusted.</summary>
    public const int LongestMilliseconds = 60000;

    private const float Sigmas = 4f;
    private const float SensorVolts = 0.005f;

    private readonly GroupModel _model;
    private bool _decayKnown;
    private int _agreeing;
    private int _contradicting;
    private int _spanMilliseconds;
    private int _wholeMilliseconds;

    /// <summary>Prepares for one pack.</summary>
    public SnapshotTrial(GroupModel model)
    {
        _model = model;
    }

    /// <summary>True from <see cref="Begin"/> until a verdict.</summary>
    public bool Running { get; private set; }

    /// <summary>True where the last verdict was against the estimate.</summary>
    public bool Rejected { get; private set; }

    /// <summary>Begins.</summary>
    /// <param name="decayKnown">False where nobody knows how much of the overpotentials has decayed.</param>
    public void Begin(bool decayKnown)
    {
        Running = true;
        Rejected = false;
        _decayKnown = decayKnown;
        _agreeing = _contradicting = _spanMilliseconds = _wholeMilliseconds = 0;
    }

    /// <summary>Ends it without a verdict.</summary>
    public void End() => Running = false;

    /// <summary>Takes the voltage of a step that the estimator has taken without it.</summary>
    public void Step(EstimatorInput input, IStateEstimator estimator)
    {
        if (!input.CurrentKnown)
            return;
        bool first = _agreeing + _contradicting == 0;
        _wholeMilliseconds = first && _wholeMilliseconds == 0
            ? 1
            : IntegerMath.AddSaturating(_wholeMilliseconds, input.ElapsedMilliseconds);
        if (Contradicts(input, estimator))
        {
            _spanMilliseconds = _contradicting == 0 ? 0 : IntegerMath.AddSaturating(_spanMilliseconds, input.ElapsedMilliseconds);
            _contradicting++;
            _agreeing = 0;
        }
        else
        {
            _spanMilliseconds = _agreeing == 0 ? 0 : IntegerMath.AddSaturating(_spanMilliseconds, input.ElapsedMilliseconds);
            _agreeing++;
            _contradicting = 0;
        }
        bool enough = _spanMilliseconds >= SpanMilliseconds;
        if (enough && _agreeing >= Samples)
            Running = false;
        else if ((enough && _contradicting >= Samples) || _wholeMilliseconds >= LongestMilliseconds)
            Reject();
    }

    private void Reject()
    {
        Running = false;
        Rejected = true;
    }

    /// <summary>
    /// Whether a voltage lies outside all that the estimate admits: the OCV over four sigmas of the SOC, four sigmas of the model's own
    /// error, hysteresis the other way, and a polarisation that nobody saw come.
    /// </summary>
    private bool Contradicts(EstimatorInput input, IStateEstimator estimator)
    {
        GroupModel model = _model;
        float soc = estimator.Soc;
        float reach = Sigmas * estimator.SocSigma;
        model.Locate(soc, input.TemperatureCentidegrees);
        float middle = model.OcvVolts;
        float expected = estimator.PredictedVolts;
        float drop = FloatMath.Abs(expected - middle);
        float own = model.UncertaintyVolts();
        float grown = drop * model.OverpotentialUncertainty();
        float margin = SensorVolts + (Sigmas * FloatMath.Sqrt((own * own) + (grown * grown)));
        margin += model.HysteresisVolts() + model.InstantHysteresisVolts();
        margin += FloatMath.Abs(input.MeanMicroamps * 1e-6f) * model.TotalBranchOhms();
        if (!_decayKnown)
            margin += drop;
        float difference = (input.CellMicrovolts * 1e-6f) - expected;
        float above = model.OcvAt(soc + reach < 1f ? soc + reach : 1f) - middle;
        float below = middle - model.OcvAt(soc - reach > 0f ? soc - reach : 0f);
        return difference > above + margin || difference < -below - margin;
    }
}
