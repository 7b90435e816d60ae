using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace Bms.Hil.Traces;

/// <summary>A column to write.</summary>
/// <param name="Slot">Its quantity, a slot of <see cref="TraceQuantity"/>.</param>
/// <param name="Decimals">Digits after the point, 0 to 15; null for the shortest text that reads back as the same double.</param>
public readonly record struct TraceWriterColumn(int Slot, int? Decimals = null);

/// <summary>
/// Writes a trace as Battery Data Format CSV with label headers, plain or gzip: LF line ends, invariant numbers, no name and no
/// time in the gzip header. The same rows give the same bytes, compressed ones too as long as the .NET runtime is the same.
/// </summary>
public sealed class BdfTraceWriter : IDisposable
{
    private const int BufferLength = 64 * 1024;
    private const int MostBytesOfNumber = 400;
    private const int MostDecimals = 15;

    private readonly Stream _stream;
    private readonly TraceWriterColumn[] _columns;
    private readonly StandardFormat[] _formats;
    private readonly byte[] _bytes = new byte[BufferLength];
    private int _length;

    /// <param name="stream">Where to; disposed with the writer.</param>
    /// <param name="columns">The columns in order: time, voltage and current must be among them, none twice.</param>
    /// <param name="gzip">Whether to compress.</param>
    public BdfTraceWriter(Stream stream, IReadOnlyList<TraceWriterColumn> columns, bool gzip)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
        _formats = new StandardFormat[_columns.Length];
        Validate();
        _stream = gzip ? new GZipStream(stream, CompressionLevel.Optimal) : stream;
        for (int column = 0; column < _columns.Length; column++)
        {
            Append(TraceQuantity.LabelOf(_columns[column].Slot));
            _bytes[_length++] = (byte)(column == _columns.Length - 1 ? '\n' : ',');
        }
    }

    /// <summary>Creates or replaces a file; compressed if the name ends with <c>.gz</c>.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static BdfTraceWriter Create(string path, IReadOnlyList<TraceWriterColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            return new BdfTraceWriter(file, columns, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be written: {OneLine.Of(error.Message)}", error);
        }
    }

    /// <summary>Writes a row, or nothing of it if it is refused. NaN is written as an empty cell where the column is optional.</summary>
    /// <exception cref="ArgumentException">A value is infinite, or time, voltage or current is NaN.</exception>
    public void Write(TraceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (_length > BufferLength - ((_columns.Length + 1) * MostBytesOfNumber))
            FlushBuffer();
        int start = _length;
        for (int column = 0; column < _columns.Length; column++)
        {
            int slot = _columns[column].Slot;
            double value = row[slot];
            bool isEmpty = double.IsNaN(value) && !TraceQuantity.IsRequired(slot);
            if (!isEmpty && !double.IsFinite(value))
            {
                _length = start;
                string text = value.ToString(CultureInfo.InvariantCulture);
                throw new ArgumentException($"{TraceQuantity.LabelOf(slot)} is {text}", nameof(row));
            }

            if (!isEmpty)
                Append(value, column);
            _bytes[_length++] = (byte)(column == _columns.Length - 1 ? '\n' : ',');
        }
    }

    /// <summary>Writes what is buffered and closes the stream.</summary>
    public void Dispose()
    {
        FlushBuffer();
        _stream.Dispose();
    }

    private void Validate()
    {
        ulong seen = 0;
        for (int column = 0; column < _columns.Length; column++)
        {
            (int slot, int? decimals) = _columns[column];
            if (slot is < 0 or >= TraceQuantity.Count || (seen & (1UL << slot)) != 0)
                throw new ArgumentException($"column {column + 1} is unknown or there twice");
            if (decimals is < 0 or > MostDecimals)
                throw new ArgumentException($"column {column + 1} has {decimals} decimals; expected 0 to {MostDecimals}");
            seen |= 1UL << slot;
            _formats[column] = decimals is int digits ? new StandardFormat('F', (byte)digits) : default;
        }

        const ulong Required = (1 << TraceQuantity.TestTime) | (1 << TraceQuantity.Voltage) | (1 << TraceQuantity.Current);
        if ((seen & Required) != Required)
            throw new ArgumentException("time, voltage and current must be among the columns");
    }

    private void Append(string ascii)
    {
        foreach (char character in ascii)
            _bytes[_length++] = (byte)character;
    }

    private void Append(double value, int column)
    {
        Span<byte> target = _bytes.AsSpan(_length);
        bool hasRoom = System.Buffers.Text.Utf8Formatter.TryFormat(value, target, out int written, _formats[column]);
        if (!hasRoom)
            throw new InvalidOperationException("the buffer is smaller than one row");
        Span<byte> text = target[..written];
        if (text[0] == '-' && !text.ContainsAnyInRange((byte)'1', (byte)'9'))
        {
            // A value that rounds to zero is zero: "-0.000" is noise in a diff.
            text[1..].CopyTo(target);
            written--;
        }

        _length += written;
    }

    private void FlushBuffer()
    {
        _stream.Write(_bytes, 0, _length);
        _length = 0;
    }
}
