using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Hil.Rigs;

namespace Bms.Hil.Diagnostics;

/// <summary>One event's counter.</summary>
public sealed class StoredCounter
{
    internal StoredCounter(EventKind kind, EventCounters counters, PackConfiguration pack)
    {
        int place = EventCatalogue.PlaceOf(kind);
        Event = new RigEvent(kind, 0, 0, 0).KindName;
        Text = EventTexts.Of(kind);
        Action = EventTexts.ActionOf(kind, pack);
        Severity = EventCatalogue.SeverityOf(Action);
        Began = counters.Began(place);
        Tripped = counters.Tripped(place);
        FirstSeconds = counters.FirstSeconds(place);
        LastSeconds = counters.LastSeconds(place);
        First = StoredRecords.Date(counters.FirstCalendar(place));
        Last = StoredRecords.Date(counters.LastCalendar(place));
    }

    /// <summary>The event's name.</summary>
    public string Event { get; }

    /// <summary>What it means and what to do.</summary>
    public string Text { get; }

    /// <summary>What the firmware does about it at most.</summary>
    public EventAction Action { get; }

    /// <summary>How bad that is.</summary>
    public EventSeverity Severity { get; }

    /// <summary>How often it began.</summary>
    public int Began { get; }

    /// <summary>How often it reached its trip level.</summary>
    public int Tripped { get; }

    /// <summary>Operating time of the first one, in seconds.</summary>
    public int FirstSeconds { get; }

    /// <summary>Operating time of the last one, in seconds.</summary>
    public int LastSeconds { get; }

    /// <summary>Date of the first one, or a dash.</summary>
    public string First { get; }

    /// <summary>Date of the last one, or a dash.</summary>
    public string Last { get; }
}
