using System;

namespace Bms.Hil.Reports.Charts;

/// <summary>
/// What a panel draws. Values that are not finite, or beyond ±1e300, break a line and are left out of everything else. The arrays are
/// read when the chart is drawn and must not change in between.
/// </summary>
public abstract class Series
{
    private protected Series(string name, Tone tone, double[] x, params double[][] columns)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(x);
        foreach (double[] column in columns)
        {
            ArgumentNullException.ThrowIfNull(column);
            if (column.Length != x.Length)
                throw new ArgumentException($"series '{name}' has {x.Length} x values but {column.Length} y values");
        }
        Name = name;
        Tone = tone;
        X = x;
    }

    /// <summary>The name in the legend; an empty one keeps the series out of it.</summary>
    public string Name { get; }

    public Tone Tone { get; }

    /// <summary>Draws dashed, so that the series stays visible, and leaves visible, what lies under it.</summary>
    public bool Dashed { get; init; }

    /// <summary>Draws broad and pale, so that what follows it closely stays visible on top of it.</summary>
    public bool AsGround { get; init; }

    /// <summary>Draws thin and pale: one of many lines that only together say something.</summary>
    public bool Faint { get; init; }

    /// <summary>The style class of its line.</summary>
    internal string LineClass => Dashed ? "line dashed" : AsGround ? "line ground" : Faint ? "line faint" : "line";

    /// <summary>The x values, in the unit of the chart's axis.</summary>
    internal double[] X { get; }
}

/// <summary>Samples joined by straight lines.</summary>
public sealed class LineSeries(string name, double[] x, double[] y, Tone tone = Tone.Automatic) : Series(name, tone, x, y)
{
    internal double[] Y { get; } = y;
}

/// <summary>Samples that hold until the next one: contactors, modes, set points.</summary>
public sealed class StepSeries(string name, double[] x, double[] y, Tone tone = Tone.Automatic) : Series(name, tone, x, y)
{
    internal double[] Y { get; } = y;
}

/// <summary>The area between a lower and an upper bound, for example two standard deviations around an estimate.</summary>
public sealed class BandSeries(string name, double[] x, double[] lower, double[] upper, Tone tone = Tone.Automatic)
    : Series(name, tone, x, lower, upper)
{
    internal double[] Lower { get; } = lower;

    internal double[] Upper { get; } = upper;
}

/// <summary>Points that are not joined.</summary>
public sealed class ScatterSeries(string name, double[] x, double[] y, Tone tone = Tone.Automatic) : Series(name, tone, x, y)
{
    internal double[] Y { get; } = y;
}

/// <summary>Bars from zero, one between each two edges: a histogram.</summary>
public sealed class BarSeries : Series
{
    /// <param name="name">The name in the legend.</param>
    /// <param name="edges">The edges of the bars, rising; one more than heights.</param>
    /// <param name="heights">The heights of the bars.</param>
    /// <param name="tone">The colour.</param>
    public BarSeries(string name, double[] edges, double[] heights, Tone tone = Tone.Automatic)
        : base(name, tone, edges)
    {
        ArgumentNullException.ThrowIfNull(heights);
        if (edges.Length != heights.Length + 1)
            throw new ArgumentException($"series '{name}' needs {heights.Length + 1} edges for {heights.Length} bars, not {edges.Length}");
        Heights = heights;
    }

    internal double[] Heights { get; }
}
