using System;
using Bms.Core.Lifecycle;

namespace Bms.Hil.Rigs;

/// <summary>An FRAM of 256 kbit in this process, or the bytes of a memory that was read out. Bytes are written one by one, at once.</summary>
internal sealed class SimMemory : INonVolatileMemory
{
    /// <summary>Bytes of an FRAM of 256 kbit.</summary>
    public const int UsualLength = 32768;

    public SimMemory()
        : this(new byte[UsualLength], 1)
    {
    }

    /// <param name="bytes">What is in it; used, not copied.</param>
    /// <param name="writeUnitBytes">The part's page.</param>
    public SimMemory(byte[] bytes, int writeUnitBytes)
    {
        Bytes = bytes;
        WriteUnitBytes = writeUnitBytes;
    }

    public byte[] Bytes { get; }

    public int Length => Bytes.Length;

    public int WriteUnitBytes { get; }

    public bool Busy => false;

    public bool Read(int address, byte[] buffer, int offset, int count)
    {
        if (address < 0 || count < 0 || address > Bytes.Length - count)
            return false;
        Array.Copy(Bytes, address, buffer, offset, count);
        return true;
    }

    public bool Write(int address, byte[] buffer, int offset, int count)
    {
        if (address < 0 || count < 0 || address > Bytes.Length - count)
            return false;
        Array.Copy(buffer, offset, Bytes, address, count);
        return true;
    }
}
