using System;
using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>What the x axis shows.</summary>
public enum AxisKind
{
    /// <summary>Seconds, labelled in seconds, minutes, hours or days as fits.</summary>
    Time,

    /// <summary>Any number.</summary>
    Number,
}

/// <summary>How the SVG will be used.</summary>
public enum SvgUse
{
    /// <summary>A file of its own: it carries its style sheet and its background.</summary>
    StandAlone,

    /// <summary>Inside a page that has <see cref="ChartStyle.Sheet"/> already.</summary>
    Inline,
}

/// <summary>A title and stacked panels over one x axis. Equal charts give equal bytes, whatever the locale.</summary>
public sealed class Chart
{
    /// <summary>The narrowest chart: below it labels would not fit.</summary>
    public const int SmallestWidth = 360;

    private readonly int _width = 960;

    /// <param name="title">One line over the chart.</param>
    public Chart(string title) => Title = title;

    public string Title { get; }

    /// <summary>A second, quieter line; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    public AxisKind AxisKind { get; init; } = AxisKind.Time;

    /// <summary>The quantity on the x axis; a time axis adds its unit itself.</summary>
    public string AxisLabel { get; init; } = "Time";

    /// <summary>The unit of a number axis; without meaning on a time axis.</summary>
    public string AxisUnit { get; init; } = "";

    /// <summary>Width in pixels at 100 %, at least <see cref="SmallestWidth"/>.</summary>
    public int Width
    {
        get => _width;
        init => _width = Math.Max(value, SmallestWidth);
    }

    public IList<Panel> Panels { get; } = [];

    public IList<EventMark> Marks { get; } = [];

    /// <summary>Draws the chart.</summary>
    /// <param name="use">Whether it is a file of its own.</param>
    /// <param name="idPrefix">Makes the few ids unique within a page; letters, digits and hyphens.</param>
    public string ToSvg(SvgUse use = SvgUse.StandAlone, string idPrefix = "chart") => new ChartRenderer(this, use, idPrefix).Render();
}
