using System;
using System.Globalization;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Scenarios.Pictures;

/// <summary>
/// The plot of a scenario: cell voltages, current with the permitted ones, temperatures, state of charge with reference and 2σ band,
/// contactors and balancing as lanes, a mark for each event.
/// </summary>
internal static class ScenarioPlot
{
    /// <summary>Up to this many groups or sensors each has a colour; more are drawn thin and pale under the lowest and the highest.</summary>
    private const int MostNamed = 4;

    private const int MostBleedingLanes = 16;
    private const double Micro = 1e-6;
    private const double Centi = 0.01;

    public static Chart Draw(ScenarioRecorder recorder, PackConfiguration pack, string title, string subtitle)
    {
        var chart = new Chart(title) { Subtitle = subtitle };
        chart.Panels.Add(Voltages(recorder, pack));
        chart.Panels.Add(Current(recorder));
        chart.Panels.Add(Temperatures(recorder, pack));
        chart.Panels.Add(StateOfCharge(recorder));
        chart.Panels.Add(Outputs(recorder));
        foreach (RecordedEvent happened in recorder.Recorder.Events)
            chart.Marks.Add(new EventMark(happened.Seconds, happened.Kind, happened.Level));
        return chart;
    }

    private static Panel Voltages(ScenarioRecorder recorder, PackConfiguration pack)
    {
        var panel = new Panel("Cell voltages as measured", "V") { Height = 150, MinimumSpan = 0.02 };
        bool named = recorder.Groups <= MostNamed;
        for (int group = 0; group < recorder.Groups; group++)
        {
            int channel = ScenarioRecorder.CellChannel(group);
            panel.Series.Add(named
                ? recorder.Line(Name("group", group), channel, Tone.Automatic)
                : recorder.Line(group == 0 ? "each group" : "", channel, Tone.Neutral, faint: true));
        }
        if (!named)
        {
            panel.Series.Add(recorder.Line("highest", ScenarioRecorder.HighestCell, Tone.Orange));
            panel.Series.Add(recorder.Line("lowest", ScenarioRecorder.LowestCell, Tone.Blue));
        }
        panel.Limits.Add(Trip(pack, ProtectionKind.CellOverVoltage, "over-voltage trip", Micro));
        panel.Limits.Add(Trip(pack, ProtectionKind.CellUnderVoltage, "under-voltage trip", Micro));
        return panel;
    }

    private static Panel Current(ScenarioRecorder recorder)
    {
        var panel = new Panel("Current, positive charges", "A") { Height = 110, IncludeZero = true };
        panel.Series.Add(recorder.Line("permitted charge", ScenarioRecorder.ChargeLimit, Tone.Orange, dashed: true));
        panel.Series.Add(recorder.Line("permitted discharge", ScenarioRecorder.DischargeLimit, Tone.Purple, dashed: true));
        panel.Series.Add(recorder.Line("current", ScenarioRecorder.Current, Tone.Teal));
        return panel;
    }

    private static Panel Temperatures(ScenarioRecorder recorder, PackConfiguration pack)
    {
        var panel = new Panel("Temperatures as measured", "°C") { Height = 100, MinimumSpan = 2 };
        for (int sensor = 0; sensor < recorder.Sensors; sensor++)
        {
            bool named = recorder.Sensors <= MostNamed;
            panel.Series.Add(recorder.Line(named ? Name("sensor", sensor) : "", recorder.SensorChannel(sensor), Tone.Automatic));
        }
        panel.Limits.Add(Trip(pack, ProtectionKind.OverTemperatureCharge, "charge trip", Centi));
        panel.Limits.Add(Trip(pack, ProtectionKind.UnderTemperatureCharge, "charge trip", Centi));
        panel.Limits.Add(Trip(pack, ProtectionKind.OverTemperatureDischarge, "discharge trip", Centi));
        return panel;
    }

    private static Panel StateOfCharge(ScenarioRecorder recorder)
    {
        var panel = new Panel("State of charge", "%") { Height = 130, MinimumSpan = 2 };
        panel.Series.Add(recorder.Band("±2σ", ScenarioRecorder.BandLower, ScenarioRecorder.BandUpper, Tone.Blue));
        panel.Series.Add(recorder.Line("estimate", ScenarioRecorder.Estimate, Tone.Blue));
        panel.Series.Add(recorder.Line("reference", ScenarioRecorder.Reference, Tone.Neutral, dashed: true));
        return panel;
    }

    private static Panel Outputs(ScenarioRecorder recorder)
    {
        var panel = new Panel("Outputs") { Lanes = true };
        panel.Series.Add(recorder.Contactors.Series("contactors", Tone.Teal));
        int[] bled = [.. Enumerable.Range(0, recorder.Groups).Where(group => recorder.Bleeding(group).EverOn)];
        foreach (int group in bled.Take(MostBleedingLanes))
            panel.Series.Add(recorder.Bleeding(group).Series(Name("bleeds group", group), Tone.Ochre));
        if (bled.Length > MostBleedingLanes)
            panel.Series.Add(recorder.Bleeding(bled[^1]).Series($"{Name("bleeds group", bled[^1])}; {bled.Length - MostBleedingLanes - 1} more", Tone.Ochre));
        return panel;
    }

    private static LimitLine Trip(PackConfiguration pack, ProtectionKind kind, string label, double unit) =>
        new(Math.Round(pack.Protection[(int)kind].TripLimit * unit, 3), label, MarkLevel.Trip);

    private static string Name(string what, int number) => $"{what} {number.ToString(CultureInfo.InvariantCulture)}";
}
