using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Bms.Hil.Traces;

/// <summary>
/// A trace read once and kept in memory, column by column, to be gone through many times and from several threads. It holds what the
/// reader gave: the usable rows, and the count and names of the skipped ones.
/// </summary>
public sealed class DecodedTrace
{
    /// <summary>A trace with more numbers than this is not kept: 256 MB.</summary>
    public const long MostNumbers = 32 * 1024 * 1024;

    private const int RowsBetweenChecks = 4096;

    private readonly int[] _slots;
    private readonly double[][] _columns;
    private readonly int _rows;

    private DecodedTrace(TraceReader reader, int[] slots, double[][] columns, int rows)
    {
        Name = reader.Name;
        Columns = reader.Columns;
        SkippedRows = reader.SkippedRows;
        FirstSkipped = reader.FirstSkipped;
        _slots = slots;
        _columns = columns;
        _rows = rows;
    }

    /// <summary>The path.</summary>
    public string Name { get; }

    /// <summary>What the header says.</summary>
    public TraceColumns Columns { get; }

    /// <summary>Rows that could not be used.</summary>
    public long SkippedRows { get; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<SkippedRow> FirstSkipped { get; }

    /// <summary>Reads a whole file.</summary>
    /// <returns>Null where the file holds more than <see cref="MostNumbers"/>.</returns>
    /// <exception cref="BadInputException">The file cannot be read, or has no usable row.</exception>
    public static DecodedTrace? Read(string path, CancellationToken cancellation = default)
    {
        using TraceReader reader = TraceReader.Open(path);
        int[] slots = [.. Enumerable.Range(0, TraceQuantity.Count).Where(reader.Columns.Has)];
        List<double>[] columns = [.. slots.Select(_ => new List<double>())];
        var row = new TraceRow(reader.Columns.CellCount);
        int rows = 0;
        while (reader.Read(row))
        {
            if (rows++ % RowsBetweenChecks == 0)
                cancellation.ThrowIfCancellationRequested();
            if ((long)rows * slots.Length > MostNumbers)
                return null;
            for (int column = 0; column < slots.Length; column++)
                columns[column].Add(row[slots[column]]);
        }
        return new DecodedTrace(reader, slots, [.. columns.Select(column => column.ToArray())], rows);
    }

    /// <summary>The rows from the first one on, for one pass.</summary>
    public ITraceRows Rows() => new Pass(this);

    /// <summary>One pass over the rows.</summary>
    private sealed class Pass(DecodedTrace trace) : ITraceRows
    {
        private int _next;

        public string Name => trace.Name;

        public TraceColumns Columns => trace.Columns;

        public long SkippedRows => trace.SkippedRows;

        public IReadOnlyList<SkippedRow> FirstSkipped => trace.FirstSkipped;

        public bool Read(TraceRow row)
        {
            if (_next == trace._rows)
                return false;
            for (int column = 0; column < trace._slots.Length; column++)
                row[trace._slots[column]] = trace._columns[column][_next];
            row.CellCount = trace.Columns.CellCount;
            _next++;
            return true;
        }
    }
}
