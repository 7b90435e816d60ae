using Bms.Core.Numerics;

namespace Bms.Core.Conformance;

/// <summary>
/// Some two hundred single-precision operations with known results. A processor or a build that rounds otherwise (fast-math, a
/// wrong emulation, flushed numbers) is named by the first case that differs, before any longer run is worth its time.
/// </summary>
public static class ArithmeticVector
{
    /// <summary>The number of cases.</summary>
    public const int Count = 200;

    private const int Operations = 8;
    private const int Seed = 20261122;
    private const int MantissaRange = 1 << 15;

    /// <summary>The result of one case, as the bits of a float or as an int; see <see cref="Operation"/>.</summary>
    public static int Result(int index)
    {
        StimulusNumbers numbers = new StimulusNumbers(Seed + index);
        float left = Operand(numbers);
        float right = Operand(numbers);
        switch (Operation(index))
        {
            case 0: return FloatBits.Of(left + right);
            case 1: return FloatBits.Of(left - right);
            case 2: return FloatBits.Of(left * right);
            case 3: return FloatBits.Of(left / right);
            case 4: return left < right ? 1 : 0;
            case 5: return FloatBits.Of(Whole(numbers));
            case 6: return (int)FloatMath.Clamp(left * right, -2e9f, 2e9f);
            default: return FloatBits.Of(IntegerMath.ToFloat(Long(numbers)));
        }
    }

    /// <summary>
    /// What a case does: 0 adds, 1 subtracts, 2 multiplies, 3 divides, 4 compares, 5 int to float, 6 float to int, 7 long to float.
    /// </summary>
    public static int Operation(int index) => index % Operations;

    /// <summary>The first case whose result is not the expected one, or −1.</summary>
    public static int FirstDifference()
    {
        for (int index = 0; index < Count; index++)
        {
            if (Result(index) != ArithmeticResults.Expected(index))
                return index;
        }
        return -1;
    }

    /// <summary>Never 0: sixteen random mantissa bits twice, scaled by a power of two between 2⁻²⁴ and 2²⁴.</summary>
    internal static float Operand(StimulusNumbers numbers)
    {
        float mantissa = ((numbers.Next() + 1) * 257) + numbers.Below(256);
        int power = numbers.Around(24);
        float factor = power < 0 ? 0.5f : 2f;
        for (int step = power < 0 ? -power : power; step > 0; step--)
            mantissa *= factor;
        return numbers.Below(2) == 0 ? mantissa : -mantissa;
    }

    internal static int Whole(StimulusNumbers numbers) => (numbers.Around(MantissaRange - 1) << 16) | numbers.Next();

    internal static long Long(StimulusNumbers numbers) => ((long)Whole(numbers) << 22) | (long)numbers.Next();
}
