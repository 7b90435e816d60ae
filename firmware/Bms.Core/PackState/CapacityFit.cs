using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// Total capacity from pairs of a change of SOC and the charge counted meanwhile, both uncertain: approximate weighted total least
/// squares with fading memory (G. Plett, J. Power Sources 196 (2011) 2319). Six recursive sums stand for all pairs. Charges are over
/// the configured capacity and stretched by <see cref="Stretch"/>, so that both errors are of one size and all sums fit a float.
/// </summary>
/// <remarks>
/// The last pair is only proposed: a better one of the same stretch of counting replaces it until <see cref="Commit"/>. The minimum is
/// found by Gauss–Newton steps, one at a time, whose second derivative is a sum of squares: it can be neither zero nor negative.
/// </remarks>
public sealed class CapacityFit
{
    /// <summary>How often <see cref="Iterate"/> has to be called after a proposal.</summary>
    public const int Iterations = 3;

    /// <summary>The lowest and the highest ratio that it can find.</summary>
    public const float LowestRatio = 0.3f;

    /// <inheritdoc cref="LowestRatio"/>
    public const float HighestRatio = 2f;

    /// <summary>
    /// A charge of one capacity counts as this many, for a counter is about so much better than a voltage: both errors become of one size.
    /// </summary>
    internal const float Stretch = 8f;

    private const float LargestSum = 1e12f;

    private readonly float _kept;
    private readonly float _sensorVariance;
    private readonly float _priorVariance;
    private float _xxByY;
    private float _xyByY;
    private float _yyByY;
    private float _xxByX;
    private float _xyByX;
    private float _yyByX;
    private float _typicalVariance;
    private float _newXxByY;
    private float _newXyByY;
    private float _newYyByY;
    private float _newXxByX;
    private float _newXyByX;
    private float _newYyByX;
    private float _newTypicalVariance;
    private float _slope = Stretch;
    private float _variance;

    /// <summary>Makes a fit that knows nothing but the configured capacity.</summary>
    /// <param name="priorSigma">One sigma of that, as a part of it; positive.</param>
    /// <param name="kept">What is kept of all that was known when a pair is added, 0…1.</param>
    /// <param name="sensorSigma">One sigma of the current sensor's gain, which no pair can tell from capacity.</param>
    public CapacityFit(float priorSigma, float kept, float sensorSigma)
    {
        _kept = kept;
        _sensorVariance = sensorSigma * sensorSigma;
        _priorVariance = priorSigma * priorSigma;
        float variance = _priorVariance > 1e-6f ? _priorVariance : 1e-6f;
        float weight = 1f / variance;
        _xxByY = _xxByX = weight;
        _xyByY = _xyByX = weight * Stretch;
        _yyByY = _yyByX = weight * Stretch * Stretch;
        Withdraw();
        _variance = Curvature() * (1f / (Stretch * Stretch));
    }

    /// <summary>Capacity over the configured one.</summary>
    public float Ratio => _slope * (1f / Stretch);

    /// <summary>
    /// One sigma of it: what the pairs say, the sensor's gain, and half of what one pair is uncertain by, for the profile's error of the
    /// OCV repeats itself in each.
    /// </summary>
    public float Sigma => FloatMath.Sqrt(_variance + (0.25f * _newTypicalVariance) + _sensorVariance);

    /// <summary>Puts a pair beside what is committed, in place of the one proposed before.</summary>
    /// <param name="socChange">The magnitude of the change of SOC.</param>
    /// <param name="chargeChange">The magnitude of the charge over the configured capacity.</param>
    /// <param name="socVariance">Variance of the change of SOC; positive.</param>
    /// <param name="chargeVariance">Variance of that charge.</param>
    public void Propose(float socChange, float chargeChange, float socVariance, float chargeVariance)
    {
        // The approximation holds where both errors are of one size: what one has too much the other takes.
        float x = socVariance > 1e-8f ? socVariance : 1e-8f;
        float y = Stretch * Stretch * chargeVariance;
        if (y > 4f * x)
        {
            x += (y - (4f * x)) * (1f / (Stretch * Stretch));
            y = 4f * x;
        }
        else if (y < 0.25f * x)
        {
            y = 0.25f * x;
        }
        float charge = Stretch * chargeChange;
        float byX = 1f / x;
        float byY = 1f / y;
        float kept = _kept;
        float xx = socChange * socChange;
        float xy = socChange * charge;
        float yy = charge * charge;
        _newXxByY = (_xxByY * kept) + (xx * byY);
        _newXyByY = (_xyByY * kept) + (xy * byY);
        _newYyByY = (_yyByY * kept) + (yy * byY);
        _newXxByX = (_xxByX * kept) + (xx * byX);
        _newXyByX = (_xyByX * kept) + (xy * byX);
        _newYyByX = (_yyByX * kept) + (yy * byX);
        float least = xx > 1e-4f ? xx : 1e-4f;
        float own = (socVariance + chargeVariance) / least;
        _newTypicalVariance = _typicalVariance > 0f ? (_typicalVariance * kept) + (own * (1f - kept)) : own;
    }

    /// <summary>Keeps the proposed pair for good.</summary>
    public void Commit()
    {
        _xxByY = _newXxByY;
        _xyByY = _newXyByY;
        _yyByY = _newYyByY;
        _xxByX = _newXxByX;
        _xyByX = _newXyByX;
        _yyByX = _newYyByX;
        _typicalVariance = _newTypicalVariance;
    }

    /// <summary>One step towards the minimum of the weighted squares.</summary>
    public void Iterate()
    {
        float q = _slope;
        float square = (q * q) + 1f;
        // χ² is value/(q² + 1)².
        float value = (((((((_newXxByX * q) - (2f * _newXyByX)) * q) + _newXxByY + _newYyByX) * q) - (2f * _newXyByY)) * q) + _newYyByY;
        float gradient = (((((4f * _newXxByX * q) - (6f * _newXyByX)) * q) + (2f * (_newXxByY + _newYyByX))) * q) - (2f * _newXyByY);
        float half = 0.5f * (gradient - (4f * q * value / square)) / (square * square);
        float variance = Curvature();
        _slope = FloatMath.Clamp(q - (half * variance), LowestRatio * Stretch, HighestRatio * Stretch);
        _variance = Curvature() * (1f / (Stretch * Stretch));
    }

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        _xxByY = archive.Number(_xxByY, 1e-6f, LargestSum);
        _xyByY = archive.Number(_xyByY, 0f, LargestSum);
        _yyByY = archive.Number(_yyByY, 0f, LargestSum);
        _xxByX = archive.Number(_xxByX, 1e-6f, LargestSum);
        _xyByX = archive.Number(_xyByX, 0f, LargestSum);
        _yyByX = archive.Number(_yyByX, 0f, LargestSum);
        _typicalVariance = archive.Number(_typicalVariance, 0f, 1e6f);
        _newXxByY = archive.Number(_newXxByY, 1e-6f, LargestSum);
        _newXyByY = archive.Number(_newXyByY, 0f, LargestSum);
        _newYyByY = archive.Number(_newYyByY, 0f, LargestSum);
        _newXxByX = archive.Number(_newXxByX, 1e-6f, LargestSum);
        _newXyByX = archive.Number(_newXyByX, 0f, LargestSum);
        _newYyByX = archive.Number(_newYyByX, 0f, LargestSum);
        _newTypicalVariance = archive.Number(_newTypicalVariance, 0f, 1e6f);
        _slope = archive.Number(_slope, LowestRatio * Stretch, HighestRatio * Stretch);
        _variance = archive.Number(_variance, 0f, 1e6f);
    }

    private void Withdraw()
    {
        _newXxByY = _xxByY;
        _newXyByY = _xyByY;
        _newYyByY = _yyByY;
        _newXxByX = _xxByX;
        _newXyByX = _xyByX;
        _newYyByX = _yyByX;
        _newTypicalVariance = _typicalVariance;
    }

    /// <summary>The variance of the slope where the pairs lie on it: 2 over the second derivative of χ². The sums of x² are positive.</summary>
    private float Curvature()
    {
        float q = _slope;
        float square = (q * q) + 1f;
        return square * square / (_newXxByY + (q * q * _newXxByX));
    }
}
