using System;
using System.Globalization;
using System.Linq;
using Bms.Hil.Scoring;
using Bms.Hil.Traces;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>Writes a <see cref="ReplayResult"/> for people.</summary>
internal static class ReplayReport
{
    private const int MostEvents = 12;

    public static void Write(IAnsiConsole console, ReplayResult result)
    {
        SocFigures soc = result.Soc;
        Table table = new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumn("").AddColumn("");
        Row(table, "Trace", result.Trace);
        Row(table, "Cell", $"{result.Cell} ({result.CellProvenance})");
        Row(table, "Estimator", result.Estimator);
        Row(table, "Temperature", result.TemperatureSource);
        Row(table, "Rows", Text($"{result.Samples} in {result.DurationSeconds:0.#} s, {result.SkippedRows} skipped"));
        if (result.Restart is RestartFigures restart)
            Row(table, "Snapshot", restart.Trusted ? "trusted" : "rejected by the first voltages: started from them");
        Row(table, "SOC error", $"RMSE {Percent(soc.Rmse)}, mean {Percent(soc.Mae)}, largest {Percent(soc.Max)}");
        Row(table, "  after 600 s", $"RMSE {Percent(soc.RmseAfter600s)}");
        Row(table, "SOC at the end", $"{Percent(soc.Final)}, reference {Percent(soc.FinalReference)}");
        Row(table, "Converged", soc.ConvergenceSeconds is double seconds ? Text($"after {seconds:0.#} s (within 3 % for 300 s)") : "never within 3 % for 300 s");
        Row(table, "Within two sigmas", $"{Percent(soc.Coverage2Sigma)} of the rows; mean sigma {Percent(soc.MeanSigma)}");
        Row(table, "Voltage", result.Voltage.RmseMillivolts is double millivolts ? Text($"expected within {millivolts:0.#} mV RMSE") : "not compared");
        if (result.ReferenceWarning is string warning)
            Row(table, "Warning", warning);
        Row(table, "Capacity", Text($"{result.CapacityAhFinal:0.000} Ah ± {result.CapacityAhSigma:0.000} Ah as learned; last evidence: {result.CapacityReason}"));
        Row(table, "Resistance", Text($"{1000 * result.ResistanceOhmFinal:0.00} mΩ ± {1000 * result.ResistanceOhmSigma:0.00} mΩ at 25 °C and 50 % as learned; last evidence: {result.ResistanceReason}"));
        foreach (ReplayResult one in result.Recordings ?? [])
            Row(table, "  " + one.Trace, Text($"RMSE {Percent(one.Soc.Rmse)}, capacity {one.CapacityAhFinal:0.000} Ah"));
        Row(table, "Digest", result.Digest);
        Row(table, "Speed", Text($"{result.Timing.StepsPerSecond / 1000:0} thousand steps a second; reading {result.Timing.ReadSeconds:0.00} s, stepping {result.Timing.StepSeconds:0.00} s"));
        console.Write(table);
        EnergyTableText.Write(console, result.Energy);
        WriteEvents(console, result);
        foreach (SkippedRow skipped in result.FirstSkipped)
            console.WriteLine("skipped " + skipped);
    }

    private static void WriteEvents(IAnsiConsole console, ReplayResult result)
    {
        if (result.Events.Count == 0)
        {
            console.WriteLine("No events.");
            return;
        }
        Table table = new Table { Border = TableBorder.Simple }.AddColumns("at / s", "event", "level", "channel");
        foreach (ReplayEvent happened in result.Events.Take(MostEvents))
            table.AddRow(new Text(Text($"{happened.AtSeconds:0.###}")), new Text(happened.Kind), new Text(happened.Level), new Text(Text($"{happened.Channel}")));
        console.Write(table);
        long more = result.Events.Count - Math.Min(MostEvents, result.Events.Count) + result.EventsNotListed;
        if (more > 0)
            console.WriteLine(Text($"and {more} more events (--json lists them)"));
    }

    private static void Row(Table table, string name, string value) =>
        table.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), new Text(value));

    private static string Percent(double? fraction) =>
        fraction is double value ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture) + " %" : "none";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
