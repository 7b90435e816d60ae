using System;
using Bms.Board.Ports;

namespace Bms.Board.Tests.Chips;

/// <summary>An FRAM (page 1) or EEPROM behind its I²C port: two address bytes, pages that wrap, a write cycle that is not acknowledged.</summary>
internal sealed class MemoryChip(ChipTime time, int length, int page) : II2cBus
{
    private const int Address = 0x50;
    private const long CycleMicroseconds = 5_000;

    private long _busyUntil;

    public byte[] Bytes { get; } = new byte[length];

    public bool Gone { get; set; }

    public int Writes { get; private set; }

    public bool Write(int address, byte[] bytes, int count)
    {
        if (!Acknowledges(address))
            return false;
        int at = ((bytes[0] << 8) | bytes[1]) % length;
        for (int index = 2; index < count; index++)
        {
            Bytes[at] = bytes[index];
            at = page > 1 ? (at & ~(page - 1)) | ((at + 1) & (page - 1)) : (at + 1) % length;
        }
        if (count > 2)
            Writes++;
        if (page > 1 && count > 2)
            _busyUntil = time.Microseconds + CycleMicroseconds;
        return true;
    }

    public bool WriteRead(int address, byte[] bytes, int count, byte[] read, int readCount)
    {
        if (!Acknowledges(address))
            return false;
        int at = (bytes[0] << 8) | bytes[1];
        for (int index = 0; index < readCount; index++)
            read[index] = Bytes[(at + index) % length];
        return true;
    }

    private bool Acknowledges(int address) => address == Address && !Gone && time.Microseconds >= _busyUntil;
}
