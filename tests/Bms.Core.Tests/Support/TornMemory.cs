using System;
using System.Collections.Generic;
using Bms.Core.Lifecycle;

namespace Bms.Core.Tests.Support;

/// <summary>How the bytes of the write unit that is being written look when power goes.</summary>
internal enum Tear
{
    /// <summary>The first bytes are new, the others old.</summary>
    InOrder,

    /// <summary>The last bytes are new, the others old.</summary>
    Backwards,

    /// <summary>As many bytes are new, anywhere in the unit.</summary>
    Reordered,

    /// <summary>Any of the bytes is neither old nor new.</summary>
    Garbage,

    /// <summary>The run before it, too, silently never arrived: it reported success and the old bytes are still there.</summary>
    StuckOld,
}

/// <summary>A non-volatile memory that loses power after a number of bytes, tears what is being written, has bad cells, and counts.</summary>
internal sealed class TornMemory(int length, int unit, int seed = 1) : INonVolatileMemory
{
    private readonly Random _random = new(seed);
    private readonly byte[] _before = new byte[PersistentStore.MostBytesAStep];
    private int _lastAddress = -1;
    private int _lastCount;

    public byte[] Bytes { get; private set; } = new byte[length];

    public int Length => Bytes.Length;

    public int WriteUnitBytes => unit;

    public bool Busy { get; set; }

    /// <summary>Bytes that may still be written before power goes.</summary>
    public int Left { get; set; } = int.MaxValue;

    public Tear Tear { get; set; }

    public bool Dead { get; private set; }

    /// <summary>Addresses that keep their value whatever is written.</summary>
    public HashSet<int> BadCells { get; } = [];

    /// <summary>Reads and writes throw.</summary>
    public bool Throws { get; set; }

    public bool ReadsFail { get; set; }

    public bool WritesFail { get; set; }

    public long BytesWritten { get; private set; }

    /// <summary>Writes of each byte, or of each unit where the part writes whole pages.</summary>
    public int[]? Wear { get; private set; }

    public void CountWear() => Wear = new int[(length + unit - 1) / unit];

    /// <summary>The same bytes with power again.</summary>
    public TornMemory Again() => new(Bytes.Length, unit) { Bytes = (byte[])Bytes.Clone() };

    public bool Read(int address, byte[] buffer, int offset, int count)
    {
        if (Throws)
            throw new InvalidOperationException("the driver");
        if (Dead || ReadsFail)
            return false;
        Array.Copy(Bytes, address, buffer, offset, count);
        // What has been read back has arrived.
        _lastAddress = -1;
        return true;
    }

    public bool Write(int address, byte[] buffer, int offset, int count)
    {
        if (Throws)
            throw new InvalidOperationException("the driver");
        if (Dead || WritesFail || Busy)
            return false;
        if (unit > 1 && address / unit != (address + count - 1) / unit)
            throw new InvalidOperationException("a write crosses a page");
        for (int first = address / unit; Wear is not null && first <= (address + count - 1) / unit; first++)
            Wear[first]++;
        if (Left < count)
        {
            Cut(address, buffer, offset, count);
            return false;
        }
        Left -= count;
        BytesWritten += count;
        Array.Copy(Bytes, address, _before, 0, count);
        (_lastAddress, _lastCount) = (address, count);
        for (int index = 0; index < count; index++)
            Store(address + index, buffer[offset + index]);
        return true;
    }

    private void Cut(int address, byte[] buffer, int offset, int count)
    {
        Dead = true;
        int[] order = new int[count];
        for (int index = 0; index < count; index++)
            order[index] = Tear == Tear.Backwards ? count - 1 - index : index;
        if (Tear == Tear.Reordered)
            _random.Shuffle(order);
        for (int index = 0; index < Left; index++)
            Store(address + order[index], buffer[offset + order[index]]);
        if (Tear == Tear.Garbage)
            Store(address + order[Left], (byte)_random.Next(256));
        if (Tear == Tear.StuckOld && _lastAddress >= 0)
            Array.Copy(_before, 0, Bytes, _lastAddress, _lastCount);
    }

    private void Store(int address, byte value)
    {
        if (!BadCells.Contains(address))
            Bytes[address] = value;
    }
}
