using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>What a <see cref="LoadRequest"/> does.</summary>
public enum LoadAction
{
    /// <summary>Names the image; a load of the same image that was cut goes on where it stopped.</summary>
    Begin = 0,

    /// <summary>Hands over a piece.</summary>
    Piece = 1,

    /// <summary>Asks for the image to be verified and used.</summary>
    Use = 2,

    /// <summary>Only asks how far the load is.</summary>
    Ask = 3,
}

/// <summary>Hands a pack image over in pieces. Nothing of it is used before the whole of it has been verified.</summary>
public sealed class LoadRequest : LinkMessage
{
    /// <summary>Most bytes of a piece.</summary>
    public const int MaximumPiece = 512;

    /// <summary>What to do.</summary>
    public LoadAction Action { get; set; }

    /// <summary>Length of the whole image, for <see cref="LoadAction.Begin"/>.</summary>
    public int TotalLength { get; set; }

    /// <summary>The checksum at the image's end, for <see cref="LoadAction.Begin"/>.</summary>
    public int Checksum { get; set; }

    /// <summary>Where the piece belongs.</summary>
    public int Offset { get; set; }

    /// <summary>The piece.</summary>
    public byte[] Bytes { get; } = new byte[MaximumPiece];

    /// <summary>Its length.</summary>
    public int Length { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Action = (LoadAction)Within(archive.Byte((int)Action), 0, (int)LoadAction.Ask);
        TotalLength = Within(archive.Int32(TotalLength), 0, PackImage.MaximumLength);
        Checksum = archive.Int32(Checksum);
        Offset = Within(archive.Int32(Offset), 0, PackImage.MaximumLength);
        Length = Run(archive, Bytes, Length);
    }
}
