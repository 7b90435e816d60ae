namespace Bms.Board.Drivers.Bq769x2;

/// <summary>CRC-8 with the polynomial x⁸+x²+x+1 and the start value 0 (SLUUBY2B section 9.2, I²C with CRC).</summary>
public static class Crc8
{
    private const int Polynomial = 0x07;
    private const int TopBit = 0x80;
    private const int Bits = 8;

    /// <summary>Takes one more byte in.</summary>
    /// <param name="crc">What there is so far; 0 at the start.</param>
    /// <param name="value">The byte.</param>
    public static int Add(int crc, int value)
    {
        int now = (crc ^ value) & 0xFF;
        for (int bit = 0; bit < Bits; bit++)
            now = (now & TopBit) != 0 ? ((now << 1) ^ Polynomial) & 0xFF : (now << 1) & 0xFF;
        return now;
    }
}
