using System;
using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>Writes one panel: heading, legend, grid, limits, series, y axis.</summary>
internal sealed class PanelRenderer(SvgWriter svg, ChartLayout chart, PanelLayout panel, IReadOnlyList<double> kept)
{
    private const double LimitSpacing = 14;

    public void Render(bool last)
    {
        WriteHeader();
        WriteGrid(last);
        if (panel.Panel.Lanes)
        {
            new LanePainter(svg, chart, panel).Paint();
            return;
        }
        WriteLimits();
        // The inner picture clips what lies outside the plot area; one pixel more keeps lines along its edge whole.
        svg.Open("svg", "x", chart.Left, "y", panel.Top - 1, "width", chart.PlotWidth, "height", panel.Height + 2,
            "overflow", "hidden");
        svg.Open("g", "transform", "translate(0 1)");
        var painter = new SeriesPainter(svg, chart, panel, kept);
        for (int index = 0; index < panel.Panel.Series.Count; index++)
            painter.Paint(panel.Panel.Series[index], panel.Tones[index]);
        svg.Close();
        svg.Close();
        WriteYLabels();
    }

    private void WriteHeader()
    {
        double y = panel.HeaderTop + PanelLayout.LegendRow - 7;
        svg.Text("text", panel.Heading, "class", "label", "x", ChartLayout.Margin, "y", y);
        foreach (LegendEntry entry in panel.Legend)
        {
            double x = ChartLayout.Margin + entry.X;
            double baseline = y + entry.Row * PanelLayout.LegendRow;
            WriteSwatch(panel.Panel.Series[entry.SeriesIndex], panel.Tones[entry.SeriesIndex], x, baseline - 4);
            svg.Text("text", entry.Name, "x", x + PanelLayout.LegendSwatch + 6, "y", baseline);
        }
    }

    private void WriteSwatch(Series series, Tone tone, double x, double y)
    {
        string color = Palette.ClassOf(tone);
        double width = PanelLayout.LegendSwatch;
        var path = new PathBuilder();
        switch (series)
        {
            case BandSeries:
                path.Rectangle(x, y - 5, width, 10);
                svg.Empty("path", "class", color + " band", "d", path.ToString());
                break;
            case BarSeries:
                path.Rectangle(x + 4, y - 5, 10, 10);
                svg.Empty("path", "class", color + " bars", "d", path.ToString());
                break;
            case ScatterSeries:
                path.MoveTo(x + width / 2, y);
                svg.Empty("path", "class", color + " dots", "d", path.ToString());
                break;
            default:
                path.MoveTo(x, y);
                path.LineTo(x + width, y);
                svg.Empty("path", "class", $"{color} {series.LineClass}", "d", path.ToString());
                break;
        }
    }

    private void WriteGrid(bool last)
    {
        var grid = new PathBuilder();
        foreach (double value in chart.XTicks.Values)
        {
            grid.MoveTo(chart.Left + chart.ToPlot(value), panel.Top);
            grid.LineTo(chart.Left + chart.ToPlot(value), panel.Bottom);
        }
        if (!panel.Panel.Lanes)
        {
            foreach (double value in panel.YTicks.Values)
            {
                grid.MoveTo(chart.Left, panel.Top + panel.ToPlot(value));
                grid.LineTo(chart.PlotRight, panel.Top + panel.ToPlot(value));
            }
        }
        svg.Empty("path", "class", "grid", "d", grid.ToString());

        var axis = new PathBuilder();
        bool zeroInside = !panel.Panel.Lanes && panel.YLow < 0 && panel.YHigh > 0;
        if (zeroInside)
        {
            axis.MoveTo(chart.Left, panel.Top + panel.ToPlot(0));
            axis.LineTo(chart.PlotRight, panel.Top + panel.ToPlot(0));
        }
        axis.MoveTo(chart.Left, panel.Bottom);
        axis.LineTo(chart.PlotRight, panel.Bottom);
        for (int index = 0; last && index < chart.XTicks.Values.Length; index++)
        {
            axis.MoveTo(chart.Left + chart.ToPlot(chart.XTicks.Values[index]), panel.Bottom);
            axis.LineTo(chart.Left + chart.ToPlot(chart.XTicks.Values[index]), panel.Bottom + 4);
        }
        svg.Empty("path", "class", "axis", "d", axis.ToString());
    }

    private void WriteYLabels()
    {
        for (int index = 0; index < panel.YTicks.Values.Length; index++)
        {
            double y = panel.Top + panel.ToPlot(panel.YTicks.Values[index]) + 4;
            svg.Text("text", panel.YTicks.Labels[index], "class", "quiet end", "x", chart.Left - 8, "y", y);
        }
    }

    /// <summary>Lines where the limits are; names in the right margin, moved apart where they would touch.</summary>
    private void WriteLimits()
    {
        var placed = new List<(double Y, LimitLine Limit, string Text)>();
        foreach (LimitLine limit in panel.Panel.Limits)
        {
            if (!PlotPoint.IsUsable(limit.Value))
                continue;
            string name = PanelLayout.LimitText(limit);
            bool above = limit.Value > panel.YHigh;
            bool outside = above || limit.Value < panel.YLow;
            double y = panel.Top + Math.Clamp(panel.ToPlot(limit.Value), 0, panel.Height);
            placed.Add((y, limit, outside ? (above ? "↑ " : "↓ ") + name : name));
            if (outside)
                continue;
            var line = new PathBuilder();
            line.MoveTo(chart.Left, y);
            line.LineTo(chart.PlotRight, y);
            svg.Empty("path", "class", Palette.ClassOf(limit.Level) + " limit", "d", line.ToString());
        }
        // Highest value first; equal heights keep the order of their values.
        placed.Sort((a, b) => a.Y != b.Y ? a.Y.CompareTo(b.Y) : b.Limit.Value.CompareTo(a.Limit.Value));
        double[] baselines = Spread(placed);
        double room = chart.Width - ChartLayout.Margin - chart.PlotRight - 6;
        for (int index = 0; index < placed.Count; index++)
        {
            svg.Text("text", TextWidth.Fit(placed[index].Text, ChartLayout.FontSize, room),
                "class", Palette.ClassOf(placed[index].Limit.Level) + " named", "x", chart.PlotRight + 6, "y", baselines[index] + 4);
        }
    }

    private double[] Spread(List<(double Y, LimitLine Limit, string Text)> placed)
    {
        var y = new double[placed.Count];
        double next = panel.Top + 2;
        for (int index = 0; index < y.Length; index++)
        {
            y[index] = Math.Max(placed[index].Y, next);
            next = y[index] + LimitSpacing;
        }
        // Those pushed out at the lower edge push the others back up.
        double most = panel.Bottom - 2;
        for (int index = y.Length - 1; index >= 0; index--)
        {
            y[index] = Math.Min(y[index], most);
            most = y[index] - LimitSpacing;
        }
        return y;
    }
}
