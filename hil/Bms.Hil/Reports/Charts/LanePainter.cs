using System;

namespace Bms.Hil.Reports.Charts;

/// <summary>Draws step series as lanes, one below the other, each filled while its value is above one half.</summary>
internal sealed class LanePainter(SvgWriter svg, ChartLayout chart, PanelLayout panel)
{
    private const double BarHeight = 10;

    /// <summary>However short, a time in which something was on stays visible.</summary>
    private const double Shortest = 1;

    public void Paint()
    {
        int lane = 0;
        for (int index = 0; index < panel.Panel.Series.Count; index++)
        {
            if (panel.Panel.Series[index] is not StepSeries step)
                continue;
            double middle = panel.Top + (lane + 0.5) * PanelLayout.LaneHeight;
            var rail = new PathBuilder();
            rail.MoveTo(chart.Left, middle);
            rail.LineTo(chart.PlotRight, middle);
            svg.Empty("path", "class", "axis", "d", rail.ToString());
            PathBuilder bars = Bars(step, middle - BarHeight / 2);
            if (!bars.IsEmpty)
                svg.Empty("path", "class", Palette.ClassOf(panel.Tones[index]) + " bars", "d", bars.ToString());
            double room = chart.Width - ChartLayout.Margin - chart.PlotRight - 6;
            svg.Text("text", TextWidth.Fit(step.Name, ChartLayout.FontSize, room), "x", chart.PlotRight + 6, "y", middle + 4);
            lane++;
        }
    }

    private PathBuilder Bars(StepSeries step, double top)
    {
        var path = new PathBuilder();
        double from = double.NaN;
        double until = double.NaN;
        for (int index = 0; index < step.X.Length; index++)
        {
            if (!PlotPoint.IsUsable(step.X[index]) || !(step.Y[index] > 0.5))
                continue;
            double start = chart.ToPlot(step.X[index]);
            double end = index + 1 < step.X.Length ? chart.ToPlot(step.X[index + 1]) : start;
            end = Math.Max(double.IsFinite(end) ? end : start, start + Shortest);
            // What the eye cannot part is one bar, which also bounds their number.
            if (start <= until + Shortest / 2)
            {
                until = Math.Max(until, end);
                continue;
            }
            Write(path, from, until, top);
            (from, until) = (start, end);
        }
        Write(path, from, until, top);
        return path;
    }

    private void Write(PathBuilder path, double from, double until, double top)
    {
        double left = Math.Max(from, 0);
        double right = Math.Min(until, chart.PlotWidth);
        if (right > left || (right == left && until > from))
            path.Rectangle(chart.Left + left, top, Math.Max(right - left, Shortest), BarHeight);
    }
}
