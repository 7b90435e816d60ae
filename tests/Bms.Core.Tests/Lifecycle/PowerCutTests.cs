using System;
using System.Collections.Generic;
using Bms.Core.Lifecycle;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Lifecycle;

/// <summary>
/// Power goes after every single byte of every kind of write, with the unit being written torn in every way. What comes back is the
/// older or the newer record, never neither and never a mixture, and the next write works.
/// </summary>
public sealed class PowerCutTests
{
    private const int MemoryLength = 32768;
    private const int MostSteps = 400;

    // As long as the records of a pack of sixteen groups are, and the longest that there may be.
    private static readonly (RecordKind Kind, int Length)[] Records =
    [
        (RecordKind.Latches, 9), (RecordKind.Snapshot, 2360), (RecordKind.Counters, 1405), (RecordKind.Identity, 100), (RecordKind.Balancing, 240),
        (RecordKind.Lifetime, 2032), (RecordKind.SwapLedger, 1008), (RecordKind.History, 1008), (RecordKind.FirstFrame, 410),
    ];

    public static TheoryData<int, string> UnitsAndTears()
    {
        var data = new TheoryData<int, string>();
        foreach (int unit in new[] { 1, 64 })
        {
            foreach (Tear tear in Enum.GetValues<Tear>())
                data.Add(unit, tear.ToString());
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(UnitsAndTears))]
    public void After_a_cut_at_any_byte_the_older_or_the_newer_record_comes_back(int unit, string tearName)
    {
        Tear tear = Enum.Parse<Tear>(tearName);
        int cuts = 0;
        int older = 0;
        foreach ((RecordKind kind, int length) in Records)
        {
            int slots = MemoryMap.Slots((int)kind);
            // With fewer writes before than slots some are empty; with as many, all hold older ones.
            foreach (int before in new[] { 1, slots + 1 })
            {
                TornMemory prepared = Prepared(unit, kind, length, before);
                int total = SlotHeader.Length + length;
                for (int left = 0; left <= total; left++)
                {
                    TornMemory memory = prepared.Again();
                    memory.Tear = tear;
                    (PersistentStore store, NumberedRecord record) = Loaded(memory, kind, length);
                    Assert.Equal(before, record.Restored);
                    record.Number = before + 1;
                    memory.Left = left;
                    store.Request(kind);
                    bool acknowledged = Run(store);
                    cuts++;
                    TornMemory again = memory.Again();
                    (PersistentStore next, NumberedRecord back) = Loaded(again, kind, length);
                    Assert.False(back.Mixed);
                    Assert.True(back.Restored == before || back.Restored == before + 1, $"{kind}, unit {unit}, {tear}, cut after {left}: {back.Restored}");
                    Assert.Equal(left == total, acknowledged);
                    if (acknowledged)
                        Assert.Equal(before + 1, back.Restored);
                    older += back.Restored == before ? 1 : 0;
                    back.Number = before + 2;
                    next.Request(kind);
                    Assert.True(Run(next));
                    Assert.Equal(before + 2, Loaded(again.Again(), kind, length).Record.Restored);
                }
            }
        }
        Assert.True(cuts > 13000 && older > cuts / 2);
        TestContext.Current.TestOutputHelper?.WriteLine($"unit {unit}, {tear}: {cuts} cuts, {older} came back older, {cuts - older} newer");
    }

    [Theory]
    [InlineData(1, 21)]
    [InlineData(64, 22)]
    public void A_life_of_cuts_never_loses_what_was_acknowledged(int unit, int seed)
    {
        var random = new Random(seed);
        var memory = new TornMemory(MemoryLength, unit, seed);
        int acknowledged = -1;
        int number = 0;
        int cuts = 0;
        for (int life = 0; life < 2000; life++)
        {
            (PersistentStore store, NumberedRecord record) = Loaded(memory, RecordKind.Snapshot, 300);
            Assert.False(record.Mixed);
            int restored = record.Restored ?? -1;
            Assert.InRange(restored, acknowledged, number);
            acknowledged = restored;
            memory.Tear = (Tear)random.Next(5);
            memory.Left = random.Next(2000);
            while (!memory.Dead)
            {
                record.Number = ++number;
                store.Request(RecordKind.Snapshot);
                if (!Run(store))
                    break;
                acknowledged = number;
            }
            cuts++;
            memory = memory.Again();
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"unit {unit}: {cuts} cuts in succession, {number} writes");
    }

    private static TornMemory Prepared(int unit, RecordKind kind, int length, int writes)
    {
        var memory = new TornMemory(MemoryLength, unit);
        (PersistentStore store, NumberedRecord record) = Loaded(memory, kind, length);
        Assert.Null(record.Restored);
        for (int number = 1; number <= writes; number++)
        {
            record.Number = number;
            store.Request(kind);
            Assert.True(Run(store));
        }
        return memory;
    }

    private static (PersistentStore Store, NumberedRecord Record) Loaded(TornMemory memory, RecordKind kind, int length)
    {
        var record = new NumberedRecord(kind, length);
        var store = new PersistentStore(memory, [record]);
        store.Load();
        return (store, record);
    }

    /// <summary>True where the write was acknowledged.</summary>
    private static bool Run(PersistentStore store)
    {
        int written = store.WrittenCount;
        for (int step = 0; step < MostSteps && !store.Settled; step++)
            store.Step(1);
        return store.WrittenCount > written;
    }
}
