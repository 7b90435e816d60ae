using System;
using System.IO;

namespace Bms.Hil.Traces;

/// <summary>
/// Cuts a stream of bytes into lines over one buffer of a fixed size. A damaged stream gives all lines before the damage first
/// and is refused then, so that the message can name the line.
/// </summary>
internal sealed class LineBuffer : IDisposable
{
    /// <summary>Size of the buffer and, with that, the longest line.</summary>
    public const int Capacity = 256 * 1024;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly byte[] _bytes = new byte[Capacity];
    private int _start;
    private int _end;
    private bool _ended;
    private Exception? _damage;

    public LineBuffer(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
        Fill();
    }

    /// <summary>Number of the line returned last, counted from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Whether the line returned last is only the beginning of one that is longer than the buffer.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The bytes that are in the buffer and not yet returned.</summary>
    public ReadOnlySpan<byte> Buffered => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Leaves out the next bytes, which must be in the buffer.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>The next line, without its LF or CR LF, if all of it is in the buffer; does not read on.</summary>
    public bool TryReadBuffered(out ReadOnlySpan<byte> line)
    {
        int length = Buffered.IndexOf((byte)'\n');
        bool isLast = length < 0 && _ended && _start < _end;
        line = default;
        if (isLast)
            line = Take(_end - _start, _end - _start);
        else if (length >= 0)
            line = Take(length, length + 1);
        return isLast || length >= 0;
    }

    /// <summary>The next line, without its LF or CR LF; valid until the next call.</summary>
    /// <exception cref="BadInputException">The stream ends early or is damaged here.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        IsCut = false;
        if (TryReadBuffered(out line))
            return true;
        Fill();
        if (TryReadBuffered(out line))
            return true;
        if (_damage is not null)
            throw Damaged();
        if (_start == _end)
            return false;
        SkipToLineEnd();
        LineNumber++;
        IsCut = true;
        return true;
    }

    /// <summary>A place in the buffer to go back to; lost with the first line that has to be read on for.</summary>
    public (int Start, long LineNumber) Mark() => (_start, LineNumber);

    /// <summary>Goes back to a place marked before, after nothing but <see cref="TryReadBuffered"/>.</summary>
    public void Return((int Start, long LineNumber) mark) => (_start, LineNumber) = mark;

    public void Dispose() => _stream.Dispose();

    private ReadOnlySpan<byte> Take(int length, int consumed)
    {
        ReadOnlySpan<byte> line = _bytes.AsSpan(_start, length);
        _start += consumed;
        LineNumber++;
        return line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
    }

    private void SkipToLineEnd()
    {
        while (true)
        {
            int length = Buffered.IndexOf((byte)'\n');
            if (length >= 0)
            {
                _start += length + 1;
                return;
            }

            _start = _end;
            Fill();
            if (_damage is not null)
                throw Damaged();
            if (_start == _end)
                return;
        }
    }

    private void Fill()
    {
        Buffered.CopyTo(_bytes);
        _end -= _start;
        _start = 0;
        try
        {
            while (_end < Capacity && !_ended && _damage is null)
            {
                int count = _stream.Read(_bytes, _end, Capacity - _end);
                _end += count;
                _ended = count == 0;
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _damage = error;
        }
    }

    private BadInputException Damaged()
    {
        string what = _damage is InvalidDataException
            ? "the gzip data ends early or is damaged"
            : "cannot be read on: " + OneLine.Of(_damage!.Message);
        return new BadInputException($"{_name}: {what} after line {LineNumber}", _damage);
    }
}
