using System;
using System.Globalization;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.Tests.Reports;

/// <summary>A report of made-up scenarios, to test pages with. Nothing in it was measured.</summary>
internal static class MadeUpReport
{
    public const string Hostile = "<img src=x onerror=alert(1)> \"'&]]></script><!-- ö ☃ \ud83d\udd0b";

    private static readonly string[] Names =
    [
        "drive cycle, ternary", "constant-current charge with balancing", "over-voltage while charging", "under-voltage at rest",
        "hot discharge", "cold charge refused", "over-current, short burst", "voltage sensor lost", "temperature sensor stuck",
        "current sensor offset",
    ];

    public static ReportModel Make(int scenarios, int chartsEach = 1)
    {
        var model = new ReportModel("Shipped suite") { Subtitle = "Made-up scenarios for looking at the page" };
        model.Facts.Add(new ReportFact("Seed", "20 260"));
        model.Facts.Add(new ReportFact("Bms", "0.1.0"));
        model.Facts.Add(new ReportFact("Rig", "sim"));
        model.Facts.Add(new ReportFact("Conformance digest", "0x5A17C0DE"));
        for (int index = 0; index < scenarios; index++)
            model.Scenarios.Add(Scenario(index, chartsEach));
        return model;
    }

    private static ReportScenario Scenario(int index, int chartsEach)
    {
        Verdict verdict = index % 9 == 4 ? Verdict.Failed : index == 16 ? Verdict.Skipped : Verdict.Passed;
        string name = index == 7 ? Hostile : Names[index % Names.Length] + " " + (index + 1).ToString(CultureInfo.InvariantCulture);
        var scenario = new ReportScenario(name, verdict)
        {
            Description = "A pack of four groups follows a drive cycle while one quantity leaves its window.",
            Reason = verdict switch
            {
                Verdict.Failed => "over-temperature trip after 412 ms, expected within 300 ms",
                Verdict.Skipped => "the recording it replays is not on this machine",
                _ => "",
            },
            DurationSeconds = verdict == Verdict.Skipped ? double.NaN : 4_800 + 60 * index,
        };
        scenario.Tags.Add(index % 2 == 0 ? "nmc" : "lfp");
        scenario.Tags.Add(index % 3 == 0 ? "protection" : "estimation");
        scenario.ProvenanceNotes.Add("synthetic cell");
        scenario.ProvenanceNotes.Add("synthetic recording");
        if (verdict == Verdict.Skipped)
            return scenario;
        scenario.Expectations.Add(new ReportExpectation("under-voltage warning between 890 s and 910 s", true, "at 900.0 s"));
        scenario.Expectations.Add(new ReportExpectation("over-temperature trip within 300 ms", verdict != Verdict.Failed,
            verdict == Verdict.Failed ? "after 412 ms" : "after 210 ms"));
        scenario.Events.Add(new ReportEvent(900, "under-voltage", MarkLevel.Warning, "group 2", "expected"));
        scenario.Events.Add(new ReportEvent(3_000, "over-temperature discharge", MarkLevel.Derate, "sensor 1", "expected"));
        scenario.Events.Add(new ReportEvent(3_150, "over-temperature discharge", MarkLevel.Trip, "sensor 1"));
        for (int chart = 0; chart < chartsEach; chart++)
            scenario.Charts.Add(chart % 2 == 0 ? ReplayPlot.Draw(MadeUpReplay.Record(6_000, index + 10 * chart), name) : PackChart(index));
        return scenario;
    }

    /// <summary>A chart with everything that a scenario's picture may have.</summary>
    public static Chart PackChart(int seed)
    {
        const int Rows = 3_000;
        var random = new Random(seed);
        var seconds = new double[Rows];
        var volts = new double[4][];
        for (int group = 0; group < volts.Length; group++)
            volts[group] = new double[Rows];
        var contactor = new double[Rows];
        var balancing = new double[Rows];
        var mode = new double[Rows];
        var hot = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            seconds[row] = row * 2;
            for (int group = 0; group < volts.Length; group++)
                volts[group][row] = 3.5 + 0.62 * (1 - Math.Exp(-row / 900.0)) + 0.025 * group + 0.003 * random.NextDouble();
            contactor[row] = row is > 60 and < 2_500 ? 1 : 0;
            balancing[row] = row % 500 is > 200 and < 420 ? 1 : 0;
            mode[row] = row < 60 ? 0 : row < 120 ? 1 : row < 2_500 ? 2 : 3;
            hot[row] = row is > 1_000 and < 1_100 ? double.NaN : 25 + row * 0.008;
        }
        var chart = new Chart("Charge of four groups")
        {
            Subtitle = "synthetic cell · seed " + seed.ToString(CultureInfo.InvariantCulture),
        };
        var voltage = new Panel("Group voltages", "V") { Height = 140 };
        for (int group = 0; group < volts.Length; group++)
            voltage.Series.Add(new LineSeries("group " + (group + 1).ToString(CultureInfo.InvariantCulture), seconds, volts[group]));
        voltage.Limits.Add(new LimitLine(4.2, "over-voltage trip", MarkLevel.Trip));
        voltage.Limits.Add(new LimitLine(4.18, "over-voltage warning", MarkLevel.Warning));
        voltage.Limits.Add(new LimitLine(2.5, "under-voltage trip", MarkLevel.Trip));
        var temperature = new Panel("Temperature", "°C") { Height = 80, MinimumSpan = 2 };
        temperature.Series.Add(new LineSeries("surface", seconds, hot, Tone.Orange));
        temperature.Limits.Add(new LimitLine(55, "charge trip", MarkLevel.Trip));
        var modes = new Panel("Mode") { Height = 80, Categories = ["sleep", "precharge", "run", "fault"] };
        modes.Series.Add(new StepSeries("", seconds, mode, Tone.Purple));
        var outputs = new Panel("Outputs") { Lanes = true };
        outputs.Series.Add(new StepSeries("contactor", seconds, contactor, Tone.Teal));
        outputs.Series.Add(new StepSeries("balancing group 4", seconds, balancing, Tone.Ochre));
        chart.Panels.Add(voltage);
        chart.Panels.Add(temperature);
        chart.Panels.Add(modes);
        chart.Panels.Add(outputs);
        chart.Marks.Add(new EventMark(120, "precharge done", MarkLevel.Information));
        chart.Marks.Add(new EventMark(4_620, "over-voltage", MarkLevel.Warning));
        chart.Marks.Add(new EventMark(4_980, "over-voltage", MarkLevel.Trip));
        chart.Marks.Add(new EventMark(5_000, "contactors open", MarkLevel.Information));
        return chart;
    }
}
