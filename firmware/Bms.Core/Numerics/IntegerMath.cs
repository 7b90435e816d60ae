namespace Bms.Core.Numerics;

/// <summary>Integer helpers that saturate instead of wrapping.</summary>
public static class IntegerMath
{
    /// <summary>The largest magnitude that a <c>long</c> may have when it is cast to <c>float</c>: 2⁵³.</summary>
    public const long LargestForFloat = 1L << 53;

    /// <summary>Magnitude, with the most negative number giving the largest positive one.</summary>
    public static int Abs(int value)
    {
        if (value >= 0)
            return value;
        return value == int.MinValue ? int.MaxValue : -value;
    }

    /// <summary>The value, held within two bounds.</summary>
    public static long Clamp(long value, long lowest, long highest)
    {
        if (value < lowest)
            return lowest;
        return value > highest ? highest : value;
    }

    /// <summary>Sum of two numbers that are not negative, held at the largest int.</summary>
    public static int AddSaturating(int left, int right)
    {
        int sum = unchecked(left + right);
        return sum < left ? int.MaxValue : sum;
    }

    /// <summary>A long as a float, clamped first to ±2⁵³ so that every build rounds it alike.</summary>
    public static float ToFloat(long value) => Clamp(value, -LargestForFloat, LargestForFloat);
}
