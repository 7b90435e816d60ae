using System;
using System.Numerics;

namespace Bms.Hil.Plant;

/// <summary>
/// Exponential and inverse hyperbolic sine from plain IEEE additions, multiplications, divisions and square roots. The functions of
/// <see cref="Math"/> come from the platform's C library and may differ in the last bit between machines; a simulated recording
/// must not, so the plant brings its own. Relative error of both: below 1e-15.
/// </summary>
internal static class PlantMath
{
    private const double LogTwoHigh = 6.93147180369123816490e-01;
    private const double LogTwoLow = 1.90821492927058770002e-10;
    private const double OneOverLogTwo = 1.44269504088896338700;
    private const double SquareRootOfTwo = 1.41421356237309504880;
    /// <summary>ln(1 + z) takes its series at once for z below this, and only above it after a power of two is split off.</summary>
    private const double SmallestReduced = 0.4;

    private const long MantissaMask = 0x000F_FFFF_FFFF_FFFF;
    private const long ExponentOfOne = 0x3FF0_0000_0000_0000;

    /// <summary>1/k! from k = 13 down to 0: the Taylor series of the exponential, enough for |r| ≤ ln 2 / 2.</summary>
    private static readonly double[] InverseFactorials = MakeInverseFactorials(13);

    /// <summary>e to the power of <paramref name="x"/>, for finite x ≤ 700; 0 below −700.</summary>
    public static double Exp(double x)
    {
        if (x == 0.0)
            return 1.0;
        if (Math.Abs(x) < 2e-3)
            return 1.0 + (x * (1.0 + (x / 2.0 * (1.0 + (x * (1.0 / 3.0) * (1.0 + (x / 4.0 * (1.0 + (x * 0.2)))))))));
        if (x < -700.0)
            return 0.0;
        if (!(x <= 700.0))
            throw new ArgumentOutOfRangeException(nameof(x), "the exponential of more than 700 is not needed here");
        double n = Math.Floor((x * OneOverLogTwo) + 0.5);
        double r = x - (n * LogTwoHigh) - (n * LogTwoLow);
        double sum = InverseFactorials[0];
        for (int k = 1; k < InverseFactorials.Length; k++)
            sum = (sum * r) + InverseFactorials[k];
        return sum * BitConverter.Int64BitsToDouble(((long)n + 1023) << 52);
    }

    /// <summary>(1 − e^−z)/z for z ≥ 0, which tends to 1 as z tends to 0: the mean of a decaying exponential over its interval.</summary>
    public static double MeanDecay(double z)
    {
        if (z < 1e-3)
            return 1.0 - (z / 2.0 * (1.0 - (z / 3.0 * (1.0 - (z / 4.0 * (1.0 - (z / 5.0)))))));
        return (1.0 - Exp(-z)) / z;
    }

    /// <summary>Inverse hyperbolic sine of any finite <paramref name="y"/> with |y| ≤ 1e150.</summary>
    public static double Asinh(double y)
    {
        double a = Math.Abs(y);
        double beyondOne = a + (a * a / (1.0 + Math.Sqrt(1.0 + (a * a))));
        double result = beyondOne < SmallestReduced ? TwiceAtanh(beyondOne / (2.0 + beyondOne)) : Log(1.0 + beyondOne);
        return y < 0.0 ? -result : result;
    }

    /// <summary>
    /// The same for several values at once. Every lane takes the same operations in the same order whatever the width of the
    /// machine's vectors, so that the width does not show in the result.
    /// </summary>
    public static Vector<double> Asinh(Vector<double> y)
    {
        Vector<double> a = Vector.Abs(y);
        Vector<double> square = a * a;
        Vector<double> beyondOne = a + (square / (Vector<double>.One + Vector.SquareRoot(Vector<double>.One + square)));
        Vector<long> small = Vector.LessThan(beyondOne, new Vector<double>(SmallestReduced));
        Vector<double> x = Vector<double>.One + beyondOne;
        Vector<long> bits = Vector.AsVectorInt64(x);
        Vector<double> mantissa = Vector.AsVectorDouble((bits & new Vector<long>(MantissaMask)) | new Vector<long>(ExponentOfOne));
        Vector<double> exponent = Vector.ConvertToDouble(Vector.ShiftRightLogical(bits, 52) - new Vector<long>(1023));
        Vector<long> high = Vector.GreaterThan(mantissa, new Vector<double>(SquareRootOfTwo));
        mantissa = Vector.ConditionalSelect(high, mantissa * 0.5, mantissa);
        exponent = Vector.ConditionalSelect(high, exponent + Vector<double>.One, exponent);
        exponent = Vector.ConditionalSelect(small, Vector<double>.Zero, exponent);
        Vector<double> top = Vector.ConditionalSelect(small, beyondOne, mantissa - Vector<double>.One);
        Vector<double> bottom = Vector.ConditionalSelect(small, beyondOne + new Vector<double>(2.0), mantissa + Vector<double>.One);
        Vector<double> result = (exponent * LogTwoHigh) + (TwiceAtanh(top / bottom) + (exponent * LogTwoLow));
        return Vector.ConditionalSelect(Vector.LessThan(y, Vector<double>.Zero), -result, result);
    }

    private static double Log(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        long exponent = (bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ExponentOfOne);
        if (mantissa > SquareRootOfTwo)
        {
            mantissa *= 0.5;
            exponent++;
        }
        return (exponent * LogTwoHigh) + (TwiceAtanh((mantissa - 1.0) / (mantissa + 1.0)) + (exponent * LogTwoLow));
    }

    /// <summary>2·atanh(s) = ln((1+s)/(1−s)) for |s| ≤ 0.172: odd series up to s^19, whose remainder is below 1e-17.</summary>
    private static double TwiceAtanh(double s)
    {
        double q = s * s;
        double low = (1.0 / 3.0) + (q * ((1.0 / 5.0) + (q * ((1.0 / 7.0) + (q * ((1.0 / 9.0) + (q * (1.0 / 11.0))))))));
        double q5 = q * q * q * q * q;
        double high = (1.0 / 13.0) + (q * ((1.0 / 15.0) + (q * ((1.0 / 17.0) + (q * (1.0 / 19.0))))));
        return 2.0 * (s + (s * q * (low + (q5 * high))));
    }

    private static Vector<double> TwiceAtanh(Vector<double> s)
    {
        Vector<double> q = s * s;
        Vector<double> low = (q * (1.0 / 11.0)) + new Vector<double>(1.0 / 9.0);
        low = (q * low) + new Vector<double>(1.0 / 7.0);
        low = (q * low) + new Vector<double>(1.0 / 5.0);
        low = (q * low) + new Vector<double>(1.0 / 3.0);
        Vector<double> high = (q * (1.0 / 19.0)) + new Vector<double>(1.0 / 17.0);
        high = (q * high) + new Vector<double>(1.0 / 15.0);
        high = (q * high) + new Vector<double>(1.0 / 13.0);
        Vector<double> q5 = q * q * q * q * q;
        return (s + (s * q * (low + (q5 * high)))) * 2.0;
    }

    private static double[] MakeInverseFactorials(int highest)
    {
        var coefficients = new double[highest + 1];
        double factorial = 1.0;
        for (int k = 0; k <= highest; k++)
        {
            factorial *= k == 0 ? 1.0 : k;
            coefficients[highest - k] = 1.0 / factorial;
        }
        return coefficients;
    }
}
