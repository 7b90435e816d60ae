namespace Bms.Core.Numerics;

/// <summary>
/// The few transcendental functions that the core needs, from plain single-precision arithmetic, so that every board and the PC
/// compute the same bits. Arguments must be numbers (no NaN); every result is one.
/// </summary>
public static class FloatMath
{
    /// <summary>A decaying state smaller than this becomes 0, so that no subnormal number ever appears.</summary>
    public const float Negligible = 1e-20f;

    private const float ExpLowest = -46f;
    private const float ExpHighest = 46f;
    private const float Log2OfE = 1.44269504f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float Ln2 = 0.693147181f;

    /// <summary>Magnitude of a number.</summary>
    public static float Abs(float value) => value < 0f ? -value : value;

    /// <summary>The value, held within two bounds.</summary>
    public static float Clamp(float value, float lowest, float highest)
    {
        if (value < lowest)
            return lowest;
        return value > highest ? highest : value;
    }

    /// <summary>
    /// Square root by three Newton steps after scaling by powers of four into 1…4; relative error below 2e-7. 0 for 0 and below.
    /// </summary>
    public static float Sqrt(float value)
    {
        if (value <= 0f)
            return 0f;
        float mantissa = value;
        float scale = 1f;
        while (mantissa >= 256f)
        {
            mantissa *= 1f / 256f;
            scale *= 16f;
        }
        while (mantissa < 1f / 256f)
        {
            mantissa *= 256f;
            scale *= 1f / 16f;
        }
        while (mantissa >= 4f)
        {
            mantissa *= 0.25f;
            scale *= 2f;
        }
        while (mantissa < 1f)
        {
            mantissa *= 4f;
            scale *= 0.5f;
        }
        float root = 0.6903f + (0.3333f * mantissa);
        root = 0.5f * (root + (mantissa / root));
        root = 0.5f * (root + (mantissa / root));
        root = 0.5f * (root + (mantissa / root));
        return root * scale;
    }

    /// <summary>
    /// e to the power of the argument; relative error below 4e-7 for −46…46. Below that range 0, above it the value at 46.
    /// Cody–Waite reduction by ln 2 and a Taylor polynomial of degree 7.
    /// </summary>
    public static float Exp(float exponent)
    {
        if (exponent < ExpLowest)
            return 0f;
        float clamped = exponent > ExpHighest ? ExpHighest : exponent;
        float scaled = clamped * Log2OfE;
        int power = (int)(scaled < 0f ? scaled - 0.5f : scaled + 0.5f);
        if (power == 0)
            return ExpNearZero(clamped);
        float wholePower = power;
        float reduced = (clamped - (wholePower * Ln2High)) - (wholePower * Ln2Low);
        return ExpNearZero(reduced) * PowerOfTwo(power);
    }

    /// <summary>
    /// Natural logarithm of a positive number; relative error below 1e-6 (absolute 1e-7 near 1). 0 for 0 and below, which no caller passes.
    /// </summary>
    public static float Log(float value)
    {
        if (value <= 0f)
            return 0f;
        float mantissa = value;
        float result = 0f;
        while (mantissa >= 16f)
        {
            mantissa *= 1f / 16f;
            result += 4f * Ln2;
        }
        while (mantissa < 1f / 16f)
        {
            mantissa *= 16f;
            result -= 4f * Ln2;
        }
        while (mantissa >= 1.41421356f)
        {
            mantissa *= 0.5f;
            result += Ln2;
        }
        while (mantissa < 0.707106781f)
        {
            mantissa *= 2f;
            result -= Ln2;
        }
        float ratio = (mantissa - 1f) / (mantissa + 1f);
        float square = ratio * ratio;
        float series = (1f / 3f) + (square * (0.2f + (square * ((1f / 7f) + (square * (1f / 9f))))));
        return result + (2f * ratio * (1f + (square * series)));
    }

    /// <summary>
    /// √(1 + x²) for any x: the hypotenuse over a leg of 1. Two Newton steps from a parabola; relative error below 3e-7.
    /// </summary>
    public static float HypotenuseWithOne(float leg)
    {
        float magnitude = leg < 0f ? -leg : leg;
        if (magnitude > 1e9f)
            return magnitude;
        float largest = magnitude > 1f ? magnitude : 1f;
        float smallest = magnitude > 1f ? 1f : magnitude;
        float ratio = smallest / largest;
        float square = ratio * ratio;
        float sum = 1f + square;
        float root = 1f + (square * (0.5f - (0.0858f * square)));
        root = 0.5f * (root + (sum / root));
        root = 0.5f * (root + (sum / root));
        return root * largest;
    }

    /// <summary>
    /// Inverse hyperbolic sine, given the argument's <see cref="HypotenuseWithOne"/> (its derivative is the reciprocal of that);
    /// relative error below 2e-6.
    /// </summary>
    public static float Asinh(float value, float hypotenuse)
    {
        float magnitude = value < 0f ? -value : value;
        if (magnitude < 0.25f)
        {
            float square = value * value;
            return value * (1f - (square * ((1f / 6f) - (square * (0.075f - (square * ((15f / 336f) - (square * (105f / 3456f)))))))));
        }
        float result = Log(magnitude + hypotenuse);
        return value < 0f ? -result : result;
    }

    /// <summary>
    /// 1 − e⁻ᶻ for z of at least 0: how far a first-order lag goes towards its input in z time constants. Relative error below 2e-6
    /// also for small z, where 1 − <see cref="Exp"/> would lose everything; absolute error below 2e-6 elsewhere. 1 from 16 on.
    /// </summary>
    public static float Approach(float ratio)
    {
        if (ratio < 0.25f)
        {
            float high = 1f - (ratio * 0.25f * (1f - (ratio * 0.2f)));
            return ratio * (1f - (ratio * 0.5f * (1f - (ratio * (1f / 3f) * high))));
        }
        if (ratio >= 16f)
            return 1f;
        float part = ratio * 0.0625f;
        float growth = 1f + (part * (1f + (part * 0.5f * (1f + (part * (1f / 3f) * (1f + (part * 0.25f * (1f + (part * 0.2f)))))))));
        float left = 1f / growth;
        left *= left;
        left *= left;
        left *= left;
        return 1f - (left * left);
    }

    private static float ExpNearZero(float reduced)
    {
        float high = 1f + (reduced * (1f / 5f) * (1f + (reduced * (1f / 6f) * (1f + (reduced * (1f / 7f))))));
        return 1f + (reduced * (1f + (reduced * 0.5f * (1f + (reduced * (1f / 3f) * (1f + (reduced * 0.25f * high)))))));
    }

    private static float PowerOfTwo(int power)
    {
        int remaining = power < 0 ? -power : power;
        float factor = power < 0 ? 0.5f : 2f;
        float result = 1f;
        while (remaining > 0)
        {
            if ((remaining & 1) != 0)
                result *= factor;
            factor *= factor;
            remaining >>= 1;
        }
        return result;
    }
}
