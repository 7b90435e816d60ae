using System;

namespace Bms.Core.Lifecycle;

/// <content>The start: the newest whole slot of each record.</content>
public sealed partial class PersistentStore
{
    private readonly bool[] _newer = new bool[MostRecords];
    private bool _unread;
    private bool _damaged;

    /// <summary>
    /// Reads every record, before the first step; takes as long as the reading of the whole memory. A record that refuses its newest
    /// version is offered the one before.
    /// </summary>
    public void Load()
    {
        if (!Usable)
            return;
        try
        {
            for (int index = 0; index < _records.Length; index++)
            {
                if (!_closed[index])
                    Load(index);
            }
        }
        catch (Exception)
        {
            GiveUp();
        }
    }

    private void Load(int index)
    {
        int kind = (int)_records[index].Kind;
        int slots = MemoryMap.Slots(kind);
        _unread = false;
        _damaged = false;
        bool refused = false;
        int tried = 0;
        // At most as many as there are slots: each pass offers one of them.
        for (int pass = 0; pass < slots; pass++)
        {
            int slot = Newest(index, kind, slots, tried);
            if (_newer[index])
            {
                _closed[index] = true;
                Report(MemoryFault.NewerLayout);
                return;
            }
            if (slot == None)
                break;
            tried |= 1 << slot;
            // The sequence goes on from the newest, accepted or not.
            if (pass == 0)
            {
                _newest[index] = slot;
                _sequence[index] = _header.Sequence;
            }
            if (_records[index].Read(_staging, _header.RecordLength, _header.Version))
            {
                _newest[index] = slot;
                RestoredCount++;
                break;
            }
            refused = true;
        }
        if (refused)
            Report(MemoryFault.Refused);
        if (_unread)
        {
            _closed[index] = true;
            Lose(index, MemoryFault.ReadFailed);
        }
        else if (_damaged && tried == 0)
        {
            // What it should say now is written soon, for its absence must not be taken for a new memory's at the next start.
            _due |= 1 << index;
            Lose(index, MemoryFault.RecordLost);
        }
    }

    private void Lose(int index, MemoryFault fault)
    {
        _lost |= 1 << index;
        Failing = true;
        Report(fault);
    }

    /// <summary>The newest whole slot that has not been tried, left in the header and the staging room; or none.</summary>
    private int Newest(int index, int kind, int slots, int tried)
    {
        int found = None;
        int sequence = 0;
        for (int slot = 0; slot < slots; slot++)
        {
            if (((tried >> slot) & 1) != 0 || !ReadSlot(index, kind, slot))
                continue;
            if (found != None && unchecked(_header.Sequence - sequence) <= 0)
                continue;
            found = slot;
            sequence = _header.Sequence;
        }
        // The last one read need not be the newest.
        return found != None && ReadSlot(index, kind, found) ? found : None;
    }

    /// <summary>Reads a slot; true where it is whole. One that is whole but of a newer layout or too long for this firmware is noted.</summary>
    private bool ReadSlot(int index, int kind, int slot)
    {
        int address = _address[index] + (slot * _slotBytes[index]);
        if (!ReadBytes(address, _header.Bytes, 0, SlotHeader.Length))
            return false;
        if (!_header.IsPlausible(kind, MemoryMap.Room(kind)))
        {
            _damaged |= _header.IsOf(kind);
            return false;
        }
        int length = _header.RecordLength;
        bool fits = length <= _staging.Length;
        _crc.Reset();
        int done = 0;
        while (done < length)
        {
            int part = length - done < MostBytesAStep ? length - done : MostBytesAStep;
            if (!ReadBytes(address + SlotHeader.Length + done, _chunk, 0, part))
                return false;
            _crc.AddBytes(_chunk, 0, part);
            if (fits)
                Array.Copy(_chunk, 0, _staging, done, part);
            done += part;
        }
        if (!_header.Agrees(_crc))
        {
            _damaged = true;
            return false;
        }
        if (_header.Version <= _records[index].Version && fits)
            return true;
        _newer[index] = true;
        return false;
    }

    private bool ReadBytes(int address, byte[] buffer, int offset, int count)
    {
        for (int attempt = 0; attempt < MostReads; attempt++)
        {
            if (_memory.Read(address, buffer, offset, count))
                return true;
        }
        _unread = true;
        return false;
    }
}
