using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Bms.Hil.Reports.Charts;

/// <summary>
/// Names events above the first plot without letting two names touch, or a name be crossed by the line of another event. The most
/// serious are placed first; what finds no room keeps its line and loses its name.
/// </summary>
internal sealed class MarkStrip
{
    public const double LaneHeight = 16;
    public const int MostLanes = 5;

    /// <summary>More events than this are not tried: a name each would be no help.</summary>
    public const int MostNamed = 200;

    private const double SymbolHalf = 5;
    private const double LeaderHalf = 3;
    private const double NameOffset = 8;
    private const double WidestName = 220;

    private readonly List<Taken>[] _taken = new List<Taken>[MostLanes];

    public MarkStrip(IEnumerable<EventMark> marks, ChartLayout chart)
    {
        for (int lane = 0; lane < MostLanes; lane++)
            _taken[lane] = [];
        List<PlacedMark> merged = Merge(marks, chart);
        merged.Sort((a, b) => a.Level != b.Level ? b.Level.CompareTo(a.Level)
            : a.PlotX != b.PlotX ? b.PlotX.CompareTo(a.PlotX) : string.CompareOrdinal(a.Text, b.Text));
        int lanes = 0;
        for (int index = 0; index < merged.Count; index++)
        {
            PlacedMark placed = index < MostNamed ? Place(merged[index], chart.PlotWidth) : merged[index];
            Marks.Add(placed);
            lanes = Math.Max(lanes, placed.Lane + 1);
            Unnamed += placed.Lane < 0 ? placed.Count : 0;
        }
        Height = merged.Count == 0 ? 0 : lanes * LaneHeight + 4;
    }

    /// <summary>The most serious first.</summary>
    public IList<PlacedMark> Marks { get; } = [];

    /// <summary>How many events found no room for their names.</summary>
    public int Unnamed { get; }

    public double Height { get; }

    /// <summary>Events of one name and level that are closer than the width of a symbol become one, with their count.</summary>
    private static List<PlacedMark> Merge(IEnumerable<EventMark> marks, ChartLayout chart)
    {
        var sorted = new List<EventMark>();
        foreach (EventMark mark in marks)
        {
            if (PlotPoint.IsUsable(mark.X) && mark.X >= chart.XLow && mark.X <= chart.XHigh)
                sorted.Add(mark);
        }
        sorted.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X)
            : a.Level != b.Level ? a.Level.CompareTo(b.Level) : string.CompareOrdinal(a.Label, b.Label));
        var merged = new List<PlacedMark>();
        var latest = new Dictionary<(string, MarkLevel), int>();
        foreach (EventMark mark in sorted)
        {
            double x = chart.ToPlot(mark.X);
            if (latest.TryGetValue((mark.Label, mark.Level), out int index) && x - merged[index].PlotX < 2 * SymbolHalf)
            {
                merged[index] = merged[index] with { Count = merged[index].Count + 1 };
                continue;
            }
            latest[(mark.Label, mark.Level)] = merged.Count;
            merged.Add(new PlacedMark(mark.Label, mark.Level, x, x, 1, -1, false));
        }
        return merged;
    }

    private PlacedMark Place(PlacedMark mark, double plotWidth)
    {
        string text = mark.Count == 1 ? mark.Text : mark.Text + " ×" + mark.Count.ToString(CultureInfo.InvariantCulture);
        text = TextWidth.Fit(text, ChartLayout.FontSize, WidestName);
        double width = NameOffset + TextWidth.Of(text, ChartLayout.FontSize) + 4;
        double x = mark.PlotX;
        for (int lane = 0; lane < MostLanes; lane++)
        {
            var toRight = new Taken(x - SymbolHalf, x + width, x, true);
            var toLeft = new Taken(x - width, x + SymbolHalf, x, true);
            bool right = toRight.To <= plotWidth && InTheWay(lane, toRight) is null;
            if (right || (toLeft.From >= 0 && InTheWay(lane, toLeft) is null))
            {
                _taken[lane].Add(right ? toRight : toLeft);
                for (int below = 0; below < lane; below++)
                    _taken[below].Add(new Taken(x - LeaderHalf, x + LeaderHalf, x, false));
                return mark with { Text = text, Lane = lane, ToLeft = !right, FlagX = x };
            }
            // A flag at nearly the same place is no obstacle: this one is put on top of it and shares its line.
            if (InTheWay(lane, new Taken(x - LeaderHalf, x + LeaderHalf, x, false)) is not { } obstacle)
                continue;
            if (!obstacle.IsName || Math.Abs(obstacle.Anchor - mark.PlotX) > LeaderHalf)
                break;
            x = obstacle.Anchor;
        }
        return mark;
    }

    private Taken? InTheWay(int lane, Taken wanted)
    {
        foreach (Taken taken in _taken[lane])
        {
            if (wanted.From < taken.To && wanted.To > taken.From)
                return taken;
        }
        return null;
    }

    /// <summary>Room in a lane: from, to, the x of the flag it belongs to, and whether a name or only a line is there.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Taken(double From, double To, double Anchor, bool IsName);
}

/// <summary>An event with its place.</summary>
/// <param name="Text">Its name, as it fits.</param>
/// <param name="Level">How serious it is.</param>
/// <param name="PlotX">Pixels from the left edge of the plot area.</param>
/// <param name="FlagX">The same for its flag, which may share the line of a close neighbour.</param>
/// <param name="Count">How many events it stands for.</param>
/// <param name="Lane">Counted from the plot upwards; −1 where its name found no room.</param>
/// <param name="ToLeft">The name stands left of the line.</param>
internal sealed record PlacedMark(string Text, MarkLevel Level, double PlotX, double FlagX, int Count, int Lane, bool ToLeft);
