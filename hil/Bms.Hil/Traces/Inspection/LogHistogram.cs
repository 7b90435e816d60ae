using System;

namespace Bms.Hil.Traces.Inspection;

/// <summary>
/// Counts positive numbers in bins that grow with them, 64 to an octave, so that the median of any number of them is known
/// within 1.6 % in a fixed 70 KB; where all members of the middle bin are equal, as with regular sampling, it is exact up to
/// rounding.
/// </summary>
internal sealed class LogHistogram
{
    private const int BitsPerOctave = 6;
    private const int LowestExponent = -30;
    private const int HighestExponent = 40;
    private const int ExponentBias = 1023;
    private const int MantissaBits = 52;
    private const int FirstIndex = (LowestExponent + ExponentBias) << BitsPerOctave;
    private const int BinCount = (HighestExponent - LowestExponent) << BitsPerOctave;

    private readonly long[] _counts = new long[BinCount];
    private readonly double[] _sums = new double[BinCount];

    /// <summary>How many numbers were added.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a number above 0; what lies outside 2⁻³⁰ … 2⁴⁰ counts in the outermost bin.</summary>
    public void Add(double value)
    {
        // The upper bits of a positive double are its logarithm in steps of an octave, then a straight line within the octave.
        long index = (BitConverter.DoubleToInt64Bits(value) >> (MantissaBits - BitsPerOctave)) - FirstIndex;
        int bin = (int)Math.Clamp(index, 0, BinCount - 1);
        _counts[bin]++;
        _sums[bin] += value;
        Count++;
    }

    /// <summary>The mean of the bin that holds the median, or NaN if nothing was added.</summary>
    public double Median()
    {
        long before = 0;
        for (int bin = 0; bin < BinCount; bin++)
        {
            before += _counts[bin];
            if (2 * before >= Count && _counts[bin] > 0)
                return _sums[bin] / _counts[bin];
        }

        return double.NaN;
    }
}
