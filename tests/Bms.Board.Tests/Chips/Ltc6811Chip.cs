using System;
using System.Collections.Generic;
using Bms.Board.Ports;

namespace Bms.Board.Tests.Chips;

/// <summary>
/// A daisy chain of LTC6811-1 at register level behind its SPI port: commands and groups with their PEC, wake-up, watchdog, conversion times,
/// bleed switches, open wires (LTC6811 data sheet rev. C). Bytes can be corrupted, a chip can be gone.
/// </summary>
internal sealed class Ltc6811Chip : ISpiBus
{
    private const long ConversionMicroseconds = 2_335;
    private const long WatchdogMicroseconds = 2_000_000;

    private readonly ChipTime _time;
    private readonly int _chips;
    private readonly byte[][] _configuration;
    private readonly ushort[][] _cells;
    private readonly ushort[][] _gpio;
    private readonly bool[] _awake;
    private long _heardAt;
    private int _conversion;
    private long _conversionAt;
    private int _before;

    public Ltc6811Chip(ChipTime time, int chips)
    {
        _time = time;
        _chips = chips;
        _configuration = new byte[chips][];
        _cells = new ushort[chips][];
        _gpio = new ushort[chips][];
        _awake = new bool[chips];
        CellMicrovolts = new int[chips][];
        Ratio = new double[chips][];
        OpenWires = new HashSet<int>[chips];
        for (int chip = 0; chip < chips; chip++)
        {
            _configuration[chip] = [0xF8, 0, 0, 0, 0, 0];
            _cells[chip] = new ushort[12];
            _gpio[chip] = new ushort[6];
            Array.Fill(_cells[chip], ushort.MaxValue);
            Array.Fill(_gpio[chip], ushort.MaxValue);
            CellMicrovolts[chip] = new int[12];
            Ratio[chip] = [0.5, 0.5, 0.5, 0.5, 0.5];
            OpenWires[chip] = [];
        }
    }

    public int[][] CellMicrovolts { get; }

    /// <summary>GPIO voltage as a share of VREF2.</summary>
    public double[][] Ratio { get; }

    /// <summary>Open sense wires of each chip, C(0)…C(12).</summary>
    public HashSet<int>[] OpenWires { get; }

    /// <summary>Groups at each chip; the inputs above are tied to the top one.</summary>
    public int GroupsPerChip { get; init; } = 12;

    /// <summary>What the model itself has allocated in its transfers.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>The first chip that does not answer; the number of chips for none.</summary>
    public int FirstGone { get; set; } = int.MaxValue;

    public Action<byte[], int>? OnRead { get; set; }

    public Action<byte[]>? OnWrite { get; set; }

    public int Bleeding(int chip) => _configuration[chip][4] | ((_configuration[chip][5] & 0x0F) << 8);

    public int Over(int chip) => (_configuration[chip][2] >> 4) | (_configuration[chip][3] << 4);

    public int Under(int chip) => _configuration[chip][1] | ((_configuration[chip][2] & 0x0F) << 8);

    public bool Transfer(byte[] write, byte[] read, int count)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool good = Move(write, read, count);
        AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return good;
    }

    private bool Move(byte[] write, byte[] read, int count)
    {
        byte[] wire = write[..count];
        OnWrite?.Invoke(wire);
        Array.Fill(read, (byte)0xFF, 0, count);
        if (_time.Microseconds - _heardAt > WatchdogMicroseconds)
            Sleep();
        if (count < 4)
        {
            // Each pulse wakes the next chip that sleeps.
            int asleep = Array.IndexOf(_awake, false);
            if (asleep >= 0)
                _awake[asleep] = true;
            _heardAt = _time.Microseconds;
            return true;
        }
        int command = (wire[0] << 8) | wire[1];
        if (Pec(wire, 0, 2) != ((wire[2] << 8) | wire[3]))
            return true;
        _heardAt = _time.Microseconds;
        Finish();
        if (command == 0x001)
            Configure(wire);
        else if (command is 0x360 or 0x560 or 0x328 or 0x368)
            Begin(command);
        else if (Group(command, 0) is not null)
            Answer(command, read);
        OnRead?.Invoke(read, count);
        return true;
    }

    private void Sleep()
    {
        Array.Fill(_awake, false);
        foreach (byte[] configuration in _configuration)
        {
            Array.Clear(configuration);
            configuration[0] = 0xF8;
        }
    }

    private bool Hears(int chip)
    {
        for (int index = 0; index <= chip; index++)
        {
            if (!_awake[index] || index >= FirstGone)
                return false;
        }
        return true;
    }

    private void Configure(byte[] wire)
    {
        for (int chip = 0; chip < _chips; chip++)
        {
            int at = 4 + ((_chips - 1 - chip) * 8);
            if (Hears(chip) && Pec(wire, at, 6) == ((wire[at + 6] << 8) | wire[at + 7]))
                Array.Copy(wire, at, _configuration[chip], 0, 6);
        }
    }

    private void Begin(int command)
    {
        _before = _conversion == command && command is 0x328 or 0x368 ? command : 0;
        _conversion = command;
        _conversionAt = _time.Microseconds;
        for (int chip = 0; chip < _chips; chip++)
        {
            if (Hears(chip))
                Array.Fill(command == 0x560 ? _gpio[chip] : _cells[chip], ushort.MaxValue);
        }
    }

    private void Finish()
    {
        if (_conversion == 0 || _time.Microseconds - _conversionAt < ConversionMicroseconds)
            return;
        for (int chip = 0; chip < _chips; chip++)
        {
            if (!Hears(chip))
                continue;
            if (_conversion == 0x560)
                Auxiliaries(chip);
            else
                Cells(chip);
        }
    }

    private void Auxiliaries(int chip)
    {
        const double Reference = 3.0;
        for (int gpio = 0; gpio < 5; gpio++)
            _gpio[chip][gpio] = (ushort)Math.Round(Ratio[chip][gpio] * Reference * 10000);
        _gpio[chip][5] = (ushort)(Reference * 10000);
    }

    private void Cells(int chip)
    {
        double[] wire = new double[13];
        for (int cell = 0; cell < 12; cell++)
            wire[cell + 1] = wire[cell] + (cell < GroupsPerChip ? CellMicrovolts[chip][cell] / 100.0 : 0);
        // Only a second conversion in the same direction finds the filter's capacitor charged: at an open wire the pin then follows the current.
        double pull = _conversion == 0x368 ? 12000 : _conversion == 0x328 ? -12000 : 0;
        if (_before != _conversion)
            pull *= 0.1;
        double[] pin = [.. wire];
        foreach (int open in OpenWires[chip])
            pin[open] += pull;
        for (int cell = 0; cell < 12; cell++)
            _cells[chip][cell] = (ushort)Math.Clamp(Math.Round(pin[cell + 1] - pin[cell]), 0, 65534);
        if (OpenWires[chip].Contains(0) && pull > 0)
            _cells[chip][0] = 0;
        if (OpenWires[chip].Contains(GroupsPerChip) && pull < 0)
            _cells[chip][GroupsPerChip - 1] = 0;
    }

    private byte[]? Group(int command, int chip)
    {
        if (command == 0x002)
            return _configuration[chip];
        ushort[] source = command is 0x00C or 0x00E ? _gpio[chip] : _cells[chip];
        int from = command switch { 0x004 or 0x00C => 0, 0x006 or 0x00E => 3, 0x008 => 6, 0x00A => 9, _ => -1 };
        if (from < 0)
            return null;
        byte[] bytes = new byte[6];
        for (int index = 0; index < 3; index++)
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * index), source[from + index]);
        return bytes;
    }

    private void Answer(int command, byte[] read)
    {
        for (int chip = 0; chip < _chips && Hears(chip); chip++)
        {
            int at = 4 + (chip * 8);
            Group(command, chip)!.CopyTo(read, at);
            int pec = Pec(read, at, 6);
            read[at + 6] = (byte)(pec >> 8);
            read[at + 7] = (byte)pec;
        }
    }

    /// <summary>The data sheet's own steps, bit by bit (network layer, step 2).</summary>
    public static int Pec(byte[] bytes, int offset, int count)
    {
        bool[] pec = new bool[15];
        pec[4] = true;
        for (int bit = 0; bit < count * 8; bit++)
        {
            bool din = ((bytes[offset + (bit / 8)] >> (7 - (bit % 8))) & 1) != 0;
            bool in0 = din ^ pec[14];
            bool[] next = new bool[15];
            for (int index = 14; index > 0; index--)
                next[index] = pec[index - 1] ^ (in0 && (index is 3 or 4 or 7 or 8 or 10 or 14));
            next[0] = in0;
            pec = next;
        }
        int value = 0;
        for (int index = 14; index >= 0; index--)
            value = (value << 1) | (pec[index] ? 1 : 0);
        return value << 1;
    }
}
