using Bms.Core.Numerics;

namespace Bms.Core.Lifecycle;

/// <summary>
/// The sixteen bytes before a record in its slot, little-endian: the letters BR, kind, format, layout version, length, sequence, and a
/// CRC-32C over the record and the twelve bytes before the sum.
/// </summary>
public sealed class SlotHeader
{
    /// <summary>Bytes of a header.</summary>
    public const int Length = 16;

    private const int MagicFirst = 'B';
    private const int MagicSecond = 'R';
    private const int Format = 1;
    private const int SummedLength = 12;

    private readonly byte[] _bytes = new byte[Length];

    /// <summary>The header's bytes.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>The version of the record's layout.</summary>
    public int Version => _bytes[4] | (_bytes[5] << 8);

    /// <summary>The record's length in bytes.</summary>
    public int RecordLength => _bytes[6] | (_bytes[7] << 8);

    /// <summary>Tells the newer of two: one more with each write. It wraps.</summary>
    public int Sequence => Int(8);

    /// <summary>The stored sum.</summary>
    public int Checksum => Int(SummedLength);

    /// <summary>Fills everything but the sum.</summary>
    public void Fill(int kind, int version, int length, int sequence)
    {
        byte[] bytes = _bytes;
        bytes[0] = MagicFirst;
        bytes[1] = MagicSecond;
        bytes[2] = (byte)(kind & 0xFF);
        bytes[3] = Format;
        bytes[4] = (byte)(version & 0xFF);
        bytes[5] = (byte)((version >> 8) & 0xFF);
        bytes[6] = (byte)(length & 0xFF);
        bytes[7] = (byte)((length >> 8) & 0xFF);
        Put(8, sequence);
    }

    /// <summary>Adds the header to a sum that already holds the record, and takes it as the stored sum.</summary>
    public void Seal(Crc32 crc)
    {
        crc.AddBytes(_bytes, 0, SummedLength);
        Put(SummedLength, crc.Value);
    }

    /// <summary>Whether the stored sum is the one of a record that has been added to <paramref name="crc"/>, and of this header.</summary>
    public bool Agrees(Crc32 crc)
    {
        crc.AddBytes(_bytes, 0, SummedLength);
        return crc.Value == Checksum;
    }

    /// <summary>Whether this begins a record of a kind, whole or not.</summary>
    public bool IsOf(int kind) => _bytes[0] == MagicFirst && _bytes[1] == MagicSecond && _bytes[2] == kind;

    /// <summary>Whether this is a header of a kind that this code can read, with a length that fits.</summary>
    public bool IsPlausible(int kind, int room) => IsOf(kind) && _bytes[3] == Format && RecordLength > 0 && RecordLength <= room;

    private int Int(int at) => _bytes[at] | (_bytes[at + 1] << 8) | (_bytes[at + 2] << 16) | (_bytes[at + 3] << 24);

    private void Put(int at, int value)
    {
        for (int index = 0; index < 4; index++)
            _bytes[at + index] = (byte)((value >> (8 * index)) & 0xFF);
    }
}
