namespace Bms.Core.Lifecycle;

/// <summary>What is wrong with the memory or with what is stored in it: the channel of <c>EventKind.MemoryFault</c>.</summary>
public enum MemoryFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A record could not be read at the start. It is not written in this run, so that what is stored stays.</summary>
    ReadFailed = 1,

    /// <summary>A slot did not take what was written, or the part stayed busy; another slot is used from now on.</summary>
    SlotBad = 2,

    /// <summary>No slot of a record took it. The last one stored stays; it is tried again later.</summary>
    NotWritten = 3,

    /// <summary>A record was there and none of its slots is whole.</summary>
    RecordLost = 4,

    /// <summary>A later firmware wrote a record in a layout unknown to this one. It is kept, and not written.</summary>
    NewerLayout = 5,

    /// <summary>The memory ends before the place of a record, which is not kept.</summary>
    NoRoom = 6,

    /// <summary>A stored record was whole but not accepted, as an estimation state of other cells.</summary>
    Refused = 7,

    /// <summary>The memory's driver threw an exception. The memory is not used again before the next start.</summary>
    DriverFailed = 8,

    /// <summary>The write unit is none that this code can serve. The memory is not used.</summary>
    Unusable = 9,
}
