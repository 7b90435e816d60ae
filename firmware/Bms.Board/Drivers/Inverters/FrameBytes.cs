namespace Bms.Board.Drivers.Inverters;

/// <summary>The eight bytes of a frame that is being put together, little-endian.</summary>
public sealed class FrameBytes
{
    private const int MostShort = 32767;
    private const int LeastShort = -32767;
    private const int MostWord = 65534;

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; } = new byte[8];

    /// <summary>All zero.</summary>
    public void Clear()
    {
        for (int index = 0; index < Bytes.Length; index++)
            Bytes[index] = 0;
    }

    /// <summary>Puts a signed value, held within −32 767…32 767: −32 768 says "not known".</summary>
    public void PutSigned(int at, int value) => Put(at, value > MostShort ? MostShort : value < LeastShort ? LeastShort : value);

    /// <summary>Puts an unsigned value, held within 0…65 534: 65 535 says "not known".</summary>
    public void PutUnsigned(int at, int value) => Put(at, value > MostWord ? MostWord : value < 0 ? 0 : value);

    /// <summary>Puts 16 bits as they are.</summary>
    public void Put(int at, int value)
    {
        Bytes[at] = (byte)value;
        Bytes[at + 1] = (byte)(value >> 8);
    }
}
