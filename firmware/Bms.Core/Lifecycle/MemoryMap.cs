namespace Bms.Core.Lifecycle;

/// <summary>
/// Where each kind of record lies. It depends on the kind and the part's write unit alone, never on what a firmware happens to keep, so
/// that stored records survive another firmware.
/// </summary>
public static class MemoryMap
{
    private const int SmallRoom = 16;
    private const int IdentityRoom = 112;
    private const int BalancingRoom = 240;
    private const int SnapshotRoom = 3824;
    private const int KilobyteRoom = 1008;
    private const int CountersRoom = 1520;
    private const int LifetimeRoom = 2032;

    /// <summary>Largest record, in bytes without its header.</summary>
    public const int LargestRoom = SnapshotRoom;

    /// <summary>Most slots of a record.</summary>
    public const int MostSlots = 4;

    /// <summary>Bytes that a record of a kind may have, without the header.</summary>
    public static int Room(int kind)
    {
        switch ((RecordKind)kind)
        {
            case RecordKind.Latches:
                return SmallRoom;
            case RecordKind.Snapshot:
                return SnapshotRoom;
            case RecordKind.Counters:
                return CountersRoom;
            case RecordKind.Identity:
                return IdentityRoom;
            case RecordKind.Balancing:
                return BalancingRoom;
            case RecordKind.Lifetime:
                return LifetimeRoom;
            default:
                return KilobyteRoom;
        }
    }

    /// <summary>
    /// Slots of a kind: two always, so that the older record stays until the newer is whole, and more where one that wears out or goes
    /// bad must not end it.
    /// </summary>
    public static int Slots(int kind)
    {
        switch ((RecordKind)kind)
        {
            case RecordKind.Latches:
                return MostSlots;
            case RecordKind.Balancing:
                return 3;
            default:
                return 2;
        }
    }

    /// <summary>Bytes that one slot takes, a multiple of the write unit: what tears in one never reaches another.</summary>
    public static int SlotBytes(int kind, int unitBytes) => (Room(kind) + SlotHeader.Length + unitBytes - 1) / unitBytes * unitBytes;

    /// <summary>The address of a kind's first slot; its other slots follow.</summary>
    public static int Address(int kind, int unitBytes)
    {
        int address = 0;
        for (int before = 0; before < kind; before++)
            address += Slots(before) * SlotBytes(before, unitBytes);
        return address;
    }

    /// <summary>Bytes that all kinds take.</summary>
    public static int Total(int unitBytes) => Address((int)RecordKind.Count, unitBytes);
}
