using Bms.Core.Balancing;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Protection;

namespace Bms.Core.Lifecycle;

/// <summary>Decides for one controller when its records are written: the store does it. Restores them before the first step.</summary>
public sealed class MemoryKeeper
{
    private const int OwnRecords = 4;

    private readonly DiagnosticsStage _diagnostics;
    private readonly ContactorStage _contactors;
    private readonly LatchRecord _latches;
    private readonly SnapshotRecord _snapshot;
    private readonly LifetimeRecords _lifetime;
    private bool _lastClosed;
    private bool _ending;

    /// <summary>Puts a controller's records together.</summary>
    public MemoryKeeper(
        INonVolatileMemory memory,
        MemorySettings settings,
        ProtectionStage protection,
        EstimationStage estimation,
        ContactorStage contactors,
        DiagnosticsStage diagnostics,
        BalancingStage balancing,
        LifetimeStage lifetime)
    {
        _diagnostics = diagnostics;
        _contactors = contactors;
        _latches = new LatchRecord(protection, contactors);
        _snapshot = new SnapshotRecord(estimation, settings.SnapshotSeconds);
        _lifetime = new LifetimeRecords(lifetime, settings.LifetimeSeconds);
        diagnostics.Frames.PeriodMilliseconds = settings.SampleMilliseconds;
        IPersistentRecord[] further = settings.Further;
        IPersistentRecord[] records = new IPersistentRecord[OwnRecords + further.Length + FreezeFrames.Capacity + LifetimeRecords.Count];
        records[0] = _latches;
        records[1] = _snapshot;
        records[2] = new CounterRecord(diagnostics.Counters, settings.CounterSeconds);
        records[3] = new BalancingRecord(balancing, settings.BalancingSeconds);
        for (int index = 0; index < further.Length; index++)
            records[OwnRecords + index] = further[index];
        for (int place = 0; place < FreezeFrames.Capacity; place++)
            records[OwnRecords + further.Length + place] = new FrameRecord(diagnostics.Frames, place);
        // A life can wait for what has just happened.
        _lifetime.Register(records, records.Length - LifetimeRecords.Count);
        Store = new PersistentStore(memory, records);
    }

    /// <summary>The store.</summary>
    public PersistentStore Store { get; }

    /// <summary>Why the stored estimation state was not taken; none also where there was none.</summary>
    public SnapshotFault SnapshotFault => _snapshot.Fault;

    /// <summary>True once everything has been written that was to be before power goes.</summary>
    public bool ReadyToSwitchOff => _ending && Store.Settled;

    /// <summary>Reads all records.</summary>
    public void Load() => Store.Load();

    /// <summary>From now on no estimation state is written: a step ended in an exception, and the last one stored stays.</summary>
    public void DistrustEstimation() => _snapshot.Distrusted = true;

    /// <summary>Asks for what has changed, and goes on with what is being written.</summary>
    /// <param name="elapsedMilliseconds">Time since the last step.</param>
    /// <param name="shutdownRequested">The board is about to switch off.</param>
    /// <param name="nowMilliseconds">The step's monotonic time.</param>
    /// <param name="unixMilliseconds">Calendar time.</param>
    /// <param name="unixValid">Whether it is known.</param>
    public void Step(int elapsedMilliseconds, bool shutdownRequested, int nowMilliseconds, long unixMilliseconds, bool unixValid)
    {
        PersistentStore store = Store;
        bool closed = _contactors.MainClosed;
        _snapshot.UnixMilliseconds = unixMilliseconds;
        _snapshot.UnixValid = unixValid;
        _snapshot.Final = !closed;
        if (_latches.TakeChanged())
            store.Request(RecordKind.Latches);
        if (closed != _lastClosed)
        {
            _lastClosed = closed;
            store.Request(RecordKind.Snapshot);
        }
        int finished = _diagnostics.Frames.TakeFinished();
        if (finished >= 0)
        {
            store.Request((RecordKind)((int)RecordKind.FirstFrame + finished));
            store.Request(RecordKind.Counters);
        }
        _lifetime.Ask(store);
        bool ending = shutdownRequested && !closed;
        if (ending && !_ending)
            store.RequestAll();
        _ending = ending;
        store.Step(elapsedMilliseconds);
        MemoryFault fault = store.TakeFault();
        if (fault != MemoryFault.None)
            _diagnostics.Events.Add(EventKind.MemoryFault, ProtectionStage.LevelWarning, (int)fault, nowMilliseconds);
    }
}
