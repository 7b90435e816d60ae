using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Bms.Hil.Reports.Charts;

/// <summary>Writes a chart as SVG: frame, title, events, panels, x axis.</summary>
internal sealed class ChartRenderer(Chart chart, SvgUse use, string idPrefix)
{
    private readonly ChartLayout _layout = new(chart);

    public string Render()
    {
        using var svg = new SvgWriter();
        svg.Open("svg", "class", "bms-chart", "viewBox", $"0 0 {Whole(_layout.Width)} {Whole(_layout.Height)}",
            "width", _layout.Width, "height", _layout.Height, "role", "img",
            "aria-labelledby", $"{idPrefix}-title {idPrefix}-desc");
        svg.Text("title", chart.Title, "id", idPrefix + "-title");
        svg.Text("desc", Describe(), "id", idPrefix + "-desc");
        if (use == SvgUse.StandAlone)
            svg.Text("style", ChartStyle.StandAloneSheet);
        svg.Empty("rect", "class", "back", "width", _layout.Width, "height", _layout.Height);
        WriteTitle(svg);
        List<double> kept = KeptPositions();
        for (int index = 0; index < _layout.Panels.Count; index++)
        {
            bool last = index == _layout.Panels.Count - 1;
            new PanelRenderer(svg, _layout, _layout.Panels[index], kept).Render(last);
        }
        WriteEvents(svg);
        WriteAxisLabels(svg);
        svg.Close();
        return svg.Finish() + "\n";
    }

    private static string Whole(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private void WriteTitle(SvgWriter svg)
    {
        double y = ChartLayout.Margin + ChartLayout.TitleSize - 2;
        double room = _layout.Width - 2 * ChartLayout.Margin;
        svg.Text("text", TextWidth.Fit(chart.Title, ChartLayout.TitleSize * TextWidth.Bold, room),
            "class", "title", "x", ChartLayout.Margin, "y", y);
        if (chart.Subtitle.Length > 0)
        {
            svg.Text("text", TextWidth.Fit(chart.Subtitle, ChartLayout.FontSize, room),
                "class", "quiet", "x", ChartLayout.Margin, "y", y + ChartLayout.FontSize + 6);
        }
    }

    /// <summary>Around the most serious events the lines keep every sample.</summary>
    private List<double> KeptPositions()
    {
        var marks = new List<EventMark>(chart.Marks);
        marks.Sort((a, b) => a.Level != b.Level ? b.Level.CompareTo(a.Level) : a.X.CompareTo(b.X));
        var positions = new List<double>();
        foreach (EventMark mark in marks)
        {
            if (PlotPoint.IsUsable(mark.X) && positions.Count < Decimation.MostKept)
                positions.Add(mark.X);
        }
        return positions;
    }

    private void WriteEvents(SvgWriter svg)
    {
        if (_layout.Strip.Marks.Count == 0 || _layout.Panels.Count == 0)
            return;
        double bottom = _layout.StripTop + _layout.Strip.Height;
        foreach (PlacedMark mark in _layout.Strip.Marks)
            WriteEvent(svg, mark, bottom);
        if (_layout.Strip.Unnamed > 0)
        {
            string count = "+" + _layout.Strip.Unnamed.ToString(CultureInfo.InvariantCulture);
            svg.Open("text", "class", "quiet end", "x", _layout.Left - 8, "y", bottom - 8);
            svg.Text("title", count[1..] + " more events, drawn without their names");
            svg.Text("tspan", count);
            svg.Close();
        }
    }

    private void WriteEvent(SvgWriter svg, PlacedMark mark, double bottom)
    {
        double x = _layout.Left + mark.PlotX;
        double flag = _layout.Left + mark.FlagX;
        double y = bottom - 4 - (Math.Max(mark.Lane, 0) + 0.5) * MarkStrip.LaneHeight;
        svg.Open("g", "class", Palette.ClassOf(mark.Level));
        var lines = new PathBuilder();
        if (mark.Lane >= 0)
        {
            lines.MoveTo(flag, y + 5);
            lines.LineTo(flag, bottom);
        }
        foreach (PanelLayout panel in _layout.Panels)
        {
            lines.MoveTo(x, panel.Top);
            lines.LineTo(x, panel.Bottom);
        }
        svg.Empty("path", "class", "event", "d", lines.ToString());
        if (mark.Lane >= 0)
        {
            svg.Empty("path", "class", "mark", "d", Symbol(mark.Level, flag, y));
            svg.Text("text", mark.Text, "class", mark.ToLeft ? "named end" : "named", "x", flag + (mark.ToLeft ? -8 : 8), "y", y + 4);
        }
        svg.Close();
    }

    /// <summary>The level also has a shape, for those who cannot tell the colours: circle, triangle, diamond, square.</summary>
    private static string Symbol(MarkLevel level, double x, double y)
    {
        (double X, double Y)[] corners = level switch
        {
            MarkLevel.Trip => [(-4, -4), (4, -4), (4, 4), (-4, 4)],
            MarkLevel.Derate => [(0, -5), (5, 0), (0, 5), (-5, 0)],
            MarkLevel.Warning => [(0, -5), (5, 4), (-5, 4)],
            _ => [(-4, -2), (-2, -4), (2, -4), (4, -2), (4, 2), (2, 4), (-2, 4), (-4, 2)],
        };
        var path = new PathBuilder();
        path.MoveTo(x + corners[0].X, y + corners[0].Y);
        for (int index = 1; index < corners.Length; index++)
            path.LineTo(x + corners[index].X, y + corners[index].Y);
        path.Close();
        return path.ToString();
    }

    private void WriteAxisLabels(SvgWriter svg)
    {
        if (_layout.Panels.Count == 0)
            return;
        double y = _layout.Panels[^1].Bottom + 16;
        for (int index = 0; index < _layout.XTicks.Values.Length; index++)
        {
            double x = _layout.Left + _layout.ToPlot(_layout.XTicks.Values[index]);
            svg.Text("text", _layout.XTicks.Labels[index], "class", "quiet middle", "x", x, "y", y);
        }
        string unit = chart.AxisKind == AxisKind.Time ? _layout.XTicks.Unit : chart.AxisUnit;
        string label = unit.Length > 0 ? $"{chart.AxisLabel} / {unit}" : chart.AxisLabel;
        svg.Text("text", label, "class", "label end", "x", _layout.PlotRight, "y", y + 17);
    }

    /// <summary>What a reader who does not see the picture is told.</summary>
    private string Describe()
    {
        var text = new StringBuilder();
        if (chart.Subtitle.Length > 0)
            text.Append(chart.Subtitle).Append(". ");
        string span = chart.AxisKind == AxisKind.Time
            ? NumberText.Duration(_layout.XHigh - _layout.XLow)
            : $"{NumberText.Compact(_layout.XLow)} to {NumberText.Compact(_layout.XHigh)} {chart.AxisUnit}".TrimEnd();
        text.Append(chart.AxisLabel).Append(" axis: ").Append(span).Append('.');
        foreach (PanelLayout layout in _layout.Panels)
        {
            var names = new List<string>();
            foreach (Series series in layout.Panel.Series)
            {
                if (series.Name.Length > 0)
                    names.Add(series.Name);
            }
            string content = names.Count > 0 ? string.Join(", ", names) : "one series";
            text.Append(' ').Append(layout.Heading).Append(": ").Append(content).Append('.');
        }
        if (chart.Marks.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $" Events: {chart.Marks.Count}.");
        return text.ToString();
    }
}
