using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios.Expectations;

/// <summary>The words of scenario files for the firmware's events: those that results and <c>replay --json</c> print.</summary>
public static class EventNames
{
    private const int Levels = 4;

    /// <summary>All kinds: the rows of the protection table, then the events that are no row.</summary>
    public static IReadOnlyDictionary<string, EventKind> Kinds { get; } = Enumerable.Range(0, ProtectionPolicy.RowCount)
        .Select(row => (EventKind)row)
        .Append(EventKind.TimeRanBackwards)
        .Append(EventKind.InternalFault)
        .Append(EventKind.ContactorFault)
        .Append(EventKind.MemoryFault)
        .Append(EventKind.Restarted)
        .Append(EventKind.HeaterFault)
        .Append(EventKind.ChargeFault)
        .ToDictionary(kind => new RigEvent(kind, 0, 0, 0).KindName);

    /// <summary>All levels: end, warning, derate, trip.</summary>
    public static IReadOnlyDictionary<string, int> LevelNames { get; } = Enumerable.Range(0, Levels)
        .ToDictionary(level => new RigEvent(EventKind.FirstProtectionRow, level, 0, 0).LevelName);
}
