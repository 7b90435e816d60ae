namespace Bms.Core.Lifecycle;

/// <summary>
/// Memory that keeps its bytes without power, byte-addressed: an FRAM or EEPROM on I²C or SPI, or a file on the PC. No call may block
/// for longer than the transfer of the bytes named in it. Board code implements it; nothing in it is trusted.
/// </summary>
public interface INonVolatileMemory
{
    /// <summary>Bytes from address 0 on; constant.</summary>
    int Length { get; }

    /// <summary>
    /// Bytes that the part writes as one, a power of two: the page of an EEPROM, 1 for an FRAM. A loss of power may leave any of the bytes
    /// of the unit being written old, new or neither; bytes of other units stay. No call of <see cref="Write"/> crosses its boundary.
    /// </summary>
    int WriteUnitBytes { get; }

    /// <summary>True while the part is still at work on an earlier write.</summary>
    bool Busy { get; }

    /// <summary>Reads bytes; false where the part did not answer.</summary>
    bool Read(int address, byte[] buffer, int offset, int count);

    /// <summary>Begins to write bytes; false where it is busy or did not answer. The bytes are looked at before the call returns.</summary>
    bool Write(int address, byte[] buffer, int offset, int count);
}
