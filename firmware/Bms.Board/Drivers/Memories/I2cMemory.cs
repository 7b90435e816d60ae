using Bms.Board.Ports;
using Bms.Core.Lifecycle;

namespace Bms.Board.Drivers.Memories;

/// <summary>
/// An FRAM or EEPROM on I²C with two address bytes, most significant first: Fujitsu MB85RC256V (DS501-00017: no wait and no poll after a
/// write) and the 24xx256 family (Microchip DS20001203: pages of 64 bytes, write cycle of 5 ms at most, polled by whether the address is
/// acknowledged).
/// </summary>
public sealed class I2cMemory : INonVolatileMemory
{
    // Three times the longest write cycle of the data sheets: then the part is not busy but gone, and the next call tells that.
    private const int LongestWriteMilliseconds = 15;
    private const int AddressBytes = 2;
    private const int PieceBytes = 64;

    private readonly II2cBus _bus;
    private readonly IClock _clock;
    private readonly int _address;
    private readonly byte[] _out = new byte[AddressBytes + PieceBytes];
    private readonly byte[] _in = new byte[PieceBytes];
    private bool _writing;
    private int _writtenAt;

    /// <summary>Makes the memory of one part.</summary>
    /// <param name="bus">Its bus.</param>
    /// <param name="clock">Time.</param>
    /// <param name="address">Its 7-bit address, 0x50…0x57.</param>
    /// <param name="length">Bytes, up to 65 536.</param>
    /// <param name="pageBytes">The page of an EEPROM, a power of two up to 64; 1 for an FRAM.</param>
    public I2cMemory(II2cBus bus, IClock clock, int address, int length, int pageBytes)
    {
        _bus = bus;
        _clock = clock;
        _address = address;
        Length = length;
        WriteUnitBytes = pageBytes;
    }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public int WriteUnitBytes { get; }

    /// <inheritdoc/>
    public bool Busy
    {
        get
        {
            if (!_writing)
                return false;
            int since = unchecked(_clock.NowMilliseconds - _writtenAt);
            // An address alone is acknowledged once the write cycle has ended.
            _out[0] = 0;
            _out[1] = 0;
            if (_bus.Write(_address, _out, AddressBytes) || since < 0 || since > LongestWriteMilliseconds)
                _writing = false;
            return _writing;
        }
    }

    /// <inheritdoc/>
    public bool Read(int address, byte[] buffer, int offset, int count)
    {
        if (!Inside(address, buffer, offset, count))
            return false;
        int done = 0;
        while (done < count)
        {
            int piece = count - done < PieceBytes ? count - done : PieceBytes;
            Put(address + done);
            if (!_bus.WriteRead(_address, _out, AddressBytes, _in, piece))
                return false;
            for (int index = 0; index < piece; index++)
                buffer[offset + done + index] = _in[index];
            done += piece;
        }
        return true;
    }

    /// <inheritdoc/>
    public bool Write(int address, byte[] buffer, int offset, int count)
    {
        if (!Inside(address, buffer, offset, count) || Busy)
            return false;
        int unit = WriteUnitBytes;
        bool paged = unit > 1;
        // Beyond its end a page begins anew at its start and would overwrite itself.
        if (paged && (count > unit || (address & (unit - 1)) + count > unit))
            return false;
        int done = 0;
        while (done < count)
        {
            int piece = count - done < PieceBytes ? count - done : PieceBytes;
            Put(address + done);
            for (int index = 0; index < piece; index++)
                _out[AddressBytes + index] = buffer[offset + done + index];
            if (!_bus.Write(_address, _out, AddressBytes + piece))
                return false;
            done += piece;
        }
        _writing = paged && count > 0;
        _writtenAt = _clock.NowMilliseconds;
        return true;
    }

    private bool Inside(int address, byte[] buffer, int offset, int count) =>
        address >= 0 && count >= 0 && address <= Length - count && offset >= 0 && offset <= buffer.Length - count;

    private void Put(int address)
    {
        _out[0] = (byte)(address >> 8);
        _out[1] = (byte)address;
    }
}
