using System;
using Bms.Core.Lifecycle;

namespace Bms.Core.Tests.Support;

/// <summary>A record whose every byte follows from one number, so that a mixture of two of them is seen.</summary>
internal sealed class NumberedRecord(RecordKind kind, int length, int period = 0, int version = 1) : IPersistentRecord
{
    public RecordKind Kind => kind;

    public int Version => version;

    public int MaximumLength => length;

    public int PeriodSeconds => period;

    /// <summary>What is to be kept; negative for nothing.</summary>
    public int Number { get; set; } = -1;

    /// <summary>What was read; null where nothing was, or a mixture of several.</summary>
    public int? Restored { get; private set; }

    public bool Mixed { get; private set; }

    public bool Refuses { get; init; }

    public int ReadVersion { get; private set; }

    public int Write(byte[] bytes)
    {
        if (Number < 0)
            return 0;
        Fill(bytes, Number);
        return length;
    }

    public bool Read(byte[] bytes, int read, int readVersion)
    {
        if (Refuses)
            return false;
        int number = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
        byte[] expected = new byte[length];
        Fill(expected, number);
        Mixed = read != length || !expected.AsSpan().SequenceEqual(bytes.AsSpan(0, read));
        Restored = number;
        ReadVersion = readVersion;
        return true;
    }

    private void Fill(byte[] bytes, int number)
    {
        var random = new Random(number);
        for (int index = 0; index < length; index++)
            bytes[index] = index < 3 ? (byte)(number >> (8 * index)) : (byte)random.Next(256);
    }
}
