using System;
using Bms.Core.Lifecycle;

namespace Bms.Hil.Passports;

/// <summary>A record of a board's memory as it is stored, for whoever only wants to look at it.</summary>
internal sealed class RawRecord(RecordKind kind, int words) : IPersistentRecord
{
    /// <summary>The words; null where none are stored.</summary>
    public int[]? Words { get; private set; }

    public RecordKind Kind => kind;

    public int Version => LifetimeLayout.Version;

    public int MaximumLength => words * sizeof(int);

    public int PeriodSeconds => 0;

    public int Write(byte[] bytes) => 0;

    public bool Read(byte[] bytes, int length, int version)
    {
        if (length != MaximumLength)
            return false;
        int[] read = new int[words];
        Buffer.BlockCopy(bytes, 0, read, 0, length);
        Words = read;
        return true;
    }
}
