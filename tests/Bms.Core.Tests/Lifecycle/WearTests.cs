using System.Linq;
using Bms.Core.Lifecycle;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Lifecycle;

/// <summary>
/// Ten simulated years of the usual schedule, by events instead of steps: the most worn byte or page, against what parts are sold for.
/// </summary>
public sealed class WearTests
{
    private const int Years = 10;
    private const int PeriodSeconds = SnapshotRecord.UsualPeriodSeconds;
    private const int PeriodsADay = 86400 / PeriodSeconds;

    // Read and write together wear an FRAM cell; each write here is read back once.
    private const long FramCycles = 1_000_000_000_000;
    private const long EepromCycles = 1_000_000;
    private const int RequiredYears = 20;

    [Theory]
    [InlineData(1, FramCycles)]
    [InlineData(64, EepromCycles)]
    public void Ten_years_of_the_schedule_lie_within_the_budget(int unit, long cycles)
    {
        var memory = new TornMemory(32768, unit);
        memory.CountWear();
        NumberedRecord latches = new(RecordKind.Latches, 9);
        NumberedRecord snapshot = new(RecordKind.Snapshot, 64, PeriodSeconds);
        NumberedRecord counters = new(RecordKind.Counters, 80, PeriodSeconds);
        NumberedRecord lifetime = new(RecordKind.Lifetime, 128, PeriodSeconds);
        NumberedRecord balancing = new(RecordKind.Balancing, 64, PeriodSeconds);
        NumberedRecord[] frames = [.. Enumerable.Range(0, 6).Select(place => new NumberedRecord((RecordKind)((int)RecordKind.FirstFrame + place), 64))];
        NumberedRecord[] all = [latches, snapshot, counters, lifetime, balancing, .. frames];
        var store = new PersistentStore(memory, all);
        store.Load();
        int number = 0;
        for (int day = 0; day < Years * 365; day++)
        {
            for (int period = 0; period < PeriodsADay; period++)
            {
                number++;
                snapshot.Number = counters.Number = lifetime.Number = balancing.Number = latches.Number = number;
                store.Step(PeriodSeconds * 1000);
                // Contactors open or close eight times a day, something trips twice, and each trip latches and is reset.
                if (period % 18 == 0)
                    store.Request(RecordKind.Snapshot);
                if (period % 36 == 0)
                    store.Request(RecordKind.Latches);
                if (period % 72 == 0)
                {
                    frames[number % 6].Number = number;
                    store.Request(frames[number % 6].Kind);
                    store.Request(RecordKind.Counters);
                }
                while (!store.Settled)
                    store.Step(0);
            }
        }
        int most = memory.Wear!.Max();
        double years = cycles / (most / (double)Years);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"unit {unit}: {store.WrittenCount} records in {Years} years, the most worn place {most} times; {cycles} cycles last {years:0} years");
        Assert.InRange(most, 1000, cycles);
        Assert.True(years >= RequiredYears);
        Assert.False(store.Failing);
    }
}
