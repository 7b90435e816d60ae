namespace Bms.Core.Lifecycle;

/// <content>One record at a time goes to one slot: summed, written from its end to its beginning, read back.</content>
public sealed partial class PersistentStore
{
    private const int Summing = 0;
    private const int Writing = 1;
    private const int Verifying = 2;

    private readonly int _chunkBytes;
    private int _job = None;

    // A bit a record: written since the start; not stored as it should be.
    private int _written;
    private int _lost;
    private int _state;
    private bool _forced;
    private int _slot;
    private int _triedSlots;
    private int _length;
    private int _position;
    private int _waits;

    /// <summary>Each part of the work takes at most one run of bytes a step, so a short record is written and read back within one.</summary>
    private void Work()
    {
        if (_job == None && !Begin())
            return;
        if (_state == Summing)
            Sum();
        if (_state == Writing && _job != None)
            WriteRun();
        if (_state == Verifying && _job != None)
            Verify();
    }

    private bool Begin()
    {
        int waiting = _requested != 0 ? _requested : _due;
        int index = 0;
        while (((waiting >> index) & 1) == 0)
            index++;
        _forced = ((_requested >> index) & 1) != 0;
        _requested &= ~(1 << index);
        _due &= ~(1 << index);
        int length = _records[index].Write(_staging);
        if (length <= 0 || length > _staging.Length)
            return false;
        _job = index;
        _length = length;
        _position = 0;
        _triedSlots = 0;
        _state = Summing;
        _crc.Reset();
        return true;
    }

    private void Sum()
    {
        int left = _length - _position;
        int part = left < MostBytesAStep ? left : MostBytesAStep;
        _crc.AddBytes(_staging, _position, part);
        _position += part;
        if (_position < _length)
            return;
        int index = _job;
        int sum = _crc.Value;
        // What is stored already is not written again.
        if (!_forced && _sum[index] == sum && ((_written >> index) & 1) != 0)
        {
            _job = None;
            return;
        }
        _sum[index] = sum;
        IPersistentRecord record = _records[index];
        int sequence = unchecked(_sequence[index] + 1);
        _header.Fill((int)record.Kind, record.Version, _length, sequence);
        _header.Seal(_crc);
        if (!ChooseSlot())
            Abandon();
    }

    /// <summary>
    /// The next slot after the newest one that this job has not tried: a good one where there is one, else a bad one again. The newest
    /// itself is never touched.
    /// </summary>
    private bool ChooseSlot()
    {
        int index = _job;
        int slots = MemoryMap.Slots((int)_records[index].Kind);
        int newest = _newest[index];
        int chosen = None;
        for (int step = 1; step <= slots; step++)
        {
            int slot = (newest + step) % slots;
            if (slot == newest || ((_triedSlots >> slot) & 1) != 0)
                continue;
            if (((_badSlots[index] >> slot) & 1) == 0)
            {
                chosen = slot;
                break;
            }
            if (chosen == None)
                chosen = slot;
        }
        if (chosen == None)
            return false;
        _slot = chosen;
        _triedSlots |= 1 << chosen;
        _state = Writing;
        _position = (SlotHeader.Length + _length - 1) / _chunkBytes * _chunkBytes;
        _waits = 0;
        return true;
    }

    private void WriteRun()
    {
        if (_memory.Busy || !_memory.Write(SlotAddress() + _position, _chunk, 0, Fill(_position)))
        {
            Wait();
            return;
        }
        _waits = 0;
        if (_position > 0)
        {
            _position -= _chunkBytes;
            return;
        }
        _state = Verifying;
    }

    private void Verify()
    {
        int count = SlotHeader.Length + _length - _position;
        count = count < _chunkBytes ? count : _chunkBytes;
        if (_memory.Busy || !_memory.Read(SlotAddress() + _position, _chunk, 0, count))
        {
            Wait();
            return;
        }
        _waits = 0;
        int header = SlotHeader.Length - _position;
        byte[] bytes = _header.Bytes;
        for (int index = 0; index < count; index++)
        {
            int wanted = index < header ? bytes[_position + index] : _staging[index - header];
            if (_chunk[index] == wanted)
                continue;
            LoseSlot();
            return;
        }
        _position += _chunkBytes;
        if (_position < SlotHeader.Length + _length)
            return;
        int job = _job;
        _newest[job] = _slot;
        _sequence[job] = _header.Sequence;
        _badSlots[job] &= ~(1 << _slot);
        _written |= 1 << job;
        _lost &= ~(1 << job);
        Failing = _lost != 0;
        WrittenCount++;
        _job = None;
    }

    /// <summary>Puts the bytes of a run together, from the header and the record behind it; returns their number.</summary>
    private int Fill(int position)
    {
        int count = SlotHeader.Length + _length - position;
        count = count < _chunkBytes ? count : _chunkBytes;
        int header = SlotHeader.Length - position;
        byte[] bytes = _header.Bytes;
        for (int index = 0; index < count; index++)
            _chunk[index] = index < header ? bytes[position + index] : _staging[index - header];
        return count;
    }

    private int SlotAddress() => _address[_job] + (_slot * _slotBytes[_job]);

    private void Wait()
    {
        _waits++;
        if (_waits >= MostWaits)
            LoseSlot();
    }

    /// <summary>This slot did not take the record: on to another.</summary>
    private void LoseSlot()
    {
        _badSlots[_job] |= 1 << _slot;
        Report(MemoryFault.SlotBad);
        if (!ChooseSlot())
            Abandon();
    }

    private void Abandon()
    {
        int job = _job;
        _lost |= 1 << job;
        Failing = true;
        Report(MemoryFault.NotWritten);
        _written &= ~(1 << job);
        // One that is written on request only has to be tried again as well.
        int retry = _dueSeconds[job];
        _dueSeconds[job] = retry == 0 || retry > RetrySeconds ? RetrySeconds : retry;
        _job = None;
    }
}
