using System.Collections.Generic;
using System.Linq;
using Bms.Core.Lifecycle;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Passports;

/// <summary>The pictures of a passport.</summary>
internal static class PassportCharts
{
    private const double LowestEdge = -30;
    private const double BinWidth = 10;
    private const double SecondsPerDay = 86400;

    /// <summary>Time over temperature and over SOC.</summary>
    public static Chart Temperature(PackLife life)
    {
        double[] edges = [.. Enumerable.Range(0, LifetimeLayout.TemperatureBins + 1).Select(edge => LowestEdge + (BinWidth * edge))];
        double[] hours = [.. Enumerable.Range(0, LifetimeLayout.TemperatureBins).Select(row => Enumerable.Range(0, LifetimeLayout.SocBins).Sum(column => LifeBins.Hours(life, row, column)))];
        return Bars("Time over temperature", "Mean temperature; the outermost bars hold what lies beyond", "°C", edges, hours, Tone.Orange);
    }

    /// <summary>Time over SOC.</summary>
    public static Chart Soc(PackLife life)
    {
        double[] edges = [.. Enumerable.Range(0, LifetimeLayout.SocBins + 1).Select(edge => BinWidth * edge)];
        double[] hours = [.. Enumerable.Range(0, LifetimeLayout.SocBins).Select(column => Enumerable.Range(0, LifetimeLayout.TemperatureBins).Sum(row => LifeBins.Hours(life, row, column)))];
        return Bars("Time over state of charge", "State of charge", "%", edges, hours, Tone.Blue);
    }

    /// <summary>Charge and time over the current.</summary>
    public static Chart Current(PackLife life)
    {
        double[] hours = [.. Enumerable.Range(0, LifetimeLayout.CurrentBins).Select(bin => life[LifetimeLayout.CurrentSeconds + bin] / 3600.0)];
        double[] charge = [.. Enumerable.Range(0, LifetimeLayout.CurrentBins).Select(bin => life.Long(LifetimeLayout.CurrentMicrocoulombs + (2 * bin)) / 3.6e9)];
        Chart chart = Bars("Time and charge over current", "Mean current of a second over the capacity; positive charges; the outermost bars hold what lies beyond", "C", LifeBins.CurrentEdges, hours, Tone.Teal);
        var panel = new Panel("Charge", "Ah") { IncludeZero = true };
        panel.Series.Add(new BarSeries("", LifeBins.CurrentEdges, charge, Tone.Purple));
        chart.Panels.Add(panel);
        return chart;
    }

    /// <summary>Capacity and resistance over the years.</summary>
    public static Chart History(PackLife life)
    {
        IReadOnlyList<HistoryPoint> points = life.History;
        double[] days = Days(points);
        var chart = new Chart("Capacity and resistance over the years") { AxisKind = AxisKind.Number, AxisLabel = AxisOf(points), AxisUnit = "d" };
        chart.Panels.Add(Learned("Capacity", days, [.. points.Select(point => 100 * point.Capacity)], [.. points.Select(point => 200 * point.CapacitySigma)], Tone.Blue));
        chart.Panels.Add(Learned("Resistance", days, [.. points.Select(point => 100 * point.Resistance)], [.. points.Select(point => 200 * point.ResistanceSigma)], Tone.Rose));
        var cycles = new Panel("Full cycles") { IncludeZero = true };
        cycles.Series.Add(new LineSeries("", days, [.. points.Select(point => point.FullCycles)], Tone.Teal));
        chart.Panels.Add(cycles);
        return chart;
    }

    /// <summary>Where the SOC stood at the last swaps.</summary>
    public static Chart Swaps(PackLife life)
    {
        double[] number = [.. Enumerable.Range(0, life.Swaps.Count).Select(index => (double)(index + 1))];
        var panel = new Panel("SOC", "%") { Minimum = 0, Maximum = 100, Height = 160 };
        panel.Series.Add(new ScatterSeries("mated", number, [.. life.Swaps.Select(swap => 100 * swap.SocMated ?? double.NaN)], Tone.Blue));
        panel.Series.Add(new ScatterSeries("taken out", number, [.. life.Swaps.Select(swap => 100 * swap.SocUnmated ?? double.NaN)], Tone.Orange));
        var chart = new Chart("State of charge at the last matings") { AxisKind = AxisKind.Number, AxisLabel = "Mating, oldest of those kept first" };
        chart.Panels.Add(panel);
        return chart;
    }

    /// <summary>All of them that have something to show.</summary>
    public static IEnumerable<Chart> All(PackLife life)
    {
        yield return Temperature(life);
        yield return Soc(life);
        yield return Current(life);
        if (life.History.Count > 1)
            yield return History(life);
        if (life.Swaps.Count > 1)
            yield return Swaps(life);
    }

    private static Chart Bars(string title, string label, string unit, double[] edges, double[] hours, Tone tone)
    {
        var panel = new Panel("Time", "h") { IncludeZero = true };
        panel.Series.Add(new BarSeries("", edges, hours, tone));
        var chart = new Chart(title) { AxisKind = AxisKind.Number, AxisLabel = label, AxisUnit = unit };
        chart.Panels.Add(panel);
        return chart;
    }

    private static Panel Learned(string label, double[] days, double[] percent, double[] bound, Tone tone)
    {
        var panel = new Panel(label, "%") { MinimumSpan = 10 };
        panel.Series.Add(new BandSeries("two standard deviations", days, [.. percent.Zip(bound, (value, two) => value - two)], [.. percent.Zip(bound, (value, two) => value + two)], tone));
        panel.Series.Add(new LineSeries("as learned", days, percent, tone));
        return panel;
    }

    private static double[] Days(IReadOnlyList<HistoryPoint> points) => Dated(points)
        ? [.. points.Select(point => (point.At!.Value - points[0].At!.Value).TotalDays)]
        : [.. points.Select(point => (point.OperatingSeconds - points[0].OperatingSeconds) / SecondsPerDay)];

    private static string AxisOf(IReadOnlyList<HistoryPoint> points) => Dated(points) ? "Time since the oldest point kept" : "Operating time since the oldest point kept";

    private static bool Dated(IReadOnlyList<HistoryPoint> points) => points.All(point => point.At.HasValue);
}
