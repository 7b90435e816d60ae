using System;
using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>One panel's y axis, its sizes, the tones of its series and its legend.</summary>
internal sealed class PanelLayout
{
    public const double LegendRow = 20;
    public const double LegendSwatch = 18;
    public const double LaneHeight = 18;
    private const double LegendGap = 16;
    private const double WidestName = 260;

    private static readonly IReadOnlyList<LegendEntry> NoLegend = [];

    public PanelLayout(Panel panel)
    {
        Panel = panel;
        Tones = ChooseTones(panel);
        Height = panel.Lanes ? Math.Max(LaneCount(panel), 1) * LaneHeight : Math.Max(panel.Height, 24);
        (YLow, YHigh) = RangeOf(panel);
        YTicks = panel.Categories.Count > 0 ? CategoryTicks(panel) : Ticks.Numbers(YLow, YHigh, Math.Max((int)(Height / 20), 2));
        LeftWidth = WidestLabel(panel.Lanes ? [] : YTicks.Labels) + 10;
        RightWidth = WidestLabel(RightLabels(panel)) + 10;
    }

    public Panel Panel { get; }

    public Tone[] Tones { get; }

    public double YLow { get; }

    public double YHigh { get; }

    public Ticks YTicks { get; }

    public double LeftWidth { get; }

    public double RightWidth { get; }

    public double HeaderTop { get; set; }

    /// <summary>The upper edge of the plot area.</summary>
    public double Top { get; set; }

    /// <summary>The height of the plot area.</summary>
    public double Height { get; }

    public double Bottom => Top + Height;

    /// <summary>What the header says: the quantity and its unit, as in BDF column names.</summary>
    public string Heading => Panel.Unit.Length > 0 ? $"{Panel.Label} / {Panel.Unit}" : Panel.Label;

    public IReadOnlyList<LegendEntry> Legend { get; private set; } = NoLegend;

    /// <summary>Where y lies in the plot area, in pixels from its upper edge.</summary>
    public double ToPlot(double y) => Height - (y - YLow) / (YHigh - YLow) * Height;

    public static string LimitText(LimitLine limit) =>
        limit.Label.Length > 0 ? limit.Label + " " + NumberText.Compact(limit.Value) : NumberText.Compact(limit.Value);

    /// <summary>Places the legend to the right of the heading, in as many rows as it takes, and gives the height of it all.</summary>
    public double HeaderHeight(double width)
    {
        var entries = new List<LegendEntry>();
        double start = TextWidth.Of(Heading, ChartLayout.FontSize * TextWidth.Bold) + 24;
        double x = start;
        int row = 0;
        for (int index = 0; index < Panel.Series.Count && !Panel.Lanes; index++)
        {
            Series series = Panel.Series[index];
            if (series.Name.Length == 0)
                continue;
            string name = TextWidth.Fit(series.Name, ChartLayout.FontSize, WidestName);
            double entryWidth = LegendSwatch + 6 + TextWidth.Of(name, ChartLayout.FontSize);
            if (x > start && x + entryWidth > width)
            {
                x = start;
                row++;
            }
            entries.Add(new LegendEntry(index, name, x, row));
            x += entryWidth + LegendGap;
        }
        Legend = entries;
        return (row + 1) * LegendRow + 2;
    }

    private static Tone[] ChooseTones(Panel panel)
    {
        var tones = new Tone[panel.Series.Count];
        int next = 0;
        for (int index = 0; index < tones.Length; index++)
        {
            Tone tone = panel.Series[index].Tone;
            for (int tries = 0; tone == Tone.Automatic; tries++)
            {
                Tone candidate = Palette.Order[next++ % Palette.Order.Length];
                if (tries >= Palette.Order.Length || !IsTaken(panel, candidate))
                    tone = candidate;
            }
            tones[index] = tone;
        }
        return tones;
    }

    private static bool IsTaken(Panel panel, Tone tone)
    {
        foreach (Series series in panel.Series)
        {
            if (series.Tone == tone)
                return true;
        }
        return false;
    }

    private static int LaneCount(Panel panel)
    {
        int lanes = 0;
        foreach (Series series in panel.Series)
            lanes += series is StepSeries ? 1 : 0;
        return lanes;
    }

    private static (double Low, double High) RangeOf(Panel panel)
    {
        var range = new ValueRange();
        bool fromZero = panel.IncludeZero;
        foreach (Series series in panel.Series)
        {
            switch (series)
            {
                case LineSeries line: range.Include(line.Y); break;
                case StepSeries step: range.Include(step.Y); break;
                case ScatterSeries scatter: range.Include(scatter.Y); break;
                case BarSeries bars: range.Include(bars.Heights); fromZero = true; break;
                case BandSeries band: range.Include(band.Lower); range.Include(band.Upper); break;
            }
        }
        if (fromZero)
            range.Include(0);
        for (int index = 0; index < panel.Categories.Count; index++)
            range.Include(index);
        range = IncludeNearLimits(range, panel.Limits);
        (double low, double high) = range.Drawable(panel.MinimumSpan, padding: 0.06);
        if (fromZero)
            (low, high) = (range.Low >= 0 ? 0 : low, range.High <= 0 ? 0 : high);
        double chosenLow = PlotPoint.IsUsable(panel.Minimum) ? panel.Minimum : low;
        double chosenHigh = PlotPoint.IsUsable(panel.Maximum) ? panel.Maximum : high;
        return chosenHigh > chosenLow ? (chosenLow, chosenHigh) : (chosenLow, chosenLow + 1);
    }

    /// <summary>A limit is worth room in the plot while that leaves the data at least half of it.</summary>
    private static ValueRange IncludeNearLimits(ValueRange data, IList<LimitLine> limits)
    {
        ValueRange range = data;
        foreach (LimitLine limit in limits)
        {
            double reach = data.IsEmpty ? double.MaxValue : Math.Max(data.High - data.Low, 0.02 * Math.Abs(data.High)) / 2;
            if (data.IsEmpty || (limit.Value <= data.High + reach && limit.Value >= data.Low - reach))
                range.Include(limit.Value);
        }
        return range;
    }

    private Ticks CategoryTicks(Panel panel)
    {
        var values = new List<double>();
        var labels = new List<string>();
        for (int index = 0; index < panel.Categories.Count; index++)
        {
            if (index < YLow || index > YHigh)
                continue;
            values.Add(index);
            labels.Add(TextWidth.Fit(panel.Categories[index], ChartLayout.FontSize, 110));
        }
        return new Ticks(values.ToArray(), labels.ToArray(), "");
    }

    private static List<string> RightLabels(Panel panel)
    {
        var labels = new List<string>();
        foreach (LimitLine limit in panel.Limits)
            labels.Add("↑ " + LimitText(limit));
        foreach (Series series in panel.Series)
        {
            if (panel.Lanes && series is StepSeries)
                labels.Add(series.Name);
        }
        return labels;
    }

    private static double WidestLabel(IEnumerable<string> labels)
    {
        double widest = 0;
        foreach (string label in labels)
            widest = Math.Max(widest, TextWidth.Of(label, ChartLayout.FontSize));
        return widest;
    }
}
