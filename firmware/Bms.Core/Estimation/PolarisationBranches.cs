using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Up to three polarisation branches, each carrying the current filtered with its time constant and dropping R·asinh(c·x)/c over it
/// (x in C, c from the profile; linear where c is 0). The two slowest take part in the filter's covariance as "middle" and "slow";
/// missing ones stay at 0.
/// </summary>
public sealed class PolarisationBranches
{
    private const float StartRate = 0.02f;
    private const float AddedRate = 0.02f;
    private const float AddedFraction = 0.1f;
    private const float SmallestCurvature = 1e-3f;

    private readonly GroupModel _model;
    private readonly int _fastBranch;
    private readonly int _middleBranch;
    private readonly int _slowBranch;
    private readonly float _inverseFastTau;
    private readonly float _inverseMiddleTau;
    private readonly float _inverseSlowTau;
    private readonly float _addedAmps;
    private readonly float _largestAmps;
    private int _decayMilliseconds;
    private float _fastDecay;
    private float _fastAmps;
    private float _middleAmps;
    private float _slowAmps;
    private float _ampsToArgument;
    private float _argumentToAmps;
    private float _hypotenuse;

    /// <summary>Makes the branches of one group.</summary>
    public PolarisationBranches(GroupModel model)
    {
        _model = model;
        int count = model.BranchCount;
        _slowBranch = count - 1;
        _middleBranch = count - 2;
        _fastBranch = count - 3;
        _inverseSlowTau = InverseTau(_slowBranch);
        _inverseMiddleTau = InverseTau(_middleBranch);
        _inverseFastTau = InverseTau(_fastBranch);
        _addedAmps = AddedRate * model.CapacityAmpHours;
        float start = StartRate * model.CapacityAmpHours;
        StartVariance = start * start;
        // No cell carries a thousand times its capacity in an hour; beyond that a state is an artefact.
        _largestAmps = 1000f * model.CapacityAmpHours;
        _decayMilliseconds = -1;
    }

    /// <summary>Variance of a branch's current at the start, in A².</summary>
    public float StartVariance { get; }

    /// <summary>How much of the middle branch's current is left after the last step, 0…1.</summary>
    public float MiddleDecay { get; private set; }

    /// <summary>How much of the slow branch's current is left after the last step, 0…1.</summary>
    public float SlowDecay { get; private set; }

    /// <summary>Variance that the last step added to the middle branch's current, in A².</summary>
    public float MiddleAdded { get; private set; }

    /// <summary>Variance that the last step added to the slow branch's current, in A².</summary>
    public float SlowAdded { get; private set; }

    /// <summary>By how much the voltage rises with the middle branch's current, in ohms.</summary>
    public float MiddleSensitivity { get; private set; }

    /// <summary>By how much the voltage rises with the slow branch's current, in ohms.</summary>
    public float SlowSensitivity { get; private set; }

    /// <summary>Current of the fastest of three branches, in amperes.</summary>
    public float FastAmps => _fastAmps;

    /// <summary>Current of the middle branch, in amperes.</summary>
    public float MiddleAmps => _middleAmps;

    /// <summary>Current of the slow branch, in amperes.</summary>
    public float SlowAmps => _slowAmps;

    /// <summary>Starts at rest.</summary>
    public void Restart()
    {
        _fastAmps = 0f;
        _middleAmps = 0f;
        _slowAmps = 0f;
    }

    /// <summary>Lets a constant current flow for a time; exact for any length of it.</summary>
    public void Advance(int milliseconds, float seconds, float amps)
    {
        if (milliseconds != _decayMilliseconds)
        {
            _decayMilliseconds = milliseconds;
            SlowDecay = Decay(_slowBranch, seconds * _inverseSlowTau);
            MiddleDecay = Decay(_middleBranch, seconds * _inverseMiddleTau);
            _fastDecay = Decay(_fastBranch, seconds * _inverseFastTau);
        }
        if (_slowBranch >= 0)
        {
            _slowAmps = Follow(_slowAmps, SlowDecay, amps);
            SlowAdded = Added(_slowAmps, SlowDecay);
        }
        if (_middleBranch >= 0)
        {
            _middleAmps = Follow(_middleAmps, MiddleDecay, amps);
            MiddleAdded = Added(_middleAmps, MiddleDecay);
        }
        if (_fastBranch >= 0)
            _fastAmps = Follow(_fastAmps, _fastDecay, amps);
    }

    /// <summary>The sum of the branches' voltages at the model's place, in volts; sets the sensitivities.</summary>
    public float Evaluate()
    {
        float perRate = _model.SaturationPerRate();
        bool linear = perRate < SmallestCurvature;
        if (!linear)
        {
            _ampsToArgument = perRate / _model.CapacityAmpHours;
            _argumentToAmps = _model.CapacityAmpHours / perRate;
        }
        float sum = 0f;
        if (_slowBranch >= 0)
        {
            float ohms = _model.BranchOhms(_slowBranch);
            sum = ohms * Saturate(_slowAmps, linear);
            SlowSensitivity = linear ? ohms : ohms / _hypotenuse;
        }
        if (_middleBranch >= 0)
        {
            float ohms = _model.BranchOhms(_middleBranch);
            sum += ohms * Saturate(_middleAmps, linear);
            MiddleSensitivity = linear ? ohms : ohms / _hypotenuse;
        }
        if (_fastBranch >= 0)
            sum += _model.BranchOhms(_fastBranch) * Saturate(_fastAmps, linear);
        return sum;
    }

    /// <summary>Adds the filter's corrections to the branches' currents, in amperes.</summary>
    public void Correct(float middleAmps, float slowAmps)
    {
        if (_middleBranch >= 0)
            _middleAmps = FloatMath.Clamp(_middleAmps + middleAmps, -_largestAmps, _largestAmps);
        if (_slowBranch >= 0)
            _slowAmps = FloatMath.Clamp(_slowAmps + slowAmps, -_largestAmps, _largestAmps);
    }

    private float Saturate(float amps, bool linear)
    {
        if (linear)
            return amps;
        float argument = amps * _ampsToArgument;
        _hypotenuse = FloatMath.HypotenuseWithOne(argument);
        return FloatMath.Asinh(argument, _hypotenuse) * _argumentToAmps;
    }

    private float Added(float amps, float decay)
    {
        float sigma = _addedAmps + (AddedFraction * FloatMath.Abs(amps));
        return (1f - (decay * decay)) * sigma * sigma;
    }

    private static float Follow(float amps, float decay, float target)
    {
        float result = (decay * amps) + ((1f - decay) * target);
        // Squares of this appear in variances, so it ends well above the smallest normal number.
        return result < FloatMath.Negligible && result > -FloatMath.Negligible ? 0f : result;
    }

    private static float Decay(int branch, float ratio) => branch < 0 ? 0f : FloatMath.Exp(-ratio);

    private float InverseTau(int branch) => branch < 0 ? 0f : 1f / _model.TauSeconds(branch);
}
