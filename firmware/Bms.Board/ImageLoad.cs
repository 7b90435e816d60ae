using Bms.Core.Configuration;
using Bms.Core.Numerics;
using Bms.Link.Messages;

namespace Bms.Board;

/// <summary>
/// Collects a pack image that comes in pieces. A load that was cut goes on where it stopped; nothing is handed on before the whole of it
/// has the checksum that was announced.
/// </summary>
public sealed class ImageLoad
{
    private readonly byte[] _bytes = new byte[PackImage.MaximumLength];
    private readonly Crc32 _crc = new Crc32();
    private int _total;
    private int _checksum;

    /// <summary>How many bytes are there; the next piece begins here.</summary>
    public int Offset { get; private set; }

    /// <summary>True once all bytes are there.</summary>
    public bool Complete => _total > 0 && Offset == _total;

    /// <summary>Length announced.</summary>
    public int Length => _total;

    /// <summary>The bytes. Owned by the load: read only.</summary>
    public byte[] Bytes => _bytes;

    /// <summary>Begins a load, or goes on with the same one.</summary>
    /// <param name="total">Length of the image.</param>
    /// <param name="checksum">The checksum at its end.</param>
    /// <returns>False for a length that no image has.</returns>
    public bool Begin(int total, int checksum)
    {
        if (total <= sizeof(int) || total > PackImage.MaximumLength)
            return false;
        if (total == _total && checksum == _checksum)
            return true;
        _total = total;
        _checksum = checksum;
        Offset = 0;
        return true;
    }

    /// <summary>Takes a piece. One that was taken before is fine; one that leaves a hole or runs over is not.</summary>
    public bool Take(LoadRequest piece)
    {
        int end = piece.Offset + piece.Length;
        if (piece.Length == 0 || piece.Offset > Offset || end > _total)
            return false;
        if (end <= Offset)
            return true;
        byte[] bytes = piece.Bytes;
        for (int index = 0; index < piece.Length; index++)
            _bytes[piece.Offset + index] = bytes[index];
        Offset = end;
        return true;
    }

    /// <summary>Whether what is there has the checksum that was announced.</summary>
    public bool Verify()
    {
        if (!Complete)
            return false;
        int end = _total - sizeof(int);
        _crc.Reset();
        _crc.AddBytes(_bytes, 0, end);
        int stored = _bytes[end] | (_bytes[end + 1] << 8) | (_bytes[end + 2] << 16) | (_bytes[end + 3] << 24);
        return _crc.Value == _checksum && stored == _checksum;
    }

    /// <summary>Forgets everything.</summary>
    public void Forget()
    {
        _total = 0;
        Offset = 0;
    }
}
