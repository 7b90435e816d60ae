using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>How far a load is.</summary>
public sealed class LoadAnswer : LinkMessage
{
    /// <summary>How many bytes have been taken; the next piece begins here.</summary>
    public int Offset { get; set; }

    /// <summary>Why the image is refused, a <see cref="PackFault"/>; its number for what has been verified, else 0.</summary>
    public int Fault { get; set; }

    /// <summary>The fault's detail.</summary>
    public int Detail { get; set; }

    /// <summary>Checksum of the image in use; 0 where there is none.</summary>
    public int ImageChecksum { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Offset = Within(archive.Int32(Offset), 0, PackImage.MaximumLength);
        Fault = archive.Int32(Fault);
        Detail = archive.Int32(Detail);
        ImageChecksum = archive.Int32(ImageChecksum);
    }
}
