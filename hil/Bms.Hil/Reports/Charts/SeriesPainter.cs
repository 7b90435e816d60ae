using System;
using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>Draws the data of one panel, in pixels from the upper left corner of its plot area.</summary>
internal sealed class SeriesPainter(SvgWriter svg, ChartLayout chart, PanelLayout panel, IReadOnlyList<double> kept)
{
    // Two points each two pixels: as many as there are pixels.
    private const double BucketPixels = 2;
    private const double DotCell = 1;

    private int Buckets => (int)(chart.PlotWidth / BucketPixels);

    public void Paint(Series series, Tone tone)
    {
        (string shape, PathBuilder path) = series switch
        {
            BandSeries band => ("band", Band(band)),
            BarSeries bars => ("bars", Bars(bars)),
            ScatterSeries scatter => ("dots", Dots(scatter)),
            StepSeries step => (step.LineClass, Line(step.X, step.Y, holds: true)),
            LineSeries line => (line.LineClass, Line(line.X, line.Y, holds: false)),
            _ => throw new InvalidOperationException($"no way to draw a {series.GetType().Name}"),
        };
        if (!path.IsEmpty)
            svg.Empty("path", "class", $"{Palette.ClassOf(tone)} {shape}", "d", path.ToString());
    }

    private PathBuilder Line(double[] x, double[] y, bool holds)
    {
        var path = new PathBuilder();
        bool pen = false;
        double previous = 0;
        List<PlotPoint> points = Decimation.MinimumMaximum(x, y, chart.XLow, chart.XHigh, Buckets, kept);
        foreach (PlotPoint point in points)
        {
            if (point.IsBreak)
            {
                pen = false;
                continue;
            }
            double plotX = chart.ToPlot(point.X);
            double plotY = panel.ToPlot(point.Y);
            if (!pen)
            {
                path.MoveTo(plotX, plotY);
            }
            else
            {
                if (holds)
                    path.LineTo(plotX, previous);
                path.LineTo(plotX, plotY);
            }
            previous = plotY;
            pen = true;
        }
        return path;
    }

    private PathBuilder Band(BandSeries band)
    {
        var path = new PathBuilder();
        List<BandPoint> points = Decimation.Envelope(band.X, band.Lower, band.Upper, chart.XLow, chart.XHigh, Buckets);
        int start = 0;
        for (int index = 0; index <= points.Count; index++)
        {
            if (index < points.Count && !points[index].IsBreak)
                continue;
            Area(path, points, start, index);
            start = index + 1;
        }
        return path;
    }

    /// <summary>Along the upper bound and back along the lower one.</summary>
    private void Area(PathBuilder path, List<BandPoint> points, int start, int end)
    {
        if (end <= start)
            return;
        path.MoveTo(chart.ToPlot(points[start].X), panel.ToPlot(points[start].Upper));
        for (int index = start + 1; index < end; index++)
            path.LineTo(chart.ToPlot(points[index].X), panel.ToPlot(points[index].Upper));
        for (int index = end - 1; index >= start; index--)
            path.LineTo(chart.ToPlot(points[index].X), panel.ToPlot(points[index].Lower));
        path.Close();
    }

    /// <summary>One dot a pixel is all that can be seen, whatever the number of points.</summary>
    private PathBuilder Dots(ScatterSeries scatter)
    {
        var path = new PathBuilder();
        var seen = new HashSet<(int, int)>();
        for (int index = 0; index < scatter.X.Length; index++)
        {
            if (!PlotPoint.IsUsable(scatter.X[index]) || !PlotPoint.IsUsable(scatter.Y[index]))
                continue;
            double x = chart.ToPlot(scatter.X[index]);
            double y = panel.ToPlot(scatter.Y[index]);
            bool inside = x >= 0 && x <= chart.PlotWidth && y >= 0 && y <= panel.Height;
            if (inside && seen.Add(((int)(x / DotCell), (int)(y / DotCell))))
                path.MoveTo(x, y);
        }
        return path;
    }

    private PathBuilder Bars(BarSeries bars)
    {
        var path = new PathBuilder();
        double zero = panel.ToPlot(0);
        for (int index = 0; index < bars.Heights.Length; index++)
        {
            double left = chart.ToPlot(bars.X[index]);
            double right = chart.ToPlot(bars.X[index + 1]);
            if (!PlotPoint.IsUsable(bars.Heights[index]) || !double.IsFinite(left) || !(right > left))
                continue;
            // A hair of background between bars that are wide enough for it.
            double gap = right - left > 4 ? 1 : 0;
            double top = panel.ToPlot(bars.Heights[index]);
            if (top != zero)
                path.Rectangle(left + gap / 2, Math.Min(top, zero), right - left - gap, Math.Abs(zero - top));
        }
        return path;
    }
}
