using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>Opens a session and lets bytes echo.</summary>
public sealed class HelloRequest : LinkMessage
{
    /// <summary>Most bytes that can echo: every value of a byte once.</summary>
    public const int MaximumEcho = 256;

    /// <summary>The version that the asking side speaks, 0…255. A board refuses another one than its own.</summary>
    public int Version { get; set; } = LinkVersion.Number;

    /// <summary>The bytes to echo.</summary>
    public byte[] Echo { get; } = new byte[MaximumEcho];

    /// <summary>How many there are.</summary>
    public int EchoLength { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Version = archive.Byte(Version);
        EchoLength = Run(archive, Echo, EchoLength);
    }
}
