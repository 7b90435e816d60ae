using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>Asks for events from a number on.</summary>
public sealed class EventsRequest : LinkMessage
{
    /// <summary>The number of the first event asked for; older ones than the board keeps are skipped.</summary>
    public int From { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        From = Within(archive.Int32(From), 0, int.MaxValue);
    }
}
