using System;
using System.Buffers.Binary;
using Bms.Core.Lifecycle;
using Bms.Core.Numerics;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Lifecycle;

/// <summary>Slots, sequence, bad memory, and memories that other firmware wrote.</summary>
public sealed class PersistentStoreTests
{
    private const RecordKind Two = RecordKind.Identity;
    private const RecordKind Three = RecordKind.Balancing;
    private const int RecordLength = 90;

    [Fact]
    public void The_newest_record_comes_back()
    {
        var memory = new TornMemory(32768, 1);
        for (int number = 1; number <= 7; number++)
        {
            Write(memory, Three, number);
            Assert.Equal(number, Load(memory, Three).Record.Restored);
        }
    }

    [Fact]
    public void The_sequence_wraps()
    {
        var memory = new TornMemory(32768, 1);
        Write(memory, Three, 1);
        Reseal(memory, Three, 0, int.MaxValue - 1, 1);
        for (int number = 2; number <= 9; number++)
        {
            Write(memory, Three, number);
            Assert.Equal(number, Load(memory, Three).Record.Restored);
        }
    }

    [Fact]
    public void A_newer_layout_is_kept_until_service_gives_it_up()
    {
        var memory = new TornMemory(32768, 1);
        Write(memory, Two, 1);
        Reseal(memory, Two, 0, 1, 2);
        byte[] before = (byte[])memory.Bytes.Clone();
        (PersistentStore store, NumberedRecord record) = Load(memory, Two);
        Assert.Null(record.Restored);
        Assert.Equal(MemoryFault.NewerLayout, store.TakeFault());
        record.Number = 5;
        store.Request(Two);
        store.RequestAll();
        Run(store);
        Assert.Equal(before, memory.Bytes);
        Assert.False(store.Keeps(Two));
        store.ReplaceNewer(Two);
        store.Request(Two);
        Run(store);
        Assert.NotEqual(before, memory.Bytes);
    }

    [Fact]
    public void An_older_layout_is_handed_over_with_its_version()
    {
        var memory = new TornMemory(32768, 1);
        Write(memory, Two, 3);
        var record = new NumberedRecord(Two, RecordLength, version: 4);
        new PersistentStore(memory, [record]).Load();
        Assert.Equal(3, record.Restored);
        Assert.Equal(1, record.ReadVersion);
    }

    [Fact]
    public void What_a_firmware_keeps_does_not_move_what_another_wrote()
    {
        var memory = new TornMemory(32768, 64);
        Write(memory, Two, 8);
        var others = new NumberedRecord(RecordKind.Lifetime, 2000);
        var same = new NumberedRecord(Two, RecordLength);
        new PersistentStore(memory, [others, new NumberedRecord(RecordKind.Latches, 9), same]).Load();
        Assert.Equal(8, same.Restored);
        Assert.Null(others.Restored);
    }

    [Fact]
    public void A_bad_cell_is_found_told_and_worked_around()
    {
        var memory = new TornMemory(32768, 1);
        int first = MemoryMap.Address((int)Three, 1);
        for (int cell = 0; cell < 40; cell++)
            memory.BadCells.Add(first + MemoryMap.SlotBytes((int)Three, 1) + cell);
        (PersistentStore store, NumberedRecord record) = Load(memory, Three);
        for (int number = 1; number <= 6; number++)
        {
            record.Number = number;
            store.Request(Three);
            Run(store);
            Assert.Equal(number, Load(memory.Again(), Three).Record.Restored);
        }
        Assert.Equal(MemoryFault.SlotBad, store.TakeFault());
        Assert.Equal(MemoryFault.None, store.TakeFault());
        Assert.False(store.Failing);
    }

    [Fact]
    public void With_no_good_slot_left_the_last_record_stays_and_writing_is_tried_again()
    {
        var memory = new TornMemory(32768, 1);
        (PersistentStore store, NumberedRecord record) = Load(memory, Two);
        record.Number = 1;
        store.Request(Two);
        Run(store);
        int other = MemoryMap.Address((int)Two, 1) + MemoryMap.SlotBytes((int)Two, 1);
        memory.BadCells.Add(other + 20);
        memory.BadCells.Add(other + 21);
        record.Number = 2;
        store.Request(Two);
        Run(store);
        Assert.True(store.Failing);
        Assert.Equal(MemoryFault.SlotBad, store.TakeFault());
        Assert.Equal(MemoryFault.NotWritten, store.TakeFault());
        Assert.Equal(1, Load(memory.Again(), Two).Record.Restored);
        // A cell that was only stuck for a while.
        memory.BadCells.Clear();
        store.Step(PersistentStore.RetrySeconds * 1000);
        Run(store);
        Assert.False(store.Failing);
        Assert.Equal(2, Load(memory.Again(), Two).Record.Restored);
    }

    [Fact]
    public void A_record_whose_slots_are_all_damaged_is_told_and_a_new_memory_is_not()
    {
        var memory = new TornMemory(32768, 1);
        Assert.Equal(MemoryFault.None, Load(memory, Two).Store.TakeFault());
        Write(memory, Two, 1);
        memory.Bytes[MemoryMap.Address((int)Two, 1) + 40] ^= 1;
        (PersistentStore store, NumberedRecord record) = Load(memory, Two);
        Assert.Null(record.Restored);
        Assert.Equal(MemoryFault.RecordLost, store.TakeFault());
        Assert.True(store.Failing);
        record.Number = 9;
        Run(store);
        Assert.False(store.Failing);
    }

    [Fact]
    public void A_memory_that_cannot_be_read_is_not_written()
    {
        var memory = new TornMemory(32768, 1);
        Write(memory, Two, 1);
        memory.ReadsFail = true;
        (PersistentStore store, NumberedRecord record) = Load(memory, Two);
        Assert.Equal(MemoryFault.ReadFailed, store.TakeFault());
        memory.ReadsFail = false;
        record.Number = 2;
        store.Request(Two);
        store.RequestAll();
        Run(store);
        Assert.Equal(1, Load(memory, Two).Record.Restored);
    }

    [Fact]
    public void A_part_that_stays_busy_or_silent_fails_within_its_bound()
    {
        var memory = new TornMemory(32768, 1);
        (PersistentStore store, NumberedRecord record) = Load(memory, Two);
        memory.Busy = true;
        record.Number = 1;
        store.Request(Two);
        for (int step = 0; step < (2 * PersistentStore.MostWaits) + 1; step++)
            store.Step(0);
        Assert.True(store.Settled);
        Assert.True(store.Failing);
        memory.Busy = false;
        memory.WritesFail = true;
        store.Request(Two);
        Run(store);
        Assert.True(store.Failing);
        memory.WritesFail = false;
        store.Request(Two);
        Run(store);
        Assert.False(store.Failing);
    }

    [Fact]
    public void An_exception_in_a_driver_ends_the_use_of_the_memory_and_nothing_else()
    {
        var memory = new TornMemory(32768, 1);
        (PersistentStore store, NumberedRecord record) = Load(memory, Two);
        memory.Throws = true;
        record.Number = 1;
        store.Request(Two);
        for (int step = 0; step < 5; step++)
            store.Step(100);
        Assert.False(store.Usable);
        Assert.True(store.Settled);
        Assert.Equal(MemoryFault.DriverFailed, store.TakeFault());
        Assert.Equal(MemoryFault.DriverFailed, Load(memory, Two).Store.TakeFault());
    }

    [Fact]
    public void A_record_without_room_and_a_page_of_an_odd_size_are_told()
    {
        Assert.Equal(MemoryFault.NoRoom, Load(new TornMemory(512, 1), Two).Store.TakeFault());
        Assert.Equal(MemoryFault.Unusable, Load(new TornMemory(32768, 48), Two).Store.TakeFault());
        Assert.Throws<ArgumentException>(() => new PersistentStore(new TornMemory(64, 1), [new NumberedRecord(Two, 113)]));
        Assert.Throws<ArgumentException>(() => new PersistentStore(new TornMemory(64, 1), [new NumberedRecord(Two, 9), new NumberedRecord(Two, 9)]));
    }

    [Fact]
    public void A_refused_record_falls_back_to_the_one_before_and_is_told()
    {
        var memory = new TornMemory(32768, 1);
        Write(memory, Two, 1);
        var refusing = new NumberedRecord(Two, RecordLength) { Refuses = true };
        var store = new PersistentStore(memory, [refusing]);
        store.Load();
        Assert.Equal(MemoryFault.Refused, store.TakeFault());
        Assert.Equal(0, store.RestoredCount);
    }

    [Fact]
    public void What_has_not_changed_is_not_written_again()
    {
        var memory = new TornMemory(32768, 1);
        var record = new NumberedRecord(Two, RecordLength, period: 60) { Number = 1 };
        var store = new PersistentStore(memory, [record]);
        store.Load();
        for (int minute = 0; minute < 10; minute++)
        {
            store.Step(60000);
            Run(store);
        }
        Assert.Equal(1, store.WrittenCount);
        record.Number = 2;
        store.Step(60000);
        Run(store);
        Assert.Equal(2, store.WrittenCount);
    }

    /// <summary>The sum over bytes that end in their own CRC-32 is always the same where it is a CRC-32, too.</summary>
    [Fact]
    public void A_record_that_ends_in_its_own_checksum_is_told_from_another()
    {
        var memory = new TornMemory(32768, 1);
        var record = new SummedRecord();
        var store = new PersistentStore(memory, [record]);
        store.Load();
        for (int number = 1; number <= 2; number++)
        {
            record.Number = (byte)number;
            store.RequestAll();
            Run(store);
            Assert.Equal(number, store.WrittenCount);
        }
        // The second slot's header before the first slot's bytes: whole by their own sum, but not what was written there.
        int at = MemoryMap.Address((int)Two, 1);
        int next = at + MemoryMap.SlotBytes((int)Two, 1);
        Array.Copy(memory.Bytes, at + SlotHeader.Length, memory.Bytes, next + SlotHeader.Length, SummedRecord.Bytes);
        record = new SummedRecord();
        store = new PersistentStore(memory, [record]);
        store.Load();
        Assert.Equal(1, record.Number);
        // The next one goes over the slot that is not whole.
        record.Number = 3;
        store.RequestAll();
        Run(store);
        Assert.Equal(3, memory.Bytes[next + SlotHeader.Length]);
        Assert.Equal(1, memory.Bytes[at + SlotHeader.Length]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(128)]
    public void All_kinds_fit_into_256_kilobits_without_sharing_a_page(int unit)
    {
        Assert.InRange(MemoryMap.Total(unit), 1, 32768);
        for (int kind = 0; kind < (int)RecordKind.Count; kind++)
        {
            Assert.Equal(0, MemoryMap.Address(kind, unit) % unit);
            Assert.Equal(0, MemoryMap.SlotBytes(kind, unit) % unit);
            Assert.InRange(MemoryMap.Slots(kind), 2, MemoryMap.MostSlots);
            Assert.True(MemoryMap.Room(kind) <= MemoryMap.LargestRoom);
        }
    }

    [Fact]
    public void The_places_of_kinds_never_change()
    {
        int[] expected = [0, 128, 7808, 10880, 11136, 11904, 16000, 18048, 20096];
        for (int kind = 0; kind < expected.Length; kind++)
            Assert.Equal(expected[kind], MemoryMap.Address(kind, 1));
    }

    private static (PersistentStore Store, NumberedRecord Record) Load(TornMemory memory, RecordKind kind)
    {
        var record = new NumberedRecord(kind, RecordLength);
        var store = new PersistentStore(memory, [record]);
        store.Load();
        return (store, record);
    }

    private static void Write(TornMemory memory, RecordKind kind, int number)
    {
        (PersistentStore store, NumberedRecord record) = Load(memory, kind);
        record.Number = number;
        store.Request(kind);
        Run(store);
        Assert.Equal(1, store.WrittenCount);
    }

    private static void Run(PersistentStore store)
    {
        for (int step = 0; step < 500 && !store.Settled; step++)
            store.Step(1);
        Assert.True(store.Settled);
    }

    /// <summary>Gives a stored record another sequence and version, with a right sum.</summary>
    private static void Reseal(TornMemory memory, RecordKind kind, int slot, int sequence, int version)
    {
        int at = MemoryMap.Address((int)kind, 1) + (slot * MemoryMap.SlotBytes((int)kind, 1));
        Span<byte> bytes = memory.Bytes.AsSpan(at);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[4..], (short)version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], sequence);
        var crc = new Crc32(Crc32.Castagnoli);
        crc.AddBytes(memory.Bytes, at + SlotHeader.Length, RecordLength);
        crc.AddBytes(memory.Bytes, at, 12);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], crc.Value);
    }

    private sealed class SummedRecord : IPersistentRecord
    {
        public const int Bytes = 20;
        private readonly Crc32 _crc = new();

        public RecordKind Kind => Two;

        public int Version => 1;

        public int MaximumLength => Bytes;

        public int PeriodSeconds => 0;

        public byte Number { get; set; }

        public int Write(byte[] bytes)
        {
            Array.Fill(bytes, Number, 0, Bytes - 4);
            _crc.Reset();
            _crc.AddBytes(bytes, 0, Bytes - 4);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Bytes - 4), _crc.Value);
            return Bytes;
        }

        public bool Read(byte[] bytes, int length, int version)
        {
            Number = bytes[0];
            return true;
        }
    }
}
