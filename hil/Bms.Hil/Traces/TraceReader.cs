using System;
using System.Collections.Generic;
using System.IO;

namespace Bms.Hil.Traces;

/// <summary>
/// Streams a recorded trace row by row: Battery Data Format CSV, plain or gzip, columns in any order, named by label or in
/// snake case. Memory does not grow with the file and reading a row allocates nothing. Rows that cannot be used are counted,
/// the first of them named, and skipped; what time does from row to row is for the consumer to judge.
/// </summary>
public sealed class TraceReader : ITraceRows, IDisposable
{
    /// <summary>How many skipped rows are kept by name.</summary>
    public const int MostSkippedNamed = 20;

    private readonly LineBuffer _lines;
    private readonly RowParser _parser;
    private readonly List<SkippedRow> _firstSkipped = [];
    private TraceRow? _lastRow;

    private TraceReader(LineBuffer lines, string name, bool isGzip, bool canReadAgain)
    {
        _lines = lines;
        CanReadAgain = canReadAgain;
        Name = name;
        IsGzip = isGzip;
        RefuseBinary();
        Columns = ReadHeader();
        _parser = new RowParser(Columns);
        LookAhead();
    }

    /// <summary>The path, or the name that was given to the stream.</summary>
    public string Name { get; }

    /// <summary>Whether the file is compressed.</summary>
    public bool IsGzip { get; }

    /// <summary>Whether the same path can be opened again: true for a file, false for a pipe.</summary>
    public bool CanReadAgain { get; }

    /// <summary>What the header says.</summary>
    public TraceColumns Columns { get; }

    /// <summary>Rows read so far, without the skipped ones.</summary>
    public long RowsRead { get; private set; }

    /// <summary>Rows skipped so far because they could not be used.</summary>
    public long SkippedRows { get; private set; }

    /// <summary>The first <see cref="MostSkippedNamed"/> of the skipped rows.</summary>
    public IReadOnlyList<SkippedRow> FirstSkipped => _firstSkipped;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="BadInputException">
    /// The file is missing, a directory, empty, binary or unreadable, or its header lacks a required column, has one twice, or
    /// leaves out a group voltage.
    /// </exception>
    public static TraceReader Open(string path) => Open(TraceSource.OpenFile(path), path);

    /// <summary>Reads a stream, which needs no seeking; disposing the reader disposes the stream.</summary>
    /// <param name="stream">Plain or gzip bytes.</param>
    /// <param name="name">Name of the trace, for messages.</param>
    /// <exception cref="BadInputException">As for a file.</exception>
    public static TraceReader Open(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        try
        {
            Stream text = TraceSource.Decompress(stream, out bool isGzip);
            return new TraceReader(new LineBuffer(text, name), name, isGzip, stream.CanSeek);
        }
        catch (Exception error)
        {
            stream.Dispose();
            if (error is IOException or UnauthorizedAccessException)
                throw new BadInputException($"{name}: cannot be read: {OneLine.Of(error.Message)}", error);
            throw;
        }
    }

    /// <summary>Reads the next usable row.</summary>
    /// <param name="row">The row to fill; what it holds when the result is false is not defined.</param>
    /// <returns>False at the end of the trace.</returns>
    /// <exception cref="BadInputException">The file is damaged here, or ends and had no usable row.</exception>
    public bool Read(TraceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!ReferenceEquals(row, _lastRow))
            Adopt(row);
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            RowFault fault = RowFault.LineTooLong;
            if (!_lines.IsCut)
            {
                if (IsBlank(line))
                    continue;
                fault = _parser.Parse(line, row);
            }

            if (fault == RowFault.None)
            {
                row.LineNumber = _lines.LineNumber;
                RowsRead++;
                return true;
            }

            if (SkippedRows++ < MostSkippedNamed)
                _firstSkipped.Add(_parser.Describe(fault, line, _lines.LineNumber));
        }

        if (RowsRead > 0)
            return false;
        string reason = SkippedRows == 0 ? "; the file ends with the header" : $": {_firstSkipped[0]}";
        throw new BadInputException($"{Name}: no usable row{reason}");
    }

    public void Dispose() => _lines.Dispose();

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IsEmpty || (line[0] <= ' ' && line.Trim(" \t"u8).IsEmpty);

    private void Adopt(TraceRow row)
    {
        row.Clear();
        row.CellCount = Columns.CellCount;
        _lastRow = row;
    }

    private void RefuseBinary()
    {
        const int Looked = 4096;
        ReadOnlySpan<byte> start = _lines.Buffered[..Math.Min(Looked, _lines.Buffered.Length)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new BadInputException($"{Name}: is UTF-16 text; expected BDF CSV in UTF-8");
        for (int index = 0; index < start.Length; index++)
        {
            if (start[index] < ' ' && start[index] is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
                throw new BadInputException($"{Name}: is not text (byte 0x{start[index]:X2} at {index}); expected BDF CSV, plain or gzip");
        }

        if (start.StartsWith("\uFEFF"u8))
            _lines.Skip(3);
    }

    private TraceColumns ReadHeader()
    {
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (_lines.IsCut)
            {
                throw new BadInputException(
                    $"{Name}: line {_lines.LineNumber} is longer than {LineBuffer.Capacity} bytes, too long for a header");
            }

            if (!IsBlank(line))
                return TraceHeader.Parse(line, Name, _lines.LineNumber);
        }

        throw new BadInputException($"{Name}: is empty; expected a header with the columns of BDF CSV");
    }

    /// <summary>Finds out which optional columns hold values, from the rows that are in the buffer anyway.</summary>
    private void LookAhead()
    {
        (int, long) mark = _lines.Mark();
        var row = new TraceRow();
        while (_lines.TryReadBuffered(out ReadOnlySpan<byte> line))
        {
            row.Clear();
            if (_parser.Parse(line, row) == RowFault.None)
                Columns.NoteFirstValues(row);
        }

        _lines.Return(mark);
    }
}
