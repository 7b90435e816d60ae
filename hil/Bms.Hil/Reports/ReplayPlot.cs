using System;
using System.Collections.Generic;
using System.Globalization;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Reports;

/// <summary>The standard pictures of a replay.</summary>
public static class ReplayPlot
{
    /// <summary>A state of charge that moves less than this, in percent, is drawn as nearly constant.</summary>
    private const double SmallestSocSpan = 2;

    /// <summary>The same for its error, in percentage points.</summary>
    private const double SmallestErrorSpan = 0.5;

    private const double SmallestVoltageSpan = 0.02;

    private const double SmallestTemperatureSpan = 2;

    /// <summary>
    /// State of charge with reference and 2σ band, the state of energy beside it, the SOC's error, remaining energy, voltage measured and predicted, current, temperature, events. A quantity
    /// of which nothing is known has no panel.
    /// </summary>
    /// <param name="recorder">What was recorded.</param>
    /// <param name="title">For example the name of the recording.</param>
    /// <param name="subtitle">For example estimator, cell and seed.</param>
    public static Chart Draw(ReplayRecorder recorder, string title, string subtitle = "")
    {
        ArgumentNullException.ThrowIfNull(recorder);
        var chart = new Chart(title) { Subtitle = WithRows(subtitle, recorder.Recorder) };
        AddPanel(chart, new Panel("State of charge", "%") { Height = 150, MinimumSpan = SmallestSocSpan },
            recorder.EstimateBand(Tone.Blue), recorder.EstimateLine("estimate", Tone.Blue), recorder.EnergyLine(), recorder.ReferenceLine());
        AddPanel(chart, new Panel("SOC error", "%-points") { Height = 96, MinimumSpan = SmallestErrorSpan },
            recorder.ErrorBandAround(Tone.Blue), recorder.ErrorLine("estimate − reference", Tone.Blue));
        AddPanel(chart, new Panel("Voltage", "V") { Height = 130, MinimumSpan = SmallestVoltageSpan },
            recorder.MeasuredLine(), recorder.PredictedLine("predicted", Tone.Orange));
        AddPanel(chart, new Panel("Remaining energy", "Wh") { Height = 96 }, recorder.RemainingEnergyLine());
        AddGroups(chart, recorder);
        AddPanel(chart, new Panel("Capacity", "Ah") { Height = 96 }, recorder.CapacityBand(), recorder.CapacityLine(), recorder.TrueCapacityLine());
        AddPanel(chart, new Panel("Resistance, 10 s, 25 °C, 50 %", "mΩ") { Height = 96 }, recorder.ResistanceBand(), recorder.ResistanceLine());
        AddConditions(chart, recorder);
        AddMarks(chart, recorder.Recorder.Events);
        return chart;
    }

    /// <summary>The groups around their mean. Colours come again where there are more groups than colours.</summary>
    private static void AddGroups(Chart chart, ReplayRecorder recorder)
    {
        var lines = new Series[recorder.Groups];
        for (int group = 0; group < lines.Length; group++)
        {
            Tone tone = Palette.Order[group % Palette.Order.Length];
            lines[group] = recorder.DifferenceLine((group + 1).ToString(CultureInfo.InvariantCulture), group, tone);
        }
        AddPanel(chart, new Panel("SOC of each group − mean", "%-points") { Height = 130, MinimumSpan = SmallestErrorSpan }, lines);
    }

    /// <summary>Several estimators on one recording: the state of charge of each with the reference, and the errors.</summary>
    /// <param name="estimators">Name and recording of each; reference, current and temperature are those of the first.</param>
    /// <param name="title">For example the name of the recording.</param>
    /// <param name="subtitle">For example cell and seed.</param>
    public static Chart Compare(IReadOnlyList<(string Name, ReplayRecorder Recorder)> estimators, string title, string subtitle = "")
    {
        ArgumentNullException.ThrowIfNull(estimators);
        if (estimators.Count == 0)
            throw new ArgumentException("a comparison needs at least one estimator", nameof(estimators));
        ReplayRecorder first = estimators[0].Recorder;
        var chart = new Chart(title) { Subtitle = WithRows(subtitle, first.Recorder) };
        var socs = new List<Series>();
        var errors = new List<Series>();
        for (int index = 0; index < estimators.Count; index++)
        {
            (string name, ReplayRecorder recorder) = estimators[index];
            Tone tone = Palette.Order[index % Palette.Order.Length];
            socs.Add(recorder.EstimateLine(name, tone));
            errors.Add(recorder.ErrorLine(name, tone));
            AddMarks(chart, recorder.Recorder.Events);
        }
        socs.Add(first.ReferenceLine());
        AddPanel(chart, new Panel("State of charge", "%") { Height = 200, MinimumSpan = SmallestSocSpan }, socs.ToArray());
        AddPanel(chart, new Panel("SOC error", "%-points") { Height = 150, MinimumSpan = SmallestErrorSpan }, errors.ToArray());
        AddConditions(chart, first);
        return chart;
    }

    private static void AddConditions(Chart chart, ReplayRecorder recorder)
    {
        AddPanel(chart, new Panel("Current, positive charges", "A") { Height = 96 }, recorder.CurrentLine());
        AddPanel(chart, new Panel("Temperature", "°C") { Height = 72, MinimumSpan = SmallestTemperatureSpan }, recorder.TemperatureLine());
    }

    /// <summary>Series without any value are left out, and the panel with them when none is left.</summary>
    private static void AddPanel(Chart chart, Panel panel, params ReadOnlySpan<Series> series)
    {
        foreach (Series one in series)
        {
            if (HasValues(one))
                panel.Series.Add(one);
        }
        if (panel.Series.Count > 0)
            chart.Panels.Add(panel);
    }

    private static bool HasValues(Series series)
    {
        double[] values = series is BandSeries band ? band.Upper : ((LineSeries)series).Y;
        return Array.Exists(values, double.IsFinite);
    }

    private static void AddMarks(Chart chart, IReadOnlyList<RecordedEvent> events)
    {
        foreach (RecordedEvent happened in events)
        {
            var mark = new EventMark(happened.Seconds, happened.Kind, happened.Level);
            if (!chart.Marks.Contains(mark))
                chart.Marks.Add(mark);
        }
    }

    private static string WithRows(string subtitle, PlotRecorder recorder)
    {
        string rows = recorder.Rows.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f') + " rows";
        return subtitle.Length > 0 ? $"{subtitle} · {rows}" : rows;
    }
}
