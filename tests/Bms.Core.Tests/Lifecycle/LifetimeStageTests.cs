using System;
using System.Text;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Lifecycle;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Lifecycle;

/// <summary>What the lifetime record counts, and what of it survives what.</summary>
public sealed class LifetimeStageTests
{
    private const int Load = 4_000_000;

    // As counted with every stage on; the aim is 32 768.
    private const int WholeBudget = 45_000;
    private static readonly string First = "ABCPE" + "12" + "TRACE01" + "F3A" + "0000001";
    private static readonly string Second = "XYZPE" + "34" + "TRACE02" + "G4B" + "0000002";
    private readonly TornMemory _memory = new(32768, 1);

    [Fact]
    public void Timers_count_milliseconds_beyond_the_limits_and_charging_apart()
    {
        GuardBench bench = Bench(First);
        bench.Step(20);
        Heat(bench, 4501);
        bench.Step(10, 100);
        Draw(bench, Load);
        bench.Step(5, 100);
        Heat(bench, 4500);
        bench.Step(10, 100);
        Heat(bench, -1);
        bench.Step(3, 100);
        Draw(bench, 0);
        bench.Step(4, 100);
        int[] words = Noted(bench);
        Assert.Equal(1500, LifetimeLayout.Long(words, LifetimeLayout.HotMilliseconds));
        Assert.Equal(500, LifetimeLayout.Long(words, LifetimeLayout.HotChargingMilliseconds));
        Assert.Equal(700, LifetimeLayout.Long(words, LifetimeLayout.ColdMilliseconds));
        Assert.Equal(300, LifetimeLayout.Long(words, LifetimeLayout.ColdChargingMilliseconds));
    }

    [Fact]
    public void Every_second_is_in_one_cell_of_each_histogram_and_every_microcoulomb_in_one_bin()
    {
        GuardBench bench = Bench(First);
        for (int turn = 0; turn < 40; turn++)
        {
            Draw(bench, ((turn % 9) - 4) * 900_000);
            Heat(bench, -2500 + (turn * 250));
            bench.Step(7, 130);
        }
        int[] words = Noted(bench);
        int seconds = words[LifetimeLayout.OperatingSeconds];
        // What has not filled its turn yet is still carried.
        Assert.InRange((((40 * 7) - 1) * 130 / 1000) - seconds, 0, 3);
        int cells = words[LifetimeLayout.UnplacedSeconds];
        for (int cell = 0; cell < LifetimeLayout.TemperatureBins * LifetimeLayout.SocBins; cell++)
            cells += words[LifetimeLayout.Histogram + cell];
        Assert.Equal(seconds, cells);
        int currents = 0;
        long charge = 0;
        for (int bin = 0; bin < LifetimeLayout.CurrentBins; bin++)
        {
            currents += words[LifetimeLayout.CurrentSeconds + bin];
            charge += LifetimeLayout.Long(words, LifetimeLayout.CurrentMicrocoulombs + (2 * bin));
        }
        Assert.InRange(seconds - currents, -2, 2);
        Assert.InRange(charge, 1, long.MaxValue);
    }

    [Fact]
    public void A_mating_is_an_entry_of_the_ledger_and_a_restart_goes_on_with_it()
    {
        GuardBench bench = Started(First);
        bench.Measurements.UnixValid = true;
        bench.Measurements.UnixMilliseconds = EventCounters.EpochMilliseconds + 5_000_000;
        bench.Step(300);
        bench.Measurements.Mated = false;
        bench.Step(300);
        bench.Measurements.Mated = true;
        bench.Step(300);
        Assert.Equal(2, bench.Controller.Lifetime.Ledger[LifetimeLayout.CodeWords]);
        Assert.Equal(5000, bench.Controller.Lifetime.Ledger[LifetimeLayout.RingHeader + 1]);
        int[] before = (int[])bench.Controller.Lifetime.Ledger.Clone();
        GuardBench after = Started(First);
        after.Step(50);
        Assert.Equal(before, after.Controller.Lifetime.Ledger);
    }

    [Fact]
    public void An_orderly_end_keeps_everything_exactly()
    {
        GuardBench bench = Started(First);
        Draw(bench, -Load);
        bench.Step(900, 100);
        Draw(bench, 0);
        End(bench);
        GuardBench after = Started(First);
        Assert.Equal(Flow(Noted(bench)), Flow(Noted(after)));
        Assert.True(bench.Controller.Energy.Out.MicroampHours > 0);
        Assert.Equal(bench.Controller.Energy.Out.MicroampHours, after.Controller.Energy.Out.MicroampHours);
        Assert.Equal(bench.Controller.Energy.FullEquivalentCycles, after.Controller.Energy.FullEquivalentCycles);
    }

    [Fact]
    public void A_new_code_that_names_the_old_one_carries_on_for_a_second_owner()
    {
        GuardBench bench = Started(First);
        Draw(bench, -Load);
        bench.Step(900, 100);
        Draw(bench, 0);
        End(bench);
        long gone = bench.Controller.Energy.Out.MicroampHours;
        GuardBench after = Started(Second, First, hot: 4000);
        int[] words = Noted(after);
        Assert.Equal(2, words[LifetimeLayout.Owners]);
        Assert.Equal(gone, after.Controller.Energy.Out.MicroampHours);
        Assert.Equal(gone, LifetimeLayout.Long(words, LifetimeLayout.OwnerFlow + 2));
        Assert.Equal(4000, words[LifetimeLayout.HotCentidegrees]);
        End(after);
        GuardBench again = Started(Second, First);
        Assert.Equal(2, Noted(again)[LifetimeLayout.Owners]);
    }

    [Fact]
    public void An_unrelated_code_starts_anew_and_the_old_record_stays_readable()
    {
        GuardBench bench = Started(First);
        Draw(bench, -Load);
        bench.Step(900, 100);
        Draw(bench, 0);
        End(bench);
        long gone = bench.Controller.Energy.Out.MicroampHours;
        GuardBench after = Started(Second);
        Assert.Equal(0, after.Controller.Energy.Out.MicroampHours);
        Assert.Equal(0, after.Controller.Lifetime.History[LifetimeLayout.CodeWords]);
        End(after);
        GuardBench again = Started(Second);
        int[] old = again.Controller.Lifetime.Predecessor;
        Assert.Equal(gone, LifetimeLayout.Long(old, LifetimeLayout.CodeWords + 2));
        Assert.Equal('A' | ('B' << 8) | ('C' << 16) | ('P' << 24), old[0]);
    }

    [Fact]
    public void A_damaged_counter_refuses_the_record_and_changes_nothing()
    {
        GuardBench bench = Bench(First);
        int[] stored = (int[])Noted(bench).Clone();
        stored[LifetimeLayout.FlowInMicroampHours + 1] = -1;
        stored[LifetimeLayout.Closings] = 77;
        GuardBench other = Bench(First);
        Assert.False(other.Controller.Lifetime.Take(RecordKind.Lifetime, stored));
        Assert.Equal(0, other.Controller.Lifetime.Words[LifetimeLayout.Closings]);
    }

    [Fact]
    public void A_deep_discharge_counts_once_until_its_rows_are_clear()
    {
        GuardBench bench = Bench(First);
        bench.Step(20);
        int trip = bench.Row(ProtectionKind.CellUnderVoltage).TripLimit;
        for (int turn = 0; turn < 3; turn++)
        {
            Array.Fill(bench.Measurements.CellMicrovolts, trip - 20000);
            bench.Step(100, 100);
        }
        Assert.Equal(1, Noted(bench)[LifetimeLayout.DeepDischarges]);
        Assert.Equal(0, Noted(bench)[LifetimeLayout.Overcharges]);
    }

    [Fact]
    public void Opening_under_load_is_counted_with_its_current()
    {
        GuardBench bench = Bench(First);
        bench.Measurements.CloseRequested = true;
        bench.Step(200);
        Assert.True(bench.Controller.Contactors.MainClosed);
        Draw(bench, -Load);
        bench.Step(50);
        bench.Measurements.ServiceRequested = true;
        bench.Step(300);
        int[] words = Noted(bench);
        Assert.Equal(1, words[LifetimeLayout.Closings]);
        Assert.Equal(1, words[LifetimeLayout.Openings]);
        Assert.Equal(1, words[LifetimeLayout.OpeningsUnderLoad]);
        Assert.Equal(Load / 1000, words[LifetimeLayout.LargestOpenedMilliamps]);
    }

    [Fact]
    public void Without_a_calendar_time_goes_on_and_dates_stay_empty()
    {
        GuardBench bench = Bench(First);
        bench.Step(500, 100);
        int[] words = Noted(bench);
        Assert.Equal(0, words[LifetimeLayout.FirstCalendar]);
        Assert.Equal(0, bench.Controller.Lifetime.Ledger[LifetimeLayout.RingHeader]);
        Assert.InRange(words[LifetimeLayout.OperatingSeconds], 47, 49);
    }

    [Theory]
    [InlineData(0.0f)]
    [InlineData(0.002f)]
    public void Self_discharge_is_found_within_its_bound(float perDay)
    {
        int[] words = new int[LifetimeLayout.Words];
        var estimate = new SelfDischarge(words);
        var random = new Random(4);
        Assert.Equal(1f, estimate.SigmaPerDay);
        float soc = 0.9f;
        long gross = 0;
        for (int week = 0; week < 60; week++)
        {
            int calendar = 1000 + (week * 7 * 86400);
            gross += 2_000_000;
            soc = 0.9f;
            estimate.Consider(true, calendar, soc + Noise(random), 0.01f, 0, gross, 1e-7f);
            soc -= perDay * 6;
            estimate.Consider(true, calendar + (6 * 86400), soc + Noise(random), 0.01f, 0, gross, 1e-7f);
        }
        Assert.Equal(60, estimate.SpanCount);
        Assert.InRange(estimate.SigmaPerDay, 1e-4f, 5e-4f);
        Assert.InRange(estimate.RatePerDay, perDay - (2 * estimate.SigmaPerDay), perDay + (2 * estimate.SigmaPerDay));
    }

    [Fact]
    public void Bytes_of_the_stage_and_of_a_whole_controller_of_sixteen_groups_on_a_device()
    {
        PackConfiguration pack = PackBench.Pack(3, EstimatorKind.Aekf).With("SeriesGroups", 16);
        var controller = new PackController(pack);
        int life = DeviceBytes.Own(
            controller.Lifetime, controller.Estimation, controller.Groups, controller.Health, controller.Energy, controller.Power);
        controller.Attach(_memory);
        int whole = DeviceBytes.WithModels(pack, controller) - DeviceBytes.Of(_memory);
        TestContext.Current.TestOutputHelper?.WriteLine($"lifetime {life}, controller and store {whole}");
        foreach ((string name, object stage) in new (string, object)[]
        {
            ("measurement", controller.Measurement), ("protection", controller.Protection), ("estimation", controller.Estimation), ("groups", controller.Groups),
            ("health", controller.Health), ("energy", controller.Energy), ("power", controller.Power), ("contactors", controller.Contactors),
            ("balancing", controller.Balancing), ("diagnostics", controller.Diagnostics), ("memory", controller.Memory!.Store),
        })
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{name} {DeviceBytes.WithModels(pack, stage)}");
        }
        Assert.InRange(life, 1, 5000);
        Assert.InRange(whole, 10000, WholeBudget);
    }

    private static float Noise(Random random) => (float)((random.NextDouble() + random.NextDouble() - 1) * 0.02);

    private static GuardBench Bench(string code, string previous = "", int hot = 4500)
    {
        PackConfiguration pack = GuardBench.Pack(contactors: false)
            .With("Identity.Code", Encoding.ASCII.GetBytes(code))
            .With("Identity.Previous", Encoding.ASCII.GetBytes(previous))
            .With("Identity.HotCentidegrees", hot);
        return new GuardBench(pack);
    }

    private GuardBench Started(string code, string previous = "", int hot = 4500)
    {
        GuardBench bench = Bench(code, previous, hot);
        bench.Controller.Attach(_memory);
        return bench;
    }

    private static void End(GuardBench bench)
    {
        bench.Measurements.ShutdownRequested = true;
        bench.Step(1000);
        Assert.True(bench.Controller.Memory!.ReadyToSwitchOff);
    }

    private static int[] Noted(GuardBench bench)
    {
        bench.Controller.Lifetime.Note();
        return bench.Controller.Lifetime.Words;
    }

    private static int[] Flow(int[] words) => words[LifetimeLayout.Flow..(LifetimeLayout.Flow + LifetimeLayout.AllFlowWords)];

    private static void Draw(GuardBench bench, int microamps)
    {
        bench.Measurements.PackMicroamps = microamps;
        bench.Settle();
    }

    private static void Heat(GuardBench bench, int centidegrees) => Array.Fill(bench.Measurements.TemperatureCentidegrees, centidegrees);
}
