using Bms.Board.Ports;

namespace Bms.Board.Drivers.Bq769x2;

/// <summary>
/// Reads and writes the chip's registers over I²C with a CRC behind each byte. The first CRC covers everything since the start condition
/// (both address bytes of a read), each further one its own byte (SLUAA11B section 4). It also packs subcommands and data memory into the
/// transfer buffer at 0x3E…0x61 with the complement of the byte sum and the length (SLUAA11B sections 2 and 3, SLUUBY2B section 13.1).
/// </summary>
public sealed class Bq769x2Bus
{
    /// <summary>Most bytes of data in a transfer.</summary>
    public const int BufferBytes = 32;

    private const int TransferRegister = 0x3E;
    private const int ChecksumRegister = 0x60;
    private const int TransferBytes = 36;
    private const int LengthOverhead = 4;
    private const int LongestRead = 42;

    private readonly II2cBus _bus;
    private readonly int _address;
    private readonly byte[] _out = new byte[1 + (2 * (BufferBytes + 2))];
    private readonly byte[] _in = new byte[2 * LongestRead];
    private readonly byte[] _plain = new byte[BufferBytes + 2];

    /// <summary>Makes the access to one chip.</summary>
    /// <param name="bus">The bus.</param>
    /// <param name="address">Its 7-bit address.</param>
    public Bq769x2Bus(II2cBus bus, int address)
    {
        _bus = bus;
        _address = address;
    }

    /// <summary>What the last good read brought, without its CRCs.</summary>
    public byte[] Data { get; } = new byte[LongestRead];

    /// <summary>Reads registers into <see cref="Data"/>; false where nobody answered or any CRC is wrong.</summary>
    /// <param name="register">The first one.</param>
    /// <param name="count">How many bytes, 1…42.</param>
    public bool Read(int register, int count)
    {
        byte[] read = _in;
        _out[0] = (byte)register;
        if (!_bus.WriteRead(_address, _out, 1, read, 2 * count))
            return false;
        int crc = Crc8.Add(Crc8.Add(Crc8.Add(0, _address << 1), register), (_address << 1) | 1);
        byte[] data = Data;
        for (int index = 0; index < count; index++)
        {
            int value = read[2 * index];
            if (Crc8.Add(crc, value) != read[(2 * index) + 1])
                return false;
            data[index] = (byte)value;
            crc = 0;
        }
        return true;
    }

    /// <summary>
    /// Gives a subcommand without data, or asks for a block of data: the answer is taken by <see cref="TakeAnswer"/> later.
    /// </summary>
    /// <param name="command">The subcommand or the address in data memory.</param>
    public bool Command(int command)
    {
        _plain[0] = (byte)command;
        _plain[1] = (byte)(command >> 8);
        return Write(TransferRegister, 2);
    }

    /// <summary>Gives a subcommand with data, or writes data memory; little-endian.</summary>
    /// <param name="command">The subcommand or the address in data memory.</param>
    /// <param name="value">The data.</param>
    /// <param name="count">How many bytes of it, 1…4.</param>
    public bool Command(int command, int value, int count)
    {
        byte[] plain = _plain;
        plain[0] = (byte)command;
        plain[1] = (byte)(command >> 8);
        int sum = plain[0] + plain[1];
        for (int index = 0; index < count; index++)
        {
            plain[2 + index] = (byte)(value >> (8 * index));
            sum += plain[2 + index];
        }
        if (!Write(TransferRegister, 2 + count))
            return false;
        plain[0] = (byte)~sum;
        plain[1] = (byte)(count + LengthOverhead);
        return Write(ChecksumRegister, 2);
    }

    /// <summary>
    /// Takes what was asked for by <see cref="Command(int)"/>; it is then in <see cref="Data"/> from index 2 on. False where it is not
    /// ready, is another subcommand's, too short, or its checksum is wrong.
    /// </summary>
    /// <param name="command">What was asked for.</param>
    /// <param name="least">Bytes that it has to have.</param>
    public bool TakeAnswer(int command, int least)
    {
        if (!Read(TransferRegister, TransferBytes))
            return false;
        byte[] data = Data;
        int length = data[TransferBytes - 1] - LengthOverhead;
        if ((data[0] | (data[1] << 8)) != command || length < least || length > BufferBytes)
            return false;
        int sum = 0;
        for (int index = 0; index < length + 2; index++)
            sum += data[index];
        return (byte)~sum == data[TransferBytes - 2];
    }

    private bool Write(int register, int count)
    {
        byte[] bytes = _out;
        bytes[0] = (byte)register;
        int crc = Crc8.Add(Crc8.Add(0, _address << 1), register);
        for (int index = 0; index < count; index++)
        {
            bytes[1 + (2 * index)] = _plain[index];
            bytes[2 + (2 * index)] = (byte)Crc8.Add(crc, _plain[index]);
            crc = 0;
        }
        return _bus.Write(_address, bytes, 1 + (2 * count));
    }
}
