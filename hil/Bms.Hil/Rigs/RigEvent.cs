using Bms.Core.Diagnostics;
using Bms.Hil.Packs;

namespace Bms.Hil.Rigs;

/// <summary>One event of the firmware.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Level">0 ended, 1 warning, 2 derate, 3 trip.</param>
/// <param name="Channel">The group, sensor or stage.</param>
/// <param name="AtMilliseconds">The step's monotonic time.</param>
public readonly record struct RigEvent(EventKind Kind, int Level, int Channel, int AtMilliseconds)
{
    private static readonly string[] LevelNames = ["end", "warning", "derate", "trip"];

    /// <summary>The kind in camelCase, as JSON and reports name it.</summary>
    public string KindName => Kind switch
    {
        EventKind.TimeRanBackwards => "timeRanBackwards",
        EventKind.InternalFault => "internalFault",
        EventKind.ContactorFault => "contactorFault",
        EventKind.MemoryFault => "memoryFault",
        EventKind.Restarted => "restarted",
        EventKind.HeaterFault => "heaterFault",
        EventKind.ChargeFault => "chargeFault",
        _ => PackFaultText.RowName((int)Kind),
    };

    /// <summary>The level as JSON and reports name it.</summary>
    public string LevelName => LevelNames[Level];
}
