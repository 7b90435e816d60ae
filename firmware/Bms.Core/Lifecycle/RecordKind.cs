namespace Bms.Core.Lifecycle;

/// <summary>
/// What is kept, by stable numbers: they are stored, and their order is the order in the memory. A new kind goes to the end; a record that
/// needs more room than its kind has gets a new kind, for every address must stay where older firmware wrote it.
/// </summary>
public enum RecordKind
{
    /// <summary>Trips that end by service only or never.</summary>
    Latches = 0,

    /// <summary>The estimation state.</summary>
    Snapshot = 1,

    /// <summary>Counters of events and the operating time.</summary>
    Counters = 2,

    /// <summary>Who the pack is.</summary>
    Identity = 3,

    /// <summary>What the balancer still has to bleed.</summary>
    Balancing = 4,

    /// <summary>The lifetime record.</summary>
    Lifetime = 5,

    /// <summary>Matings of a swapped pack.</summary>
    SwapLedger = 6,

    /// <summary>Capacity and resistance over the years.</summary>
    History = 7,

    /// <summary>The first freeze frame; the others follow.</summary>
    FirstFrame = 8,

    /// <summary>Number of kinds.</summary>
    Count = FirstFrame + Diagnostics.FreezeFrames.Capacity,
}
