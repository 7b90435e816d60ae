using System;
using Bms.Hil.Traces;

namespace Bms.Hil.Scoring;

/// <summary>What a replay has to know of the whole of a recording before it gives the first row: between which times, and its largest current.</summary>
/// <param name="FirstSeconds">Where the cut begins, since the recording's first row.</param>
/// <param name="LastSeconds">Where it ends.</param>
/// <param name="LargestAmps">The largest magnitude of the current in it, in amperes.</param>
public sealed record RecordingExtent(double FirstSeconds, double LastSeconds, double LargestAmps)
{
    /// <summary>Goes through all rows.</summary>
    /// <param name="rows">The recording, from its first row on.</param>
    /// <param name="fromSeconds">Rows before this do not count.</param>
    /// <param name="toSeconds">Rows after this do not count.</param>
    /// <returns>Of a recording without rows between the two, an empty extent.</returns>
    public static RecordingExtent Measure(ITraceRows rows, double fromSeconds, double toSeconds)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var row = new TraceRow(rows.Columns.CellCount);
        double origin = double.NaN;
        double first = double.NaN;
        double last = double.NaN;
        double largest = 0;
        while (rows.Read(row))
        {
            if (double.IsNaN(origin))
                origin = row.TimeSeconds;
            double seconds = row.TimeSeconds - origin;
            if (seconds > toSeconds)
                break;
            if (double.IsNaN(first) && seconds < fromSeconds)
                continue;
            if (double.IsNaN(first))
                first = seconds;
            last = seconds;
            largest = Math.Max(largest, Math.Abs(row.CurrentAmps));
        }
        return new RecordingExtent(first, last, largest);
    }
}
