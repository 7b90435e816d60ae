using System.Collections.Generic;
using System.Globalization;
using Bms.Hil.Traces;
using Bms.Hil.Traces.Inspection;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>Writes a <see cref="TraceInspection"/> for people.</summary>
internal static class InspectionReport
{
    public static void Write(IAnsiConsole console, TraceInspection inspection)
    {
        console.Write(new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumn("").AddColumn("")
            .With("Trace", inspection.Trace + (inspection.Compression == "gzip" ? " (gzip)" : ""))
            .With("Columns", string.Join(", ", inspection.Columns))
            .With("Ignored columns", inspection.IgnoredColumns.Count == 0 ? "none" : string.Join(", ", inspection.IgnoredColumns))
            .With("Temperature", inspection.TemperatureSource ?? "none: replay needs --temperature")
            .With("Rows", Text($"{inspection.Rows} usable, {inspection.SkippedRows} skipped"))
            .With("Duration", Text($"{inspection.DurationSeconds:0.###} s"))
            .With("Test time", Text($"{inspection.FirstTestTimeSeconds:0.###} … {inspection.LastTestTimeSeconds:0.###} s"))
            .With("Sampling", Sampling(inspection.Sampling))
            .With("Charge, integrated", Charge(inspection.Charge.ByIntegration))
            .With("Charge, counter", inspection.Charge.ByCounter is ChargeTotal counter
                ? Charge(counter) + Text($"; net differs by {inspection.Charge.NetDifferenceAmpHours:+0.0000;-0.0000;0.0000} Ah")
                : "no such column")
            .With("Gaps", Gaps(inspection.Gaps))
            .With("Time backwards", Fault(inspection.TimeBackwards))
            .With("Time repeated", Fault(inspection.DuplicateTimes))
            .With("Single-sample drop-outs", inspection.Dropouts.Count == 0 ? "none" : "see below")
            .With("Largest spread of groups", inspection.LargestSpread is PackSpread spread
                ? Text($"{spread.Millivolts:0.#} mV in line {spread.Line} (test time {spread.TestTimeSeconds:0.###} s)")
                : "no group voltages")
            .With("Positive current charges", $"{inspection.SignCheck.Result} ({inspection.SignCheck.Reason})"));
        console.WriteLine();
        console.Write(Ranges(inspection));
        WriteDropouts(console, inspection.Dropouts);
        WriteSkipped(console, inspection);
    }

    private static Table With(this Table table, string name, string value) =>
        table.AddRow(new Text(name, new Style(decoration: Decoration.Bold)), new Text(value));

    private static string Text(System.FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Sampling(SamplingSummary? sampling) => sampling is null
        ? "one row only"
        : Text($"median {sampling.MedianSeconds:0.####} s, from {sampling.MinSeconds:0.####} to {sampling.MaxSeconds:0.####} s");

    private static string Charge(ChargeTotal charge) =>
        Text($"net {charge.NetAmpHours:+0.0000;-0.0000;0.0000} Ah, moved {charge.ThroughputAmpHours:0.0000} Ah");

    private static string Gaps(GapSummary gaps) => gaps.Count == 0
        ? Text($"none above {gaps.ThresholdSeconds:0.###} s")
        : Text($"{gaps.Count} above {gaps.ThresholdSeconds:0.###} s, {gaps.TotalSeconds:0.###} s in all; ")
            + Text($"longest {gaps.LongestSeconds:0.###} s before line {gaps.LongestLine}, from {gaps.LongestTestTimeSeconds:0.###} s");

    private static string Fault(TimeFault fault) => fault.Count == 0
        ? "never"
        : Text($"in {fault.Count} rows, first line {fault.FirstLine}: from {fault.FirstFromSeconds:0.###} to {fault.FirstToSeconds:0.###} s");

    private static Table Ranges(TraceInspection inspection)
    {
        var table = new Table { Border = TableBorder.Ascii2 };
        table.AddColumns("Column", "Least", "Mean", "Most", "Empty cells");
        foreach (QuantityRange range in inspection.Ranges)
        {
            table.AddRow(
                new Text(range.Column),
                new Text(Text($"{range.Min:0.#####}")).RightJustified(),
                new Text(Text($"{range.Mean:0.#####}")).RightJustified(),
                new Text(Text($"{range.Max:0.#####}")).RightJustified(),
                new Text(Text($"{range.EmptyCells}")).RightJustified());
        }

        return table;
    }

    private static void WriteDropouts(IAnsiConsole console, IReadOnlyList<Dropouts> dropouts)
    {
        foreach (Dropouts found in dropouts)
        {
            string first = Text($"first line {found.FirstLine} ({found.FirstTestTimeSeconds:0.###} s): {found.FirstValue:0.#####}");
            console.WriteLine(Text($"drop-out: {found.Column}: {found.Count}, {first}"));
        }
    }

    private static void WriteSkipped(IAnsiConsole console, TraceInspection inspection)
    {
        foreach (SkippedRow row in inspection.FirstSkipped)
            console.WriteLine($"skipped: {row}");
        long unnamed = inspection.SkippedRows - inspection.FirstSkipped.Count;
        if (unnamed > 0)
            console.WriteLine(Text($"skipped: {unnamed} more rows"));
    }
}
