using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Lifecycle;

namespace Bms.Core.Conformance;

/// <content>Records in a memory: kept, cut, refused, damaged; counters and freeze frames.</content>
public sealed partial class ConformanceRun
{
    private const int QuickMemorySteps = 12;
    private const int FullMemorySteps = 160;
    private const int CutStride = 97;
    private const int LargestCut = 2000;

    /// <summary>A board takes the latches and the snapshot only, in a memory that has no room for more.</summary>
    private void RunMemory()
    {
        ScriptedMemory memory = new ScriptedMemory(_quick ? MemoryMap.Address((int)RecordKind.Counters, 1) : MemoryMap.Total(1), 1);
        RunLife(memory);
        RunLife(memory);
        if (_quick)
            return;
        for (int left = 0; left < LargestCut; left += CutStride)
        {
            memory.Left = left;
            RunLife(memory);
            memory.Left = int.MaxValue;
        }
        RunLife(memory);
        memory.BadCell = MemoryMap.Address((int)RecordKind.Snapshot, 1) + SlotHeader.Length;
        memory.Bytes[memory.BadCell] = 0x55;
        RunLife(memory);
        memory.BadCell = -1;
        RunDamagedMemory(memory);
        RunPages();
    }

    /// <summary>From a start to a loss of power, with trips, a latch, a fault of the contactors and an orderly end on the way.</summary>
    private void RunLife(ScriptedMemory memory)
    {
        Use(GuardedPack.Make(2, EstimatorKind.Coulomb, 1, false, false), 600);
        _measurements.UnixValid = true;
        _measurements.UnixMilliseconds = Written;
        _controller.Attach(memory, new MemorySettings { SnapshotSeconds = 1, CounterSeconds = 2, SampleMilliseconds = 300 });
        int steps = _quick ? QuickMemorySteps : FullMemorySteps;
        ProtectionRow deep = ConformancePack.Make(0, EstimatorKind.Coulomb, 1).Protection[(int)ProtectionKind.CellUnderVoltage];
        for (int step = 0; step < steps; step++)
        {
            _script.Quiet();
            _script.Settle();
            if (step > steps / 4 && step < steps / 3)
                _script.Set(ProtectionKind.CellUnderVoltage, deep.TripLimit - 1000000, 0);
            _measurements.LatchResetRequested = step == steps / 2;
            _measurements.ShutdownRequested = step > steps - (steps / 4);
            Step(StepMilliseconds);
        }
        MemoryKeeper? keeper = _controller.Memory;
        if (keeper == null)
            return;
        FoldMemory(memory, keeper);
    }

    private void FoldMemory(ScriptedMemory memory, MemoryKeeper keeper)
    {
        PersistentStore store = keeper.Store;
        _digest.Add(store.WrittenCount);
        _digest.Add(store.RestoredCount);
        _digest.Add((store.Usable ? 1 : 0) | (store.Failing ? 2 : 0) | (store.Settled ? 4 : 0) | (keeper.ReadyToSwitchOff ? 8 : 0));
        _digest.Add((int)keeper.SnapshotFault | (store.Keeps(RecordKind.Latches) ? 16 : 0));
        EventCounters counters = _controller.Diagnostics.Counters;
        _digest.Add(counters.OperatingSeconds);
        for (int place = 0; place < EventCatalogue.Places; place++)
        {
            EventKind kind = EventCatalogue.KindAt(place);
            _digest.Add((int)EventCatalogue.SeverityOf(EventCatalogue.ActionOf(kind, place & 3, (place & 4) != 0)));
            _digest.Add(counters.Began(place));
            _digest.Add(counters.Tripped(place));
            _digest.Add(counters.FirstSeconds(place));
            _digest.Add(counters.LastSeconds(place));
            _digest.Add(counters.FirstCalendar(place));
            _digest.Add(counters.LastCalendar(place));
        }
        FreezeFrames frames = _controller.Diagnostics.Frames;
        for (int place = 0; place < FreezeFrames.Capacity; place++)
        {
            _digest.Add(frames.LengthOf(place));
            byte[] frame = frames.Frame(place);
            _digest.Add(FrameFormat.Int(frame, FrameFormat.Digest));
            _digest.Add(FrameFormat.Int(frame, FrameFormat.Value));
        }
        byte[] bytes = memory.Bytes;
        for (int index = 0; index < bytes.Length; index += _quick ? 13 : 1)
            _digest.Add(bytes[index]);
    }

    /// <summary>What a start finds wrong, and a driver that fails.</summary>
    private void RunDamagedMemory(ScriptedMemory memory)
    {
        byte[] bytes = memory.Bytes;
        int latches = MemoryMap.Address((int)RecordKind.Latches, 1);
        for (int slot = 0; slot < MemoryMap.MostSlots; slot++)
            bytes[latches + (slot * MemoryMap.SlotBytes((int)RecordKind.Latches, 1)) + SlotHeader.Length] ^= 1;
        RunLife(memory);
        memory.Silent = true;
        RunLife(memory);
        memory.Silent = false;
        memory.Busy = true;
        RunLife(memory);
        memory.Busy = false;
        memory.Throws = true;
        RunLife(memory);
        memory.Throws = false;
        RunLife(memory);
    }

    /// <summary>A part that writes pages, one of a size that cannot be served, and one that is too small for anything.</summary>
    private void RunPages()
    {
        ScriptedMemory pages = new ScriptedMemory(MemoryMap.Total(32), 32);
        RunLife(pages);
        RunLife(pages);
        RunLife(new ScriptedMemory(64, 3));
        RunLife(new ScriptedMemory(64, 1));
        // A store whose records belong to later firmware.
        ScriptedRecord record = new ScriptedRecord(RecordKind.Identity, 2);
        ScriptedRecord older = new ScriptedRecord(RecordKind.Identity, 1);
        PersistentStore store = new PersistentStore(pages, new IPersistentRecord[] { record });
        store.Load();
        store.Request(RecordKind.Identity);
        for (int step = 0; step < FullMemorySteps && !store.Settled; step++)
            store.Step(1);
        PersistentStore before = new PersistentStore(pages, new IPersistentRecord[] { older });
        before.Load();
        _digest.Add((int)before.TakeFault());
        before.ReplaceNewer(RecordKind.Identity);
        before.RequestAll();
        for (int step = 0; step < FullMemorySteps && !before.Settled; step++)
            before.Step(1);
        _digest.Add(before.WrittenCount);
        store = new PersistentStore(pages, new IPersistentRecord[] { new ScriptedRecord(RecordKind.Identity, 3) });
        store.Load();
        _digest.Add((int)store.TakeFault());
        _digest.Add(store.RestoredCount);
    }
}
