using System;
using System.Collections.Generic;
using Bms.Board.Ports;

namespace Bms.Board.Tests.Chips;

/// <summary>
/// The BQ76952 at register level behind its I²C port: direct commands, the transfer buffer with its checksum, data memory, configuration mode,
/// CRC on every byte, bleed timer, its over-voltage comparator (SLUUBY2B, SLUAA11B). Bytes can be corrupted, the chip can be gone or the bus stuck.
/// </summary>
internal sealed class Bq76952Chip : II2cBus
{
    private const int Address = 0x08;
    private const long ReadMicroseconds = 2_000;
    private const long BleedMicroseconds = 20_000_000;

    private readonly ChipTime _time;
    private readonly byte[] _registers = new byte[128];
    private readonly Dictionary<int, byte> _working = [];
    private int _pending = -1;
    private long _pendingAt;
    private long _bleedAt;
    private long _lastAt;
    private double _chargeMicrocoulombs;
    private int _bleed;

    public Bq76952Chip(ChipTime time)
    {
        _time = time;
        _lastAt = time.Microseconds;
        PowerUp();
    }

    /// <summary>Microvolts at the sixteen inputs.</summary>
    public int[] CellMicrovolts { get; } = new int[16];

    /// <summary>Centidegrees at TS1…TS3.</summary>
    public int[] TemperatureCentidegrees { get; } = [2500, 2500, 2500];

    /// <summary>Current through the shunt in microamps; positive charges.</summary>
    public int Microamps { get; set; }

    /// <summary>Shunt resistance.</summary>
    public int ShuntMicroohms { get; set; } = 1000;

    /// <summary>True where nobody acknowledges.</summary>
    public bool Gone { get; set; }

    /// <summary>True where the data line is held low: every byte reads as 0.</summary>
    public bool Stuck { get; set; }

    /// <summary>Changes the bytes of a read on their way; null for nothing.</summary>
    public Action<byte[], int>? OnRead { get; set; }

    /// <summary>Changes the bytes of a write on their way; null for nothing.</summary>
    public Action<byte[]>? OnWrite { get; set; }

    /// <summary>Data memory.</summary>
    public Dictionary<int, byte> Memory { get; } = [];

    public int Transactions { get; private set; }

    /// <summary>What the model itself has allocated in its transactions.</summary>
    public long AllocatedBytes { get; private set; }

    public bool FetsHeldOff { get; private set; }

    public bool Configuring { get; private set; }

    /// <summary>Inputs whose bleed switch is on; the chip lets go of them after 20 s without a new command.</summary>
    public int Bleeding => _time.Microseconds - _bleedAt < BleedMicroseconds ? _bleed : 0;

    /// <summary>Loses everything, as after a loss of supply.</summary>
    public void PowerUp()
    {
        Array.Clear(_registers);
        Memory.Clear();
        _working.Clear();
        Put(0x9261, 0x88, 1);
        Put(0x9275, 50, 1);
        Put(0x9276, 74, 2);
        Put(0x9278, 86, 1);
        Put(0x9279, 74, 2);
        Put(0x9280, 2, 1);
        Put(0x9281, 4, 1);
        Put(0x9282, 4, 1);
        Put(0x9283, 1, 1);
        Put(0x9303, 0x05, 1);
        Put(0x9304, 0, 2);
        Configuring = false;
        FetsHeldOff = false;
        _bleed = 0;
        _pending = -1;
        _chargeMicrocoulombs = 0;
        _registers[0x12] = 0x08;
    }

    public bool Write(int address, byte[] bytes, int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool good = TakeBytes(address, bytes, count);
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return good;
    }

    public bool WriteRead(int address, byte[] bytes, int count, byte[] read, int readCount)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool good = GiveBytes(address, bytes[0], read, readCount);
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return good;
    }

    private bool TakeBytes(int address, byte[] bytes, int count)
    {
        Transactions++;
        if (address != Address || Gone || Stuck)
            return false;
        byte[] wire = bytes[..count];
        OnWrite?.Invoke(wire);
        int crc = Crc(Crc(0, Address << 1), wire[0]);
        for (int at = 1; at + 1 < count; at += 2)
        {
            // The byte whose code is wrong is refused and nothing after it is taken.
            if (Crc(crc, wire[at]) != wire[at + 1])
                return false;
            _registers[(wire[0] + (at / 2)) & 0x7F] = wire[at];
            crc = 0;
        }
        Written(wire[0], (count - 1) / 2);
        return true;
    }

    private bool GiveBytes(int address, int register, byte[] read, int readCount)
    {
        Transactions++;
        if (address != Address || Gone)
            return false;
        Refresh();
        int crc = Crc(Crc(Crc(0, Address << 1), register), (Address << 1) | 1);
        for (int at = 0; at < readCount; at += 2)
        {
            read[at] = _registers[(register + (at / 2)) & 0x7F];
            read[at + 1] = (byte)Crc(crc, read[at]);
            crc = 0;
        }
        if (Stuck)
            Array.Clear(read, 0, readCount);
        OnRead?.Invoke(read, readCount);
        return true;
    }

    private static int Crc(int crc, int value)
    {
        // Bit by bit and not as the driver does it: division by x⁸+x²+x+1 with the byte's bits from the top.
        int register = crc;
        for (int bit = 7; bit >= 0; bit--)
        {
            int top = ((register >> 7) ^ (value >> bit)) & 1;
            register = (register << 1) & 0xFF;
            if (top != 0)
                register ^= 0x07;
        }
        return register;
    }

    private void Put(int address, int value, int count)
    {
        for (int index = 0; index < count; index++)
            Memory[address + index] = (byte)(value >> (8 * index));
    }

    private int Word(int address) => Memory.GetValueOrDefault(address) | (Memory.GetValueOrDefault(address + 1) << 8);

    private void Register(int register, int value)
    {
        _registers[register] = (byte)value;
        _registers[register + 1] = (byte)(value >> 8);
    }

    private void Written(int register, int count)
    {
        if (register == 0x3E && count == 2)
            Command(_registers[0x3E] | (_registers[0x3F] << 8));
        else if (register == 0x60 && count == 2)
            Data(_registers[0x3E] | (_registers[0x3F] << 8), _registers[0x61] - 4);
    }

    private void Command(int command)
    {
        switch (command)
        {
            case 0x0090:
                Configuring = true;
                _working.Clear();
                break;
            case 0x0092:
                foreach ((int address, byte value) in _working)
                    Memory[address] = value;
                _working.Clear();
                Configuring = false;
                _registers[0x12] &= 0xF7;
                break;
            case 0x0095:
                FetsHeldOff = true;
                break;
            case 0x0096:
                FetsHeldOff = false;
                break;
            default:
                _pending = command;
                _pendingAt = _time.Microseconds;
                // 0xFF in the buffer's address while it is at work.
                break;
        }
    }

    private void Data(int command, int length)
    {
        int sum = _registers[0x3E] + _registers[0x3F];
        for (int index = 0; index < length; index++)
            sum += _registers[0x40 + index];
        if (length < 1 || length > 32 || (byte)~sum != _registers[0x60])
            return;
        if (command == 0x0083)
        {
            _bleed = _registers[0x40] | (_registers[0x41] << 8);
            _bleedAt = _time.Microseconds;
        }
        else if (command >= 0x9180 && Configuring)
        {
            for (int index = 0; index < length; index++)
                _working[command + index] = _registers[0x40 + index];
        }
    }

    private void Refresh()
    {
        long now = _time.Microseconds;
        _chargeMicrocoulombs += Microamps / 1e6 * (now - _lastAt);
        _lastAt = now;
        _registers[0x12] = (byte)((_registers[0x12] & 0xFE) | (Configuring ? 1 : 0));
        if (!Configuring)
            Sample();
        if (_pending < 0)
            return;
        bool ready = now - _pendingAt >= ReadMicroseconds;
        Register(0x3E, ready ? _pending : 0xFFFF);
        if (ready)
            Answer();
    }

    private void Sample()
    {
        int mask = Word(0x9304);
        long stack = 0;
        bool over = false;
        for (int input = 0; input < 16; input++)
        {
            bool used = mask == 0 || ((mask >> input) & 1) != 0;
            Register(0x14 + (2 * input), used ? (int)Math.Round(CellMicrovolts[input] / 1000.0) : 0);
            stack += used ? CellMicrovolts[input] : 0;
            over |= used && CellMicrovolts[input] > Memory[0x9278] * 50600;
        }
        Register(0x34, (int)(stack / 10000));
        double unit = (Memory[0x9303] & 3) == 2 ? 10000 : 1000;
        double raw = Math.Round(Microamps * (ShuntMicroohms / 1000.0) / unit);
        Register(0x3A, (int)Math.Clamp(raw, -32768, 32767));
        _registers[0x03] = (byte)(over && (Memory[0x9261] & 8) != 0 ? 8 : 0);
        for (int sensor = 0; sensor < 3; sensor++)
            Register(0x70 + (2 * sensor), (int)Math.Round((TemperatureCentidegrees[sensor] / 10.0) + 2731.5));
        Register(0x68, 3031);
    }

    private void Answer()
    {
        Array.Clear(_registers, 0x40, 32);
        int length = 32;
        if (_pending == 0x0076)
        {
            double unit = (Memory[0x9303] & 3) == 2 ? 36e6 : 3.6e6;
            double ampHours = _chargeMicrocoulombs * (ShuntMicroohms / 1000.0) / unit;
            double whole = Math.Floor(ampHours);
            BitConverter.TryWriteBytes(_registers.AsSpan(0x40), (int)whole);
            BitConverter.TryWriteBytes(_registers.AsSpan(0x44), (uint)((ampHours - whole) * 4294967296.0));
        }
        else if (_pending >= 0x9180)
        {
            for (int index = 0; index < length; index++)
                _registers[0x40 + index] = Memory.GetValueOrDefault(_pending + index);
        }
        else if (_pending == 0x0083)
        {
            length = 2;
            Register(0x40, Bleeding);
        }
        else
        {
            length = 0;
        }
        int sum = _registers[0x3E] + _registers[0x3F];
        for (int index = 0; index < length; index++)
            sum += _registers[0x40 + index];
        _registers[0x60] = (byte)~sum;
        _registers[0x61] = (byte)(length + 4);
    }
}
