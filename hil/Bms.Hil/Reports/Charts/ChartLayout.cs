using System;
using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>Where everything of a chart goes. Panels share the left and right edges, so that their x axes line up.</summary>
internal sealed class ChartLayout
{
    public const double FontSize = 12;
    public const double TitleSize = 15;
    public const double Margin = 14;
    private const double WidestRight = 190;
    private const double PanelGap = 12;
    private const double AxisHeight = 40;

    public ChartLayout(Chart chart)
    {
        Width = chart.Width;
        var range = new ValueRange();
        foreach (Panel panel in chart.Panels)
        {
            foreach (Series series in panel.Series)
                range.Include(series.X);
        }
        if (range.IsEmpty)
        {
            foreach (EventMark mark in chart.Marks)
                range.Include(mark.X);
        }
        (XLow, XHigh) = range.Drawable(0, 0);

        foreach (Panel panel in chart.Panels)
            Panels.Add(new PanelLayout(panel));
        double left = 36;
        double right = 12;
        foreach (PanelLayout panel in Panels)
        {
            left = Math.Max(left, panel.LeftWidth);
            right = Math.Max(right, panel.RightWidth);
        }
        Left = Margin + left;
        PlotWidth = Width - Left - Margin - Math.Min(right, Math.Min(WidestRight, Width / 4.0));

        int wanted = (int)(PlotWidth / 70);
        XTicks = chart.AxisKind == AxisKind.Time ? Ticks.Time(XLow, XHigh, wanted) : Ticks.Numbers(XLow, XHigh, wanted);
        Strip = new MarkStrip(chart.Marks, this);
        PlaceVertically(chart);
    }

    public double Width { get; }

    public double Height { get; private set; }

    public double XLow { get; }

    public double XHigh { get; }

    public double Left { get; }

    public double PlotWidth { get; }

    public double PlotRight => Left + PlotWidth;

    public Ticks XTicks { get; }

    public IList<PanelLayout> Panels { get; } = [];

    public MarkStrip Strip { get; }

    /// <summary>The upper edge of the strip with the names of the events.</summary>
    public double StripTop { get; private set; }

    /// <summary>Where x lies in the plot area, in pixels from its left edge.</summary>
    public double ToPlot(double x) => (x - XLow) / (XHigh - XLow) * PlotWidth;

    private void PlaceVertically(Chart chart)
    {
        double y = Margin + TitleSize + 3;
        if (chart.Subtitle.Length > 0)
            y += FontSize + 6;
        y += 8;
        StripTop = y;
        for (int index = 0; index < Panels.Count; index++)
        {
            PanelLayout panel = Panels[index];
            panel.HeaderTop = y;
            y += panel.HeaderHeight(PlotRight - Margin);
            if (index == 0)
            {
                StripTop = y;
                y += Strip.Height;
            }
            panel.Top = y;
            y += panel.Height + PanelGap;
        }
        Height = Math.Ceiling(y - PanelGap + AxisHeight);
    }
}
