using Bms.Core.Configuration;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Protection;

/// <summary>A limit is reached by fresh samples over time, never by calls.</summary>
public sealed class ProtectionDebounceTests
{
    private const ProtectionKind OverVoltage = ProtectionKind.CellOverVoltage;
    private const ProtectionKind UnderVoltage = ProtectionKind.CellUnderVoltage;

    [Fact]
    public void The_same_sample_seen_twenty_times_counts_once()
    {
        PackBench bench = PackBench.Running(PackBench.Pack().WithRow(OverVoltage, "DebounceMilliseconds", 0));
        bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit);
        for (int step = 0; step < 20; step++)
        {
            for (int group = 0; group < 4; group++)
                bench.Measurements.CellAgeMilliseconds[group] = step * 10;
            bench.Step(1, 10);
        }
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
        RefreshAndStep(bench);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
        RefreshAndStep(bench);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
    }

    [Theory]
    [InlineData(2, 0, 2)]
    [InlineData(2, 300, 4)]
    [InlineData(4, 300, 4)]
    [InlineData(5, 300, 5)]
    [InlineData(3, 0, 3)]
    [InlineData(3, 301, 5)]
    public void Both_the_samples_and_the_milliseconds_have_to_pass(int samples, int milliseconds, int expectedSteps)
    {
        PackConfiguration pack = PackBench.Pack()
            .WithRow(UnderVoltage, "DebounceSamples", samples)
            .WithRow(UnderVoltage, "DebounceMilliseconds", milliseconds);
        PackBench bench = PackBench.Running(pack);
        bench.Show(UnderVoltage, bench.Row(UnderVoltage).TripLimit);
        bench.Step(expectedSteps - 1);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(UnderVoltage));
        bench.Step();
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(UnderVoltage));
    }

    [Fact]
    public void One_good_sample_in_between_starts_the_count_anew()
    {
        PackBench bench = PackBench.Running();
        for (int round = 0; round < 20; round++)
        {
            bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit);
            bench.Step(3);
            bench.Quiet();
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
    }

    [Fact]
    public void The_first_sample_after_boot_trips_nothing()
    {
        for (ProtectionKind kind = 0; kind <= ProtectionKind.CurrentLost; kind++)
        {
            var bench = new PackBench();
            bench.Show(kind, bench.Row(kind).TripLimit);
            bench.Step();
            for (int row = 0; row <= (int)ProtectionKind.CurrentLost; row++)
                Assert.Equal(ProtectionStage.LevelNone, bench.Controller.Protection.Level(row));
            bench.Quiet();
            bench.Step(20);
            Assert.Equal(0, bench.Controller.Diagnostics.Events.Count);
        }
    }

    [Fact]
    public void A_pack_that_stays_beyond_its_limit_from_boot_on_trips_after_the_debounce()
    {
        var bench = new PackBench();
        bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit);
        bench.Step(3);
        Assert.False(bench.Controller.Protection.AnyTrip);
        bench.Step();
        Assert.True(bench.Controller.Protection.AnyTrip);
    }

    [Fact]
    public void Repeated_and_backward_time_stamps_add_no_time()
    {
        PackBench bench = PackBench.Running();
        bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit);
        bench.Step(40, 0);
        bench.Step(40, -7);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
        bench.Step(4);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
    }

    [Fact]
    public void The_wrap_of_the_millisecond_counter_goes_unnoticed()
    {
        for (int offset = -450; offset <= 50; offset += 50)
        {
            var bench = new PackBench();
            bench.Measurements.NowMilliseconds = int.MaxValue + offset - 500;
            bench.Step(5);
            bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit);
            bench.Step(3);
            Assert.False(bench.Controller.Protection.AnyTrip);
            bench.Step();
            Assert.True(bench.Controller.Protection.AnyTrip);
            bench.Quiet();
            bench.Step(20);
            Assert.False(bench.Controller.Protection.AnyTrip);
            Assert.False(bench.Controller.Measurement.TimeRanBackwards);
        }
    }

    [Fact]
    public void A_gap_fills_the_milliseconds_but_not_the_samples()
    {
        PackBench bench = PackBench.Running();
        bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit);
        bench.Step(1, 3600000);
        bench.Step(1, 3600000);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
        bench.Step();
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
    }

    private static void RefreshAndStep(PackBench bench)
    {
        for (int group = 0; group < 4; group++)
            bench.Measurements.CellAgeMilliseconds[group] = 0;
        bench.Step(1, 10);
    }
}
