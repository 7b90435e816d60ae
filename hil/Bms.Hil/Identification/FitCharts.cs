using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Identification;

/// <summary>The plots of an identification.</summary>
internal static class FitCharts
{
    private const int MostLines = 6;
    private const int WidestErrorMillivolts = 50;

    private static readonly double[] ShownSocs = [0.2, 0.5, 0.8];

    /// <summary>The branches as recorded and the curve that came out, for each temperature with a slow recording.</summary>
    public static Chart Ocv(FitOutcome outcome)
    {
        var chart = new Chart("Open-circuit voltage over SOC")
        {
            Subtitle = "Branches less their ohmic drop; the curve of the profile lies over them",
            AxisKind = AxisKind.Number,
            AxisLabel = "SOC",
            AxisUnit = "%",
        };
        double[] fine = [.. Enumerable.Range(0, OcvCurve.Points).Select(point => 100 * OcvCurve.SocOf(point))];
        double[] nodes = Percent(outcome.Cell.Grid.Soc);
        var gap = new Panel("Half gap", "mV") { IncludeZero = true };
        foreach (TemperatureGroup group in outcome.Groups.Where(group => group.HasOwnCurve))
        {
            var panel = new Panel($"Voltage at {Text(group.Celsius)} °C", "V") { Height = 220 };
            if (group.Curve.ChargeVolts is double[] charge)
                panel.Series.Add(new LineSeries("charge", fine, charge, Tone.Orange));
            if (group.Curve.DischargeVolts is double[] discharge)
                panel.Series.Add(new LineSeries("discharge", fine, discharge, Tone.Blue));
            int row = NearestRow(outcome.Cell, group.Celsius);
            panel.Series.Add(new LineSeries("profile", nodes, outcome.Cell.OcvVolts[row], Tone.Neutral) { Dashed = true });
            chart.Panels.Add(panel);
            if (outcome.Cell.HysteresisVolts is double[][] hysteresis)
                gap.Series.Add(new LineSeries($"{Text(group.Celsius)} °C", nodes, Milli(hysteresis[row])));
        }
        if (chart.Panels.Count == 0)
        {
            var panel = new Panel("Voltage", "V") { Height = 220 };
            panel.Series.Add(new LineSeries("profile", nodes, outcome.Cell.OcvVolts[NearestRow(outcome.Cell, 25)], Tone.Neutral));
            chart.Panels.Add(panel);
        }
        if (gap.Series.Count > 0)
            chart.Panels.Add(gap);
        return chart;
    }

    /// <summary>R0 and the branches over SOC, a line for each measured temperature.</summary>
    public static Chart OverSoc(FitOutcome outcome)
    {
        CellFile cell = outcome.Cell;
        double[] nodes = Percent(cell.Grid.Soc);
        var chart = new Chart("Resistances over SOC") { AxisKind = AxisKind.Number, AxisLabel = "SOC", AxisUnit = "%" };
        TemperatureGroup[] measured = [.. outcome.Groups.Where(group => group.Result is not null)];
        TemperatureGroup[] shown = measured.Length > 0 ? measured : [.. outcome.Groups];
        foreach ((string name, double[][] table) in Tables(cell))
        {
            var panel = new Panel(name, "mΩ") { IncludeZero = true };
            foreach (TemperatureGroup group in shown.Take(MostLines))
                panel.Series.Add(new LineSeries($"{Text(group.Celsius)} °C", nodes, Milli(table[NearestRow(cell, group.Celsius)])));
            chart.Panels.Add(panel);
        }
        return chart;
    }

    /// <summary>R0 and the branches over temperature at three SOC.</summary>
    public static Chart OverTemperature(CellFile cell)
    {
        var chart = new Chart("Resistances over temperature")
        {
            Subtitle = "Nodes of the profile, measured and extrapolated",
            AxisKind = AxisKind.Number,
            AxisLabel = "Temperature",
            AxisUnit = "°C",
        };
        foreach ((string name, double[][] table) in Tables(cell))
        {
            var panel = new Panel(name, "mΩ") { IncludeZero = true };
            foreach (double soc in ShownSocs)
            {
                double[] values = [.. table.Select(row => 1000 * SocNodes.Interpolate(cell.Grid.Soc, row, soc))];
                panel.Series.Add(new LineSeries($"{Text(100 * soc)} % SOC", cell.Grid.TemperatureCelsius, values));
            }
            chart.Panels.Add(panel);
        }
        return chart;
    }

    /// <summary>How much of the time the prediction is off by how much, all loads together; what lies beyond is in the outermost bars.</summary>
    public static Chart Histogram(FitOutcome outcome)
    {
        const int bars = 2 * WidestErrorMillivolts;
        double[] edges = [.. Enumerable.Range(-WidestErrorMillivolts, bars + 1).Select(edge => (double)edge)];
        var heights = new double[bars];
        foreach (FitRecording recording in Shown(outcome))
        {
            double[] volts = CellPrediction.Volts(outcome.Cell, recording);
            for (int row = 1; row < recording.Rows; row++)
            {
                if (!recording.IsUsed(row) || row >= recording.FirstLeftOutRow)
                    continue;
                double error = 1000 * (volts[row] - recording.Volts[row]);
                int bar = (int)Math.Clamp(Math.Floor(error) + WidestErrorMillivolts, 0, bars - 1);
                heights[bar] += Math.Min(recording.StepSeconds[row], FitResidual.LongestRowSeconds);
            }
        }
        double total = heights.Sum();
        var chart = new Chart("Predicted less measured voltage")
        {
            Subtitle = $"Share of the time, 1 mV a bar; beyond {WidestErrorMillivolts} mV in the outermost bars",
            AxisKind = AxisKind.Number,
            AxisLabel = "Error",
            AxisUnit = "mV",
        };
        var panel = new Panel("Share", "%") { IncludeZero = true, Height = 160 };
        panel.Series.Add(new BarSeries("", edges, [.. heights.Select(height => 100 * height / total)], Tone.Blue));
        chart.Panels.Add(panel);
        return chart;
    }

    /// <summary>Measured and predicted voltage, their difference, and SOC, a chart for each recording.</summary>
    public static IEnumerable<Chart> Recordings(FitOutcome outcome)
    {
        foreach (FitRecording recording in outcome.Groups.SelectMany(group => group.OcvRecordings.Concat(group.Loads)))
        {
            double[] predicted = CellPrediction.Volts(outcome.Cell, recording);
            double[] error = [.. predicted.Zip(recording.Volts, (first, second) => 1000 * (first - second))];
            double[] soc = [.. Enumerable.Range(0, recording.Rows).Select(row => 100 * recording.SocAt(row))];
            var voltage = new Panel("Voltage", "V") { Height = 180 };
            voltage.Series.Add(new LineSeries("measured", recording.Seconds, recording.Volts, Tone.Neutral) { AsGround = true });
            voltage.Series.Add(new LineSeries("predicted", recording.Seconds, predicted, Tone.Blue));
            var difference = new Panel("Predicted − measured", "mV");
            difference.Series.Add(new LineSeries("", recording.Seconds, error, Tone.Orange));
            var charge = new Panel("SOC", "%") { Height = 60 };
            charge.Series.Add(new LineSeries("", recording.Seconds, soc, Tone.Teal));
            var chart = new Chart(recording.Name)
            {
                Subtitle = $"{RecordingSet.NameOf(recording.Input.Role)}, {Text(recording.MedianCelsius())} °C",
            };
            chart.Panels.Add(voltage);
            chart.Panels.Add(difference);
            chart.Panels.Add(charge);
            yield return chart;
        }
    }

    /// <summary>The loads, or the slow recordings where there is no load.</summary>
    private static FitRecording[] Shown(FitOutcome outcome)
    {
        FitRecording[] loads = [.. outcome.Groups.SelectMany(group => group.Loads)];
        return loads.Length > 0 ? loads : [.. outcome.Groups.SelectMany(group => group.OcvRecordings)];
    }

    private static IEnumerable<(string Name, double[][] Table)> Tables(CellFile cell)
    {
        yield return ("R0", cell.R0Ohms);
        foreach (CellBranch branch in cell.Branches)
            yield return ($"Branch of {Text(branch.TauSeconds)} s", branch.Ohms);
    }

    private static int NearestRow(CellFile cell, double celsius)
    {
        double[] nodes = cell.Grid.TemperatureCelsius;
        return Enumerable.Range(0, nodes.Length).MinBy(row => Math.Abs(nodes[row] - celsius));
    }

    private static double[] Percent(double[] soc) => Array.ConvertAll(soc, value => 100 * value);

    private static double[] Milli(double[] values) => Array.ConvertAll(values, value => 1000 * value);

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
