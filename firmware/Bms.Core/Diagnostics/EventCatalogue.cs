using Bms.Core.Configuration;
using Bms.Core.Protection;

namespace Bms.Core.Diagnostics;

/// <summary>
/// The one catalogue of events: their places in tables, severity and action. The texts for people are on the PC
/// (<c>hil/Bms.Hil/Diagnostics</c>), so that none of them takes room on a board.
/// </summary>
public static class EventCatalogue
{
    /// <summary>Places for events in every table of them, also of those that no kind has yet.</summary>
    public const int Places = 56;

    private const int Rows = ProtectionPolicy.RowCount;

    /// <summary>The place of a kind, 0…<see cref="Places"/> − 1; −1 for a number that is no kind.</summary>
    public static int PlaceOf(EventKind kind)
    {
        int number = (int)kind;
        if (number >= 0 && number < Rows)
            return number;
        int place = Rows + number - (int)EventKind.TimeRanBackwards;
        return number >= (int)EventKind.TimeRanBackwards && number <= (int)EventKind.ChargeFault ? place : -1;
    }

    /// <summary>The kind at a place; −1 as a kind where there is none.</summary>
    public static EventKind KindAt(int place)
    {
        if (place >= 0 && place < Rows)
            return (EventKind)place;
        int number = place - Rows + (int)EventKind.TimeRanBackwards;
        return place >= Rows && number <= (int)EventKind.ChargeFault ? (EventKind)number : (EventKind)(-1);
    }

    /// <summary>What is done about an event that has reached a level.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="level">0 ended, 1 warning, 2 derate, 3 trip.</param>
    /// <param name="latching">Whether the row waits for service.</param>
    public static EventAction ActionOf(EventKind kind, int level, bool latching)
    {
        if (level == ProtectionStage.LevelNone || kind == EventKind.Restarted)
            return EventAction.Record;
        if (kind == EventKind.InternalFault)
            return EventAction.OpenForGood;
        if (kind == EventKind.ContactorFault)
            return EventAction.OpenUntilService;
        if (level == ProtectionStage.LevelWarning)
            return EventAction.Warn;
        if (level == ProtectionStage.LevelDerate)
            return EventAction.ReduceCurrent;
        if ((int)kind >= 0 && (int)kind < Rows && ProtectionPolicy.NeverEnds((ProtectionKind)(int)kind))
            return EventAction.OpenForGood;
        return latching ? EventAction.OpenUntilService : EventAction.OpenUntilBack;
    }

    /// <summary>How bad that is.</summary>
    public static EventSeverity SeverityOf(EventAction action)
    {
        switch (action)
        {
            case EventAction.Record:
                return EventSeverity.Information;
            case EventAction.Warn:
                return EventSeverity.Warning;
            case EventAction.ReduceCurrent:
                return EventSeverity.Reduced;
            case EventAction.OpenUntilBack:
                return EventSeverity.Open;
            default:
                return EventSeverity.Final;
        }
    }

    /// <summary>Whether an event is worth a freeze frame: whatever opens the contactors.</summary>
    public static bool Freezes(EventKind kind, int level) =>
        level == ProtectionStage.LevelTrip && kind != EventKind.MemoryFault && kind != EventKind.Restarted;
}
