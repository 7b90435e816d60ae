using System;
using System.Globalization;
using Bms.Hil.Diagnostics;
using Bms.Hil.Scenarios.Pictures;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>The tables that <c>events</c> prints.</summary>
internal static class EventsTable
{
    public static void Write(IAnsiConsole console, StoredRecords records)
    {
        var counters = new Table().Border(TableBorder.Simple).Title("Events");
        counters.AddColumn("Event");
        counters.AddColumn("Severity");
        counters.AddColumn(new TableColumn("Began").RightAligned());
        counters.AddColumn(new TableColumn("Tripped").RightAligned());
        counters.AddColumn(new TableColumn("First").RightAligned());
        counters.AddColumn(new TableColumn("Last").RightAligned());
        counters.AddColumn("Last date");
        counters.AddColumn("Meaning");
        foreach (StoredCounter counter in records.Counters)
        {
            counters.AddRow(
                Markup.Escape(EventText.Of(counter.Event, ended: false)),
                counter.Severity.ToString(),
                Invariant($"{counter.Began}"),
                Invariant($"{counter.Tripped}"),
                Invariant($"{counter.FirstSeconds} s"),
                Invariant($"{counter.LastSeconds} s"),
                counter.Last,
                Markup.Escape(counter.Text));
        }
        console.Write(counters);
        var frames = new Table().Border(TableBorder.Simple).Title("Freeze frames");
        frames.AddColumn(new TableColumn("Frame").RightAligned());
        frames.AddColumn("Event");
        frames.AddColumn("Where");
        frames.AddColumn(new TableColumn("Value").RightAligned());
        frames.AddColumn(new TableColumn("At").RightAligned());
        frames.AddColumn(new TableColumn("Samples").RightAligned());
        frames.AddColumn("Digest");
        foreach (FreezeFrame frame in records.Frames)
        {
            frames.AddRow(
                Invariant($"{frame.Number}"),
                Markup.Escape(EventText.Of(frame.Happened)),
                EventText.ChannelOf(frame.Happened.Kind, frame.Happened.Channel),
                Invariant($"{frame.Value}"),
                Invariant($"{frame.OperatingSeconds} s"),
                Invariant($"{frame.Samples.Count}"),
                frame.Digest.ToString("x8", CultureInfo.InvariantCulture));
        }
        console.Write(frames);
        console.WriteLine("latched: " + (records.Latched.Count == 0 ? "nothing" : string.Join(", ", records.Latched)));
        console.WriteLine(records.Soc is double soc ? Invariant($"stored state of charge: {100 * soc:0.0} %") : "stored state of charge: none");
        console.WriteLine(Invariant($"operating time: {records.OperatingSeconds} s"));
        console.WriteLine("memory: " + (records.Faults.Count == 0 ? "sound" : string.Join(", ", records.Faults)));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
