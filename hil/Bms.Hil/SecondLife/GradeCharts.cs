using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.SecondLife;

/// <summary>The pictures of a grading.</summary>
public static class GradeCharts
{
    private const int Bars = 12;

    /// <summary>Predicted over measured SOH with the intervals; on the dashed line both are equal.</summary>
    public static Chart Predicted(GradeResult result, string title)
    {
        ArgumentNullException.ThrowIfNull(result);
        GradedCell[] cells = [.. result.Cells.Where(cell => cell.MeasuredSoh.HasValue).OrderBy(cell => cell.MeasuredSoh)];
        double[] measured = [.. cells.Select(cell => 100 * cell.MeasuredSoh!.Value)];
        var panel = new Panel("Predicted SOH", "%") { Height = 320 };
        panel.Series.Add(new LineSeries(
            "90 % interval", [.. measured.SelectMany(soh => new[] { soh, soh, soh })], [.. cells.SelectMany(cell => new[] { 100 * cell.Low, 100 * cell.High, double.NaN })], Tone.Neutral)
        { Faint = true });
        double[] ends = [measured[0], measured[^1]];
        panel.Series.Add(new LineSeries("equal", ends, ends, Tone.Neutral) { Dashed = true });
        panel.Series.Add(new ScatterSeries("cell, predicted by a model that has not seen it", measured, [.. cells.Select(cell => 100 * cell.PredictedSoh)], Tone.Blue));
        var chart = new Chart(title) { AxisKind = AxisKind.Number, AxisLabel = "Measured SOH", AxisUnit = "%" };
        chart.Panels.Add(panel);
        return chart;
    }

    /// <summary>How many cells each error has.</summary>
    public static Chart Residuals(GradeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        double[] errors = [.. result.Cells.Where(cell => cell.MeasuredSoh.HasValue).Select(cell => 100 * (cell.PredictedSoh - cell.MeasuredSoh!.Value))];
        double largest = Math.Max(0.1, errors.Max(Math.Abs));
        double[] edges = [.. Enumerable.Range(0, Bars + 1).Select(edge => largest * ((2.0 * edge / Bars) - 1))];
        double[] heights = new double[Bars];
        foreach (double error in errors)
            heights[Math.Clamp((int)((error + largest) / (2 * largest) * Bars), 0, Bars - 1)]++;
        var panel = new Panel("Cells") { IncludeZero = true, Height = 180 };
        panel.Series.Add(new BarSeries("", edges, heights, Tone.Blue));
        var chart = new Chart("Errors of the cells left out") { AxisKind = AxisKind.Number, AxisLabel = "Predicted less measured SOH", AxisUnit = "%-points" };
        chart.Panels.Add(panel);
        return chart;
    }

    /// <summary>Measured SOH over the ohmic resistance, which alone is a poor guide or a good one.</summary>
    public static Chart Resistance(GradeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        GradedCell[] cells = [.. result.Cells.Where(cell => cell.MeasuredSoh.HasValue).OrderBy(cell => cell.OhmicMilliohms)];
        var panel = new Panel("Measured SOH", "%") { Height = 220 };
        panel.Series.Add(new ScatterSeries("", [.. cells.Select(cell => cell.OhmicMilliohms)], [.. cells.Select(cell => 100 * cell.MeasuredSoh!.Value)], Tone.Teal));
        var chart = new Chart("SOH over mean ohmic resistance") { AxisKind = AxisKind.Number, AxisLabel = "Ohmic resistance", AxisUnit = "mOhm" };
        chart.Panels.Add(panel);
        return chart;
    }

    /// <summary>The error with the tests of one state of charge alone.</summary>
    public static Chart Levels(GradeResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        IReadOnlyList<NamedErrors> alone = [.. result.Compared.Where(one => one.Name.StartsWith("tested at", StringComparison.Ordinal))];
        double[] soc = [.. result.SocPercent.Select(level => (double)level)];
        var panel = new Panel("RMSE", "%-points") { IncludeZero = true, Height = 180 };
        panel.Series.Add(new LineSeries("this level alone", soc, [.. alone.Select(one => 100 * one.Errors.Rmse)], Tone.Blue));
        double[] all = [.. soc.Select(_ => 100 * result.CrossValidated.Rmse)];
        double[] mean = [.. soc.Select(_ => 100 * result.Compared[0].Errors.Rmse)];
        panel.Series.Add(new LineSeries("all levels", soc, all, Tone.Teal));
        panel.Series.Add(new LineSeries("mean of the other cells", soc, mean, Tone.Neutral) { Dashed = true });
        var chart = new Chart("Error by the state of charge of the test") { AxisKind = AxisKind.Number, AxisLabel = "SOC", AxisUnit = "%" };
        chart.Panels.Add(panel);
        return chart;
    }
}
