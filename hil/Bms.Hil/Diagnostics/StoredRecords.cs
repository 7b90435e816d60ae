using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Lifecycle;
using Bms.Hil.Rigs;

namespace Bms.Hil.Diagnostics;

/// <summary>What a memory holds, read by the firmware itself: a controller is started on a copy of its bytes.</summary>
public sealed class StoredRecords
{
    private StoredRecords(string path, PackConfiguration pack, PackController controller)
    {
        Path = path;
        Pack = pack;
        EventCounters counters = controller.Diagnostics.Counters;
        OperatingSeconds = counters.OperatingSeconds;
        Counters = [.. EventTexts.Kinds.Where(kind => counters.Began(EventCatalogue.PlaceOf(kind)) > 0).Select(kind => new StoredCounter(kind, counters, pack))];
        FreezeFrames frames = controller.Diagnostics.Frames;
        Frames = [.. Enumerable.Range(0, FreezeFrames.Capacity).Where(place => frames.LengthOf(place) > 0)
            .Select(place => new FreezeFrame((byte[])frames.Frame(place).Clone())).OrderBy(frame => frame.Number)];
        long latched = controller.Protection.LatchedRows;
        Latched = [.. Enumerable.Range(0, ProtectionPolicy.RowCount).Where(row => ((latched >> row) & 1) != 0).Select(row => new RigEvent((EventKind)row, 0, 0, 0).KindName)];
        SnapshotFault snapshot = controller.Memory!.SnapshotFault;
        Soc = snapshot == SnapshotFault.None && controller.Estimation.AwaitsOffTime ? controller.Estimation.Estimator.Soc : null;
        List<string> faults = [];
        for (MemoryFault fault = controller.Memory.Store.TakeFault(); fault != MemoryFault.None; fault = controller.Memory.Store.TakeFault())
            faults.Add(fault.ToString());
        Faults = faults;
        Restored = controller.Memory.Store.RestoredCount;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The pack that it belongs to.</summary>
    public PackConfiguration Pack { get; }

    /// <summary>Records that are whole.</summary>
    public int Restored { get; }

    /// <summary>Operating time, in seconds.</summary>
    public int OperatingSeconds { get; }

    /// <summary>State of charge of the stored estimation, 0…1; null where none is stored.</summary>
    public double? Soc { get; }

    /// <summary>Rows that are latched.</summary>
    public IReadOnlyList<string> Latched { get; }

    /// <summary>The counters of what has happened.</summary>
    public IReadOnlyList<StoredCounter> Counters { get; }

    /// <summary>The freeze frames, oldest first.</summary>
    public IReadOnlyList<FreezeFrame> Frames { get; }

    /// <summary>What is wrong with the memory.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Reads a dump.</summary>
    /// <exception cref="BadInputException">It is none, damaged, or for no pack.</exception>
    public static StoredRecords Read(string path)
    {
        MemoryDump dump = MemoryDump.Read(path);
        PackConfiguration pack = dump.Configuration(path);
        var controller = new PackController(pack);
        controller.Attach(new SimMemory((byte[])dump.Bytes.Clone(), dump.WriteUnitBytes));
        return new StoredRecords(path, pack, controller);
    }

    /// <summary>Seconds since 2020 as a date, or a dash.</summary>
    public static string Date(int calendar) => calendar == 0
        ? "–"
        : System.DateTimeOffset.FromUnixTimeMilliseconds(EventCounters.EpochMilliseconds + (calendar * 1000L)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
