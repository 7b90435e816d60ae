using System;
using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>Round positions along an axis, and how to write them.</summary>
/// <param name="Values">The positions, rising, in the unit of the data.</param>
/// <param name="Labels">One text a position.</param>
/// <param name="Unit">The unit of the labels where the axis chose it itself, else empty.</param>
internal sealed record Ticks(double[] Values, string[] Labels, string Unit)
{
    /// <summary>No axis gets more than this, whatever is asked for.</summary>
    public const int Most = 40;

    private static readonly TimeUnit[] TimeUnits =
    [
        new("s", 1, 0, []),
        new("min", 60, 180, [0.5, 1, 2, 5, 10, 15, 30]),
        new("h", 3_600, 3 * 3_600, [0.25, 0.5, 1, 2, 3, 6, 12]),
        new("d", 86_400, 3 * 86_400, [0.25, 0.5, 1, 2, 7, 14, 28]),
    ];

    /// <summary>
    /// Steps of 1, 2 or 5 times a power of ten; about <paramref name="wanted"/> of them, and at least two, since one alone gives no scale.
    /// </summary>
    public static Ticks Numbers(double low, double high, int wanted)
    {
        double step = RoundStep((high - low) / Math.Max(wanted, 1));
        double[] values = AtLeastTwo(low, high, ref step);
        return new Ticks(values, NumberText.OfTicks(values, step), "");
    }

    /// <summary>Steps that suit a clock, in the unit that keeps the labels short.</summary>
    public static Ticks Time(double lowSeconds, double highSeconds, int wanted)
    {
        double span = highSeconds - lowSeconds;
        TimeUnit unit = TimeUnits[0];
        foreach (TimeUnit candidate in TimeUnits)
        {
            if (span >= candidate.FromSpanSeconds)
                unit = candidate;
        }
        double rough = span / unit.Seconds / Math.Max(wanted, 1);
        double step = RoundStep(rough);
        foreach (double friendly in unit.Steps)
        {
            if (friendly >= rough)
            {
                step = friendly;
                break;
            }
        }
        double[] values = AtLeastTwo(lowSeconds / unit.Seconds, highSeconds / unit.Seconds, ref step);
        string[] labels = NumberText.OfTicks(values, step);
        for (int index = 0; index < values.Length; index++)
            values[index] *= unit.Seconds;
        return new Ticks(values, labels, unit.Name);
    }

    /// <summary>The smallest of 1, 2, 5 times a power of ten that is not below the rough step.</summary>
    private static double RoundStep(double rough)
    {
        if (!(rough > 0) || double.IsInfinity(rough))
            return 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double mantissa = rough / power;
        // A hair of tolerance, so that a step of exactly 2 does not become 5 by a rounding error.
        const double Tolerance = 1 + 1e-9;
        double round = mantissa <= Tolerance ? 1 : mantissa <= 2 * Tolerance ? 2 : mantissa <= 5 * Tolerance ? 5 : 10;
        return power > 0 ? round * power : 1;
    }

    private static double[] AtLeastTwo(double low, double high, ref double step)
    {
        double[] values = Multiples(low, high, step);
        // A step of at most 0.4 of the span has two multiples in it for sure.
        if (values.Length < 2)
        {
            step = RoundStep((high - low) / 5);
            values = Multiples(low, high, step);
        }
        return values;
    }

    private static double[] Multiples(double low, double high, double step)
    {
        // The same hair: a range that ends on a multiple shows it.
        double slack = step * 1e-9;
        double first = Math.Ceiling((low - slack) / step);
        double last = Math.Floor((high + slack) / step);
        var values = new List<double>();
        for (double multiple = first; multiple <= last && values.Count < Most; multiple++)
        {
            double value = multiple * step;
            values.Add(value == 0 ? 0 : value);
            if (multiple + 1 == multiple)
                break;
        }
        return values.ToArray();
    }

    private sealed record TimeUnit(string Name, double Seconds, double FromSpanSeconds, double[] Steps);
}
