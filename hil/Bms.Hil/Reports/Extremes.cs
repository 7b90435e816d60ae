using System.Runtime.InteropServices;

namespace Bms.Hil.Reports;

/// <summary>The smallest and the largest sample of a bucket, each with its time.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Extremes
{
    public static readonly Extremes Empty = new() { Low = double.PositiveInfinity, High = double.NegativeInfinity };

    public double Low { get; private set; }

    public double High { get; private set; }

    public double LowSeconds { get; private set; }

    public double HighSeconds { get; private set; }

    public readonly bool IsEmpty => Low > High;

    public void Include(double seconds, double value)
    {
        if (!double.IsFinite(value))
            return;
        if (value < Low)
            (Low, LowSeconds) = (value, seconds);
        if (value > High)
            (High, HighSeconds) = (value, seconds);
    }

    public void Include(in Extremes other)
    {
        if (other.IsEmpty)
            return;
        Include(other.LowSeconds, other.Low);
        Include(other.HighSeconds, other.High);
    }
}
