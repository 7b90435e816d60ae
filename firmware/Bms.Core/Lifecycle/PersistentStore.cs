using System;
using Bms.Core.Numerics;

namespace Bms.Core.Lifecycle;

/// <summary>
/// Keeps records in a memory that may lose power at any byte. Each record has two or more slots. A new version goes to a slot that does
/// not hold the newest one, from its last byte to its first, so that the header comes last, and is read back; only then the slot before
/// may be given up. The newest whole slot is what counts after a start.
/// </summary>
public sealed partial class PersistentStore
{
    /// <summary>Most bytes that one step sums, writes or reads back: each of them once.</summary>
    public const int MostBytesAStep = 64;

    /// <summary>Most records.</summary>
    public const int MostRecords = (int)RecordKind.Count;

    /// <summary>A record that no slot took is tried again after this time, in seconds.</summary>
    public const int RetrySeconds = 600;

    /// <summary>A part that is busy or silent for this many steps in succession has failed.</summary>
    public const int MostWaits = 50;

    private const int MostReads = 3;
    private const int TickMilliseconds = 1000;
    private const int None = -1;
    private const int LargestUnit = 4096;

    private readonly INonVolatileMemory _memory;
    // Records may end in a CRC-32 of their own.
    private readonly Crc32 _crc = new Crc32(Crc32.Castagnoli);
    private readonly SlotHeader _header = new SlotHeader();
    private readonly byte[] _chunk = new byte[MostBytesAStep];
    private readonly byte[] _staging;
    private readonly IPersistentRecord[] _records;
    private readonly int[] _address;
    private readonly int[] _slotBytes;
    private readonly int[] _newest;
    private readonly int[] _sequence;
    private readonly int[] _badSlots;
    private readonly int[] _sum;
    private readonly int[] _dueSeconds;
    private readonly bool[] _closed;
    private readonly int _unit;
    private int _requested;
    private int _due;
    private int _tickMilliseconds;
    private int _faults;
    private int _faultsTold;

    /// <summary>Prepares a memory for records, and reads nothing yet.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="records">What is kept, the most urgent first, at most one a kind.</param>
    /// <exception cref="ArgumentException">Two records of a kind, or one that its kind has no room for.</exception>
    public PersistentStore(INonVolatileMemory memory, IPersistentRecord[] records)
    {
        _memory = memory;
        _records = records;
        int count = records.Length;
        _address = new int[count];
        _slotBytes = new int[count];
        _newest = new int[count];
        _sequence = new int[count];
        _badSlots = new int[count];
        _sum = new int[count];
        _dueSeconds = new int[count];
        _closed = new bool[count];
        int unit = memory.WriteUnitBytes;
        Usable = unit >= 1 && unit <= LargestUnit && (unit & (unit - 1)) == 0;
        if (!Usable)
            Report(MemoryFault.Unusable);
        _unit = Usable ? unit : 1;
        _chunkBytes = _unit > 1 && _unit < MostBytesAStep ? _unit : MostBytesAStep;
        _staging = new byte[Place()];
    }

    /// <summary>False where the memory is not used: unusable, or its driver failed.</summary>
    public bool Usable { get; private set; }

    /// <summary>True where the latest attempt at anything failed: something that should be kept is not.</summary>
    public bool Failing { get; private set; }

    /// <summary>Records that were read at the start.</summary>
    public int RestoredCount { get; private set; }

    /// <summary>Records written and read back since the start.</summary>
    public int WrittenCount { get; private set; }

    /// <summary>True where nothing is being written or waits to be: power may go.</summary>
    public bool Settled => !Usable || (_job == None && (_requested | _due) == 0);

    /// <summary>True where a record is kept: its memory is there, could be read, and holds no newer layout.</summary>
    public bool Keeps(RecordKind kind)
    {
        int index = IndexOf(kind);
        return Usable && index != None && !_closed[index];
    }

    /// <summary>
    /// Asks for a record to be written at once, before others that are only due. The first record does not even wait for one that is being
    /// written, which begins anew after it. Kinds that are not kept are ignored.
    /// </summary>
    public void Request(RecordKind kind)
    {
        int index = IndexOf(kind);
        if (!Usable || index == None || _closed[index])
            return;
        _requested |= 1 << index;
        if (index != 0 || _job == None)
            return;
        if (_job > 0)
            _requested |= 1 << _job;
        _job = None;
    }

    /// <summary>Asks for every record, before power goes.</summary>
    public void RequestAll()
    {
        for (int index = 0; index < _records.Length; index++)
        {
            if (Usable && !_closed[index])
                _due |= 1 << index;
        }
    }

    /// <summary>Gives up a record in a newer layout: from now on this firmware writes its own over it. For service only.</summary>
    public void ReplaceNewer(RecordKind kind)
    {
        int index = IndexOf(kind);
        if (index != None && _newer[index])
            _closed[index] = false;
    }

    /// <summary>The next fault that nobody was told of, or none. A fault of a sort is told once a start.</summary>
    public MemoryFault TakeFault()
    {
        int untold = _faults & ~_faultsTold;
        if (untold == 0)
            return MemoryFault.None;
        for (int fault = 1; fault <= (int)MemoryFault.Unusable; fault++)
        {
            if (((untold >> fault) & 1) == 0)
                continue;
            _faultsTold |= 1 << fault;
            return (MemoryFault)fault;
        }
        return MemoryFault.None;
    }

    /// <summary>Goes on with what is being written, and begins what is due. Touches the memory a bounded number of bytes.</summary>
    /// <param name="elapsedMilliseconds">Time since the last step.</param>
    public void Step(int elapsedMilliseconds)
    {
        int tick = _tickMilliseconds + elapsedMilliseconds;
        _tickMilliseconds = tick;
        if (tick >= TickMilliseconds || tick < 0)
            Tick();
        if (_job == None && (_requested | _due) == 0)
            return;
        if (!Usable)
            return;
        try
        {
            Work();
        }
        catch (Exception)
        {
            GiveUp();
        }
    }

    private void GiveUp()
    {
        Usable = false;
        Failing = true;
        _job = None;
        _requested = _due = 0;
        Report(MemoryFault.DriverFailed);
    }

    /// <summary>Once a second: what is due by time. A gap of any length counts.</summary>
    private void Tick()
    {
        int seconds = _tickMilliseconds < 0 ? 0 : _tickMilliseconds / TickMilliseconds;
        _tickMilliseconds = _tickMilliseconds < 0 ? 0 : _tickMilliseconds - (seconds * TickMilliseconds);
        int[] dueSeconds = _dueSeconds;
        for (int index = 0; index < dueSeconds.Length; index++)
        {
            int left = dueSeconds[index];
            if (left == 0)
                continue;
            left -= seconds;
            if (left <= 0)
            {
                left = _records[index].PeriodSeconds;
                if (!_closed[index])
                    _due |= 1 << index;
            }
            dueSeconds[index] = left;
        }
    }

    /// <summary>Gives each record its place; returns the room that the largest one needs.</summary>
    private int Place()
    {
        int largest = 0;
        for (int index = 0; index < _records.Length; index++)
        {
            IPersistentRecord record = _records[index];
            int kind = (int)record.Kind;
            if (IndexOf(record.Kind) != index || record.MaximumLength > MemoryMap.Room(kind))
                throw new ArgumentException("two records of a kind, or one that is too long for it");
            _address[index] = MemoryMap.Address(kind, _unit);
            _slotBytes[index] = MemoryMap.SlotBytes(kind, _unit);
            _newest[index] = None;
            _dueSeconds[index] = record.PeriodSeconds;
            if (record.MaximumLength > largest)
                largest = record.MaximumLength;
            if (_address[index] + (MemoryMap.Slots(kind) * _slotBytes[index]) <= _memory.Length)
                continue;
            _closed[index] = true;
            Report(MemoryFault.NoRoom);
        }
        return largest;
    }

    private int IndexOf(RecordKind kind)
    {
        for (int index = 0; index < _records.Length; index++)
        {
            if (_records[index].Kind == kind)
                return index;
        }
        return None;
    }

    private void Report(MemoryFault fault) => _faults |= 1 << (int)fault;
}
