namespace Bms.Core.Numerics;

/// <summary>
/// The CRC-32 of IEEE 802.3 (reflected polynomial 0xEDB88320, initial value and final exclusive-or all ones), four bits at a time.
/// The CRC of the ASCII text <c>123456789</c> is 0xCBF43926. With <see cref="Castagnoli"/> it is the CRC-32C of RFC 3720: 0xE3069283.
/// </summary>
public sealed class Crc32
{
    /// <summary>
    /// The reflected polynomial of CRC-32C. What goes around something that ends in its own CRC-32 takes this one: the CRC-32 over any bytes
    /// and their CRC-32 is always the same number and tells nothing of the bytes.
    /// </summary>
    public const uint Castagnoli = 0x82F63B78;

    private const uint Polynomial = 0xEDB88320;
    private const uint AllOnes = 0xFFFFFFFF;

    private readonly uint[] _table = new uint[16];
    private uint _register = AllOnes;

    /// <summary>Builds the table of sixteen entries and starts a new sum.</summary>
    public Crc32()
        : this(Polynomial)
    {
    }

    /// <summary>The same with another reflected polynomial.</summary>
    public Crc32(uint polynomial)
    {
        for (uint index = 0; index < 16; index++)
        {
            uint entry = index;
            for (int bit = 0; bit < 4; bit++)
                entry = (entry & 1) != 0 ? (entry >> 1) ^ polynomial : entry >> 1;
            _table[index] = entry;
        }
    }

    /// <summary>The sum over everything added since the last <see cref="Reset"/>, as the 32 bits of an int.</summary>
    public int Value => unchecked((int)(_register ^ AllOnes));

    /// <summary>Starts a new sum.</summary>
    public void Reset() => _register = AllOnes;

    /// <summary>Adds one byte, the low eight bits of the argument.</summary>
    public void AddByte(int value)
    {
        uint register = _register ^ (uint)(value & 0xFF);
        register = (register >> 4) ^ _table[register & 15];
        _register = (register >> 4) ^ _table[register & 15];
    }

    /// <summary>Adds a run of bytes.</summary>
    public void AddBytes(byte[] bytes, int offset, int count)
    {
        uint[] table = _table;
        uint register = _register;
        int end = offset + count;
        for (int index = offset; index < end; index++)
        {
            register ^= bytes[index];
            register = (register >> 4) ^ table[register & 15];
            register = (register >> 4) ^ table[register & 15];
        }
        _register = register;
    }

    /// <summary>Adds the four bytes of an int, lowest first.</summary>
    public void AddInt(int value)
    {
        // Eight times four bits, not a loop: every digest consists of this.
        uint[] table = _table;
        uint register = _register ^ unchecked((uint)value);
        register = (register >> 4) ^ table[register & 15];
        register = (register >> 4) ^ table[register & 15];
        register = (register >> 4) ^ table[register & 15];
        register = (register >> 4) ^ table[register & 15];
        register = (register >> 4) ^ table[register & 15];
        register = (register >> 4) ^ table[register & 15];
        register = (register >> 4) ^ table[register & 15];
        _register = (register >> 4) ^ table[register & 15];
    }

    /// <summary>Adds the eight bytes of a long, lowest first.</summary>
    public void AddLong(long value)
    {
        AddInt(unchecked((int)value));
        AddInt(unchecked((int)(value >> 32)));
    }

    /// <summary>Adds the exact bits of a float.</summary>
    public void AddFloat(float value) => AddInt(FloatBits.Of(value));

    /// <summary>Adds one byte: 1 for true, 0 for false.</summary>
    public void AddBool(bool value) => AddByte(value ? 1 : 0);
}
