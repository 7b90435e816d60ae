using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Notices when the pack shows its state of charge by itself: full (the charging voltage reached, the current fallen to its tail), empty
/// (the cut-off voltage reached with next to no current), and a long rest with a settled voltage. What it then knows is held for
/// <see cref="AnchorUpdate.HoldSeconds"/> and carried on by counting, so that an estimator can come to it slowly.
/// </summary>
public sealed partial class AnchorDetector
{
    /// <summary>How near to the profile's highest voltage the mean has to come, in microvolts.</summary>
    public const int FullMarginMicrovolts = 10000;

    /// <summary>For how long full has to show, in milliseconds.</summary>
    public const int FullMilliseconds = 60000;

    /// <summary>For how long empty has to show, in milliseconds.</summary>
    public const int EmptyMilliseconds = 10000;

    /// <summary>For how long the pack has to rest, in milliseconds.</summary>
    public const int RestMilliseconds = 1800000;

    /// <summary>Over this time the voltage of a rest is compared, in milliseconds.</summary>
    public const int SlopeMilliseconds = 300000;

    /// <summary>By no more than this it may have moved in that time, in microvolts.</summary>
    public const int SlopeMicrovolts = 1000;

    // A charger that ends where it should stops by this much short of the highest voltage.
    private const int ChargeMarginMicrovolts = 5000;

    private const int TailDivisor = 20;
    private const int EmptyDivisor = 10;
    private const int HoldMilliseconds = (int)(AnchorUpdate.HoldSeconds * 1000f);

    // The same anchor says nothing new before one part in this many of the charge has moved.
    private const int NewsDivisor = 20;

    // And an anchor that is held ends when counting has carried it this far.
    private const float LargestCarriedSoc = 0.05f;

    private readonly GroupModel _model;
    private readonly int _fullMicrovolts;
    private readonly int _emptyMicrovolts;
    private readonly int _tailMicroamps;
    private readonly int _emptyMicroamps;
    private readonly int _gapMilliseconds;
    private readonly float _socPerNanocoulomb;
    private readonly long _newsNanocoulombs;
    private int _fullMilliseconds;
    private int _emptyMilliseconds;
    private int _restMilliseconds;
    private int _slopeMilliseconds;
    private int _slopeMicrovolts;
    private int _movedMicrovolts;
    private int _heldMilliseconds;
    private float _carriedSoc;
    private long _movedNanocoulombs;
    private CorrectionReason _last;

    /// <summary>Makes a detector for one pack.</summary>
    public AnchorDetector(PackConfiguration configuration, GroupModel model)
    {
        _model = model;
        _fullMicrovolts = configuration.Cell.MaximumMicrovolts - FullMarginMicrovolts;
        // A pack that is charged to less shows its full there.
        int target = configuration.Charging.TargetMicrovolts - FullMarginMicrovolts + ChargeMarginMicrovolts;
        if (configuration.Charging.Enabled && target < _fullMicrovolts)
            _fullMicrovolts = target;
        _emptyMicrovolts = configuration.Cell.MinimumMicrovolts;
        // At most 2 000 Ah times 255 in parallel; beyond what an int holds no current is that large.
        _tailMicroamps = (int)IntegerMath.Clamp(model.CapacityMicroampHours / TailDivisor, 1, int.MaxValue);
        _emptyMicroamps = (int)IntegerMath.Clamp(model.CapacityMicroampHours / EmptyDivisor, 1, int.MaxValue);
        _gapMilliseconds = configuration.Estimation.GapMilliseconds;
        float capacity = model.CapacityAmpHours * SecondsPerHour * NanocoulombsPerCoulomb;
        _socPerNanocoulomb = capacity > 0f ? 1f / capacity : 0f;
        _newsNanocoulombs = model.CapacityMicroampHours * NanocoulombsPerMicroampHour / NewsDivisor;
        _movedNanocoulombs = _newsNanocoulombs;
    }

    /// <summary>The state of charge that the held anchor tells now, 0…1.</summary>
    public float Soc { get; private set; }

    /// <summary>One sigma of it.</summary>
    public float Sigma { get; private set; }

    /// <summary>Which anchor is held.</summary>
    public CorrectionReason Reason { get; private set; }

    /// <summary>Looks at one estimator step; true where an anchor is held, which <see cref="Soc"/> then tells.</summary>
    public bool Step(EstimatorInput input)
    {
        int milliseconds = input.ElapsedMilliseconds;
        if (milliseconds <= 0)
            return false;
        if (!input.VoltageKnown || !input.CurrentKnown || milliseconds > _gapMilliseconds)
        {
            Forget();
            return false;
        }
        // Neither a step's charge nor what is news comes near to 2⁶².
        if (_movedNanocoulombs < _newsNanocoulombs)
            Move(input.ChargeNanocoulombs);
        if (_heldMilliseconds > 0)
            Carry(input.ChargeNanocoulombs, milliseconds);
        int microvolts = input.CellMicrovolts;
        if (microvolts >= _fullMicrovolts)
            StepFull(input, milliseconds);
        else if (microvolts <= _emptyMicrovolts)
            StepEmpty(input, milliseconds);
        else
            _fullMilliseconds = _emptyMilliseconds = 0;
        if (input.Resting)
            StepRest(input, milliseconds);
        else
            _restMilliseconds = 0;
        return _heldMilliseconds > 0;
    }

    /// <summary>Forgets what it has seen and holds.</summary>
    public void Forget()
    {
        _fullMilliseconds = _emptyMilliseconds = _restMilliseconds = _heldMilliseconds = 0;
    }

    private void Move(long nanocoulombs) => _movedNanocoulombs += nanocoulombs < 0 ? -nanocoulombs : nanocoulombs;

    private void Carry(long nanocoulombs, int milliseconds)
    {
        float moved = IntegerMath.ToFloat(nanocoulombs) * _socPerNanocoulomb;
        _heldMilliseconds -= milliseconds;
        _carriedSoc += moved;
        Soc = FloatMath.Clamp(Soc + moved, 0f, 1f);
        if (_carriedSoc > LargestCarriedSoc || _carriedSoc < -LargestCarriedSoc)
            _heldMilliseconds = 0;
    }

    private void StepFull(EstimatorInput input, int milliseconds)
    {
        _emptyMilliseconds = 0;
        int microamps = input.MeanMicroamps;
        if (microamps <= 0 || microamps > _tailMicroamps)
        {
            _fullMilliseconds = 0;
            return;
        }
        _fullMilliseconds += milliseconds;
        if (_fullMilliseconds < FullMilliseconds)
            return;
        _fullMilliseconds = 0;
        if (IsNews(CorrectionReason.FullAnchor))
            ReadFull(input);
    }

    private void StepEmpty(EstimatorInput input, int milliseconds)
    {
        _fullMilliseconds = 0;
        int microamps = input.MeanMicroamps;
        if (microamps < -_emptyMicroamps || (microamps > 0 && !input.Resting))
        {
            _emptyMilliseconds = 0;
            return;
        }
        _emptyMilliseconds += milliseconds;
        if (_emptyMilliseconds < EmptyMilliseconds)
            return;
        _emptyMilliseconds = 0;
        if (IsNews(CorrectionReason.EmptyAnchor))
            ReadEmpty(input);
    }

    private void StepRest(EstimatorInput input, int milliseconds)
    {
        int microvolts = input.CellMicrovolts;
        if (_restMilliseconds == 0)
        {
            _slopeMilliseconds = 0;
            _slopeMicrovolts = microvolts;
        }
        // A rest of weeks must not wrap.
        _restMilliseconds = IntegerMath.AddSaturating(_restMilliseconds, milliseconds);
        _slopeMilliseconds += milliseconds;
        if (_slopeMilliseconds < SlopeMilliseconds)
            return;
        _movedMicrovolts = IntegerMath.Abs(microvolts - _slopeMicrovolts);
        _slopeMilliseconds = 0;
        _slopeMicrovolts = microvolts;
        if (_restMilliseconds >= RestMilliseconds && _movedMicrovolts <= SlopeMicrovolts && IsNews(CorrectionReason.RestAnchor))
            ReadRest(input);
    }

    private bool IsNews(CorrectionReason reason) => reason != _last || _movedNanocoulombs >= _newsNanocoulombs;

    private void Hold(float soc, float sigma, CorrectionReason reason)
    {
        Soc = FloatMath.Clamp(soc, 0f, 1f);
        Sigma = sigma;
        Reason = reason;
        _last = reason;
        _heldMilliseconds = HoldMilliseconds;
        _carriedSoc = 0f;
        _movedNanocoulombs = 0;
    }
}
