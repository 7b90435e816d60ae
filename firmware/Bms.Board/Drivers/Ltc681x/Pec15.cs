namespace Bms.Board.Drivers.Ltc681x;

/// <summary>
/// The packet error code: 15 bits, x¹⁵+x¹⁴+x¹⁰+x⁸+x⁷+x⁴+x³+1, seed 16, a 0 behind it as the lowest bit (LTC6811 data sheet rev. C, network
/// layer; for 0x0001 it gives 0x3D6E).
/// </summary>
public static class Pec15
{
    private const int Seed = 0x0010;
    private const int Polynomial = 0x4599;
    private const int TopBit = 0x4000;
    private const int Mask = 0x7FFF;

    /// <summary>The code of some bytes, 16 bits.</summary>
    public static int Of(byte[] bytes, int offset, int count)
    {
        int pec = Seed;
        for (int index = offset; index < offset + count; index++)
        {
            pec ^= bytes[index] << 7;
            for (int bit = 0; bit < 8; bit++)
                pec = ((pec & TopBit) != 0 ? (pec << 1) ^ Polynomial : pec << 1) & Mask;
        }
        return pec << 1;
    }
}
