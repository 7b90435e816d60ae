using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>Asks for bytes of something that is kept on the board, or hands some over: snapshot, events, lifetime record.</summary>
public sealed class PieceRequest : LinkMessage
{
    /// <summary>Most bytes of a piece.</summary>
    public const int MaximumPiece = 512;

    /// <summary>Most bytes of the whole.</summary>
    public const int MaximumTotal = 65536;

    /// <summary>True to hand over, false to read.</summary>
    public bool Writes { get; set; }

    /// <summary>Where the piece begins; reading from 0 makes the board take a new copy.</summary>
    public int Offset { get; set; }

    /// <summary>While handing over: the whole's length, once the last piece is there it is used.</summary>
    public int TotalLength { get; set; }

    /// <summary>While handing over a snapshot: the time since it was written, in milliseconds; negative where it is not known.</summary>
    public long OffMilliseconds { get; set; }

    /// <summary>The piece handed over.</summary>
    public byte[] Bytes { get; } = new byte[MaximumPiece];

    /// <summary>Its length.</summary>
    public int Length { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Writes = Within(archive.Byte(Writes ? 1 : 0), 0, 1) != 0;
        Offset = Within(archive.Int32(Offset), 0, MaximumTotal);
        TotalLength = Within(archive.Int32(TotalLength), 0, MaximumTotal);
        OffMilliseconds = archive.Int64(OffMilliseconds);
        Length = Run(archive, Bytes, Length);
    }
}
