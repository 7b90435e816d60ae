using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>Calendar time: as a request it sets the board's where it is valid; as an answer it is the board's.</summary>
public sealed class TimeMessage : LinkMessage
{
    /// <summary>Calendar time in milliseconds since 1970-01-01 UTC.</summary>
    public long UnixMilliseconds { get; set; }

    /// <summary>Whether it is known.</summary>
    public bool UnixValid { get; set; }

    /// <summary>The board's monotonic time in milliseconds; means nothing in a request.</summary>
    public int NowMilliseconds { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        UnixMilliseconds = archive.Int64(UnixMilliseconds);
        UnixValid = Within(archive.Byte(UnixValid ? 1 : 0), 0, 1) != 0;
        NowMilliseconds = archive.Int32(NowMilliseconds);
    }
}
