using System;
using Bms.Core.Lifecycle;

namespace Bms.Core.Conformance;

/// <summary>A memory that does what the script of conformance asks: stops after some bytes, has a bad cell, is silent, or throws.</summary>
internal sealed class ScriptedMemory : INonVolatileMemory
{
    private readonly byte[] _bytes;
    private readonly int _unit;

    /// <summary>Makes an empty memory.</summary>
    public ScriptedMemory(int length, int unit)
    {
        _bytes = new byte[length];
        _unit = unit;
    }

    /// <summary>What is in it.</summary>
    public byte[] Bytes => _bytes;

    /// <inheritdoc/>
    public int Length => _bytes.Length;

    /// <inheritdoc/>
    public int WriteUnitBytes => _unit;

    /// <inheritdoc/>
    public bool Busy { get; set; }

    /// <summary>Bytes that are still written before power goes.</summary>
    public int Left { get; set; } = int.MaxValue;

    /// <summary>A byte that stays as it is; −1 for none.</summary>
    public int BadCell { get; set; } = -1;

    /// <summary>No read is answered.</summary>
    public bool Silent { get; set; }

    /// <summary>Every write throws.</summary>
    public bool Throws { get; set; }

    /// <inheritdoc/>
    public bool Read(int address, byte[] buffer, int offset, int count)
    {
        if (Silent)
            return false;
        Array.Copy(_bytes, address, buffer, offset, count);
        return true;
    }

    /// <inheritdoc/>
    public bool Write(int address, byte[] buffer, int offset, int count)
    {
        // The device's own exception: an index that there is not.
        if (Throws)
            return buffer[buffer.Length] == 0;
        for (int index = 0; index < count; index++)
        {
            if (Left <= 0)
                return false;
            Left--;
            if (address + index != BadCell)
                _bytes[address + index] = buffer[offset + index];
        }
        return true;
    }
}
