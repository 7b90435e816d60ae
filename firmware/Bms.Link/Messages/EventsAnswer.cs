using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>Events of the board's ring.</summary>
public sealed class EventsAnswer : LinkMessage
{
    /// <summary>How many events there have been.</summary>
    public int Total { get; set; }

    /// <summary>The number of the first event that is still kept.</summary>
    public int FirstKept { get; set; }

    /// <summary>The number to ask for next; equal to <see cref="Total"/> where nothing is left.</summary>
    public int Next { get; set; }

    /// <summary>The events.</summary>
    public EventRun Events { get; } = new EventRun();

    internal override void Transfer(ImageArchive archive)
    {
        Total = Within(archive.Int32(Total), 0, int.MaxValue);
        FirstKept = Within(archive.Int32(FirstKept), 0, int.MaxValue);
        Next = Within(archive.Int32(Next), 0, int.MaxValue);
        if (!Events.Transfer(archive))
            Within(1, 0, 0);
    }
}
