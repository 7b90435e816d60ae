using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Scenarios.Pictures;

namespace Bms.Hil.Diagnostics;

/// <summary>The picture of a freeze frame: voltages, current, temperatures and state of charge around the event.</summary>
internal static class FramePlot
{
    private const int MostNamed = 4;

    public static Chart Draw(FreezeFrame frame)
    {
        double[] x = [.. frame.Samples.Select(sample => sample.Seconds)];
        var chart = new Chart(string.Create(CultureInfo.InvariantCulture, $"Freeze frame {frame.Number}: {EventText.Of(frame.Happened)}"))
        {
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{EventText.ChannelOf(frame.Happened.Kind, frame.Happened.Channel)} · after {frame.OperatingSeconds} s of operation · {StoredRecords.Date(frame.Calendar)}"),
            AxisKind = AxisKind.Number,
            AxisLabel = "Time from the event",
            AxisUnit = "s",
        };
        var volts = new Panel("Group voltages", "V") { Height = 150, MinimumSpan = 0.02 };
        Add(volts, x, frame, "group", sample => sample.CellVolts);
        var current = new Panel("Current, positive charges", "A") { IncludeZero = true };
        current.Series.Add(new StepSeries("", x, [.. frame.Samples.Select(sample => sample.Amps ?? double.NaN)], Tone.Teal));
        var celsius = new Panel("Temperatures", "°C") { MinimumSpan = 2 };
        Add(celsius, x, frame, "sensor", sample => sample.Celsius);
        var soc = new Panel("State of charge", "%") { MinimumSpan = 2 };
        soc.Series.Add(new LineSeries("", x, [.. frame.Samples.Select(sample => 100 * sample.Soc)], Tone.Blue));
        foreach (Panel panel in new[] { volts, current, celsius, soc })
            chart.Panels.Add(panel);
        chart.Marks.Add(new EventMark(0, EventText.Of(frame.Happened), EventText.LevelOf(frame.Happened.Level)));
        return chart;
    }

    private static void Add(Panel panel, double[] x, FreezeFrame frame, string what, Func<FrameSample, IReadOnlyList<double?>> channels)
    {
        int count = frame.Samples.Count == 0 ? 0 : channels(frame.Samples[0]).Count;
        for (int channel = 0; channel < count; channel++)
        {
            double[] y = [.. frame.Samples.Select(sample => channels(sample)[channel] ?? double.NaN)];
            string name = string.Create(CultureInfo.InvariantCulture, $"{what} {channel}");
            bool own = count <= MostNamed || (frame.Happened.Channel == channel && EventText.ChannelOf(frame.Happened.Kind, channel) == name);
            panel.Series.Add(own ? new LineSeries(name, x, y) : new LineSeries(channel == 0 ? $"each {what}" : "", x, y, Tone.Neutral) { Faint = true });
        }
    }
}
