using System;
using System.Threading;

namespace Bms.Hil.Traces.Inspection;

/// <summary>
/// Looks a whole trace over in two passes and bounded memory. The first pass finds the scales: sampling, ranges, charge, the
/// slope of voltage over current. The second one judges rows against them: gaps, drop-outs, the sign of the current.
/// </summary>
public static class TraceInspector
{
    private const double GapInMedianSteps = 10;
    private const double ShortestGapSeconds = 1;

    /// <param name="path">The trace.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="BadInputException">The file cannot be read as a trace, or is a pipe, which can be read only once.</exception>
    public static TraceInspection Inspect(string path, CancellationToken cancellation = default)
    {
        return Inspect(() =>
        {
            TraceReader reader = TraceReader.Open(path);
            if (reader.CanReadAgain)
                return reader;
            reader.Dispose();
            throw new BadInputException($"{path}: is no file that can be read twice; inspect needs two passes");
        }, cancellation);
    }

    /// <param name="open">Opens the same trace again each time.</param>
    /// <param name="cancellation">Ends the work early.</param>
    internal static TraceInspection Inspect(Func<TraceReader> open, CancellationToken cancellation)
    {
        var times = new TimeAudit();
        var charge = new ChargeCounter();
        var slope = new ResistanceSlope();
        using TraceReader reader = open();
        var ranges = new RangeTracker(reader.Columns);
        var row = new TraceRow();
        while (reader.Read(row))
        {
            cancellation.ThrowIfCancellationRequested();
            double step = times.Add(row);
            charge.Add(row, step);
            slope.Add(row, step);
            ranges.Add(row);
        }

        double gapSeconds = Math.Max(ShortestGapSeconds, GapInMedianSteps * (times.Sampling?.MedianSeconds ?? 0));
        var gaps = new GapFinder(gapSeconds);
        var signs = new SignCheck(ranges.LargestOf(TraceQuantity.Current));
        var dropouts = new DropoutDetector(reader.Columns, ranges, slope.Ohms);
        JudgeRows(open, gaps, signs, dropouts, cancellation);
        return new TraceInspection
        {
            Trace = reader.Name,
            Compression = reader.IsGzip ? "gzip" : "none",
            Columns = reader.Columns.Used,
            IgnoredColumns = reader.Columns.Ignored,
            CellCount = reader.Columns.CellCount,
            TemperatureSource = TraceTemperature.TryResolve(reader.Columns, null)?.SourceName,
            Rows = reader.RowsRead,
            SkippedRows = reader.SkippedRows,
            FirstSkipped = reader.FirstSkipped,
            FirstTestTimeSeconds = times.FirstSeconds,
            LastTestTimeSeconds = times.LastSeconds,
            DurationSeconds = times.DurationSeconds,
            Sampling = times.Sampling,
            Ranges = ranges.Ranges,
            LargestSpread = ranges.LargestSpread,
            Charge = charge.Summary,
            Gaps = gaps.Summary,
            TimeBackwards = times.Backwards,
            DuplicateTimes = times.Duplicates,
            Dropouts = dropouts.Found,
            SignCheck = signs.Verdict(),
        };
    }

    private static void JudgeRows(
        Func<TraceReader> open, GapFinder gaps, SignCheck signs, DropoutDetector dropouts, CancellationToken cancellation)
    {
        var charge = new ChargeCounter();
        using TraceReader reader = open();
        var row = new TraceRow();
        double previousSeconds = double.NaN;
        double previousAmps = double.NaN;
        double previousVolts = double.NaN;
        while (reader.Read(row))
        {
            cancellation.ThrowIfCancellationRequested();
            double step = row.TimeSeconds - previousSeconds;
            bool isContinuous = step > 0 && !gaps.Add(row, step);
            if (isContinuous)
                signs.AddStep(row.CurrentAmps - previousAmps, row.VoltageVolts - previousVolts);
            charge.Add(row, step);
            signs.AddTrend(row.VoltageVolts, charge.NetAmpHours);
            dropouts.Add(row, isContinuous);
            (previousSeconds, previousAmps, previousVolts) = (row.TimeSeconds, row.CurrentAmps, row.VoltageVolts);
        }
    }
}
