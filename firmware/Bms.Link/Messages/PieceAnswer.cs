using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>Bytes of something that is kept on the board.</summary>
public sealed class PieceAnswer : LinkMessage
{
    /// <summary>Length of the whole.</summary>
    public int TotalLength { get; set; }

    /// <summary>Where the piece begins; while handing over, where the next one has to.</summary>
    public int Offset { get; set; }

    /// <summary>What became of what was handed over, a number of the kind that the content has (a snapshot: <c>SnapshotFault</c>).</summary>
    public int Outcome { get; set; }

    /// <summary>The piece.</summary>
    public byte[] Bytes { get; } = new byte[PieceRequest.MaximumPiece];

    /// <summary>Its length.</summary>
    public int Length { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        TotalLength = Within(archive.Int32(TotalLength), 0, PieceRequest.MaximumTotal);
        Offset = Within(archive.Int32(Offset), 0, PieceRequest.MaximumTotal);
        Outcome = archive.Int32(Outcome);
        Length = Run(archive, Bytes, Length);
    }
}
