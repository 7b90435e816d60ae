using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>One of the stacked plots of a chart: a quantity on its own y axis.</summary>
/// <param name="label">The quantity, for example <c>Voltage</c>.</param>
/// <param name="unit">Its unit, for example <c>V</c>; empty for a pure number.</param>
public sealed class Panel(string label, string unit = "")
{
    public string Label { get; } = label;

    public string Unit { get; } = unit;

    /// <summary>Height of the plot area in pixels, 24 at least; without meaning where <see cref="Lanes"/> is set.</summary>
    public int Height { get; init; } = 120;

    /// <summary>Drawn in this order, the last one on top.</summary>
    public IList<Series> Series { get; } = [];

    public IList<LimitLine> Limits { get; } = [];

    /// <summary>The lower end of the y axis; NaN lets the data choose.</summary>
    public double Minimum { get; init; } = double.NaN;

    /// <summary>The upper end of the y axis; NaN lets the data choose.</summary>
    public double Maximum { get; init; } = double.NaN;

    /// <summary>The y axis covers at least this much, so that noise around a constant is not blown up.</summary>
    public double MinimumSpan { get; init; }

    /// <summary>The y axis includes zero.</summary>
    public bool IncludeZero { get; init; }

    /// <summary>
    /// Draws every <see cref="StepSeries"/> as a lane of its own, filled while its value is above one half: contactors, balancing.
    /// Other series are not drawn then.
    /// </summary>
    public bool Lanes { get; init; }

    /// <summary>Names for y = 0, 1, 2 …, in place of numbers at the y axis: modes.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}
