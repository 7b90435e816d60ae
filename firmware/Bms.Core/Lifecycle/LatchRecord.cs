using Bms.Core.Contactors;
using Bms.Core.Protection;

namespace Bms.Core.Lifecycle;

/// <summary>
/// Trips that wait for service or never end, and the contactors' fault: written at once when one of them begins or ends. A latch of a
/// row that this table does not have is kept as it was stored.
/// </summary>
public sealed class LatchRecord : IPersistentRecord
{
    private const int RowBytes = 8;
    private const int RecordLength = RowBytes + 1;

    private readonly ProtectionStage _protection;
    private readonly ContactorStage _contactors;
    private long _foreign;
    private int _lastChanges;
    private long _lastRows;
    private ContactorFault _lastFault;

    /// <summary>Makes the record of a controller's stages.</summary>
    public LatchRecord(ProtectionStage protection, ContactorStage contactors)
    {
        _protection = protection;
        _contactors = contactors;
    }

    /// <inheritdoc/>
    public RecordKind Kind => RecordKind.Latches;

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public int MaximumLength => RecordLength;

    /// <inheritdoc/>
    public int PeriodSeconds => 0;

    /// <summary>True once after something has latched or has been reset.</summary>
    public bool TakeChanged()
    {
        ProtectionStage protection = _protection;
        bool changed = _contactors.Fault != _lastFault;
        if (protection.Changes != _lastChanges)
        {
            _lastChanges = protection.Changes;
            changed |= protection.LatchedRows != _lastRows;
        }
        if (!changed)
            return false;
        _lastRows = protection.LatchedRows;
        _lastFault = _contactors.Fault;
        return true;
    }

    /// <inheritdoc/>
    public int Write(byte[] bytes)
    {
        long rows = _protection.LatchedRows | _foreign;
        for (int index = 0; index < RowBytes; index++)
            bytes[index] = (byte)((rows >> (8 * index)) & 0xFF);
        bytes[RowBytes] = (byte)((int)_contactors.Fault & 0xFF);
        return RecordLength;
    }

    /// <inheritdoc/>
    public bool Read(byte[] bytes, int length, int version)
    {
        if (length != RecordLength)
            return false;
        long rows = 0;
        for (int index = 0; index < RowBytes; index++)
            rows |= (long)bytes[index] << (8 * index);
        _protection.RestoreLatched(rows);
        _contactors.RestoreFault(bytes[RowBytes]);
        _lastRows = _protection.LatchedRows;
        _lastFault = _contactors.Fault;
        _lastChanges = _protection.Changes;
        _foreign = rows & ~_lastRows;
        return true;
    }
}
