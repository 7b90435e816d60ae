namespace Bms.Core.Lifecycle;

/// <summary>How often a controller keeps what. How often decides what a loss of power costs, and how fast the memory wears.</summary>
public sealed class MemorySettings
{
    /// <summary>Time between two snapshots of the estimation, 1…43 200 s.</summary>
    public int SnapshotSeconds { get; init; } = SnapshotRecord.UsualPeriodSeconds;

    /// <summary>Time between two writes of the counters, 1 s or more.</summary>
    public int CounterSeconds { get; init; } = CounterRecord.UsualPeriodSeconds;

    /// <summary>Time between two writes of what the balancer still has to bleed, 1 s or more.</summary>
    public int BalancingSeconds { get; init; } = BalancingRecord.UsualPeriodSeconds;

    /// <summary>Time between two writes of the lifetime record, 1 s or more.</summary>
    public int LifetimeSeconds { get; init; } = LifetimeRecords.UsualPeriodSeconds;

    /// <summary>Time between two samples of a freeze frame, 10…60 000 ms.</summary>
    public int SampleMilliseconds { get; init; } = Diagnostics.FreezeFrames.UsualPeriodMilliseconds;

    /// <summary>Further records: whatever else has a kind.</summary>
    public IPersistentRecord[] Further { get; init; } = new IPersistentRecord[0];
}
