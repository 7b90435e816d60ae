using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Protection;

/// <summary>Every row of the table at one unit inside its limits, at them, and one unit beyond; every level.</summary>
public sealed class ProtectionLimitTests
{
    private const int AmpleSteps = 10;

    public static IEnumerable<TheoryDataRow<ProtectionKind, int>> MeasuredRowsAndLevels()
    {
        for (ProtectionKind kind = ProtectionKind.CellOverVoltage; kind <= ProtectionKind.OverCurrentDischarge; kind++)
        {
            for (int level = ProtectionStage.LevelWarning; level <= ProtectionStage.LevelTrip; level++)
                yield return new TheoryDataRow<ProtectionKind, int>(kind, level);
        }
    }

    [Theory]
    [MemberData(nameof(MeasuredRowsAndLevels))]
    public void A_row_reaches_a_level_exactly_at_its_limit(ProtectionKind kind, int level)
    {
        int outwards = ProtectionPolicy.ActsAbove(kind) ? 1 : -1;
        Assert.Equal(level - 1, LevelAfter(kind, level, -outwards));
        Assert.Equal(level, LevelAfter(kind, level, 0));
        Assert.Equal(level, LevelAfter(kind, level, outwards));
    }

    [Theory]
    [InlineData(ProtectionKind.CellVoltageLost)]
    [InlineData(ProtectionKind.TemperatureLost)]
    [InlineData(ProtectionKind.CurrentLost)]
    public void A_row_that_counts_lost_channels_trips_at_its_count(ProtectionKind kind)
    {
        PackBench bench = PackBench.Running();
        int trip = bench.Row(kind).TripLimit;
        bench.Show(kind, trip - 1);
        bench.Step(AmpleSteps);
        Assert.NotEqual(ProtectionStage.LevelTrip, bench.Level(kind));
        bench.Show(kind, trip);
        bench.Step(AmpleSteps);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(kind));
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void Any_trip_opens_the_contactors_in_the_same_step_and_leaves_the_other_rows_alone()
    {
        for (ProtectionKind kind = 0; kind <= ProtectionKind.CurrentLost; kind++)
        {
            PackBench bench = PackBench.Running();
            Assert.True(bench.Controller.Commands.MainContactorsClosed);
            bench.Show(kind, bench.Row(kind).TripLimit);
            for (int step = 0; step < AmpleSteps; step++)
            {
                bench.Step();
                Assert.Equal(bench.Level(kind) != ProtectionStage.LevelTrip, bench.Controller.Commands.MainContactorsClosed);
            }
            Assert.Equal(PackMode.Fault, bench.Controller.Contactors.Mode);
            for (ProtectionKind other = 0; other <= ProtectionKind.CurrentLost; other++)
            {
                if (other != kind)
                    Assert.NotEqual(ProtectionStage.LevelTrip, bench.Level(other));
            }
        }
    }

    [Fact]
    public void An_event_names_the_row_the_level_the_channel_and_the_time()
    {
        PackBench bench = PackBench.Running();
        int before = bench.Controller.Diagnostics.Events.Count;
        bench.Measurements.CellMicrovolts[2] = bench.Row(ProtectionKind.CellOverVoltage).TripLimit;
        bench.Step(3);
        Assert.Equal(before, bench.Controller.Diagnostics.Events.Count);
        bench.Step();
        Assert.Equal(before + 1, bench.Controller.Diagnostics.Events.Count);
        Assert.Equal((int)ProtectionKind.CellOverVoltage, (int)bench.Controller.Diagnostics.Events.Kind(before));
        Assert.Equal(ProtectionStage.LevelTrip, bench.Controller.Diagnostics.Events.Level(before));
        Assert.Equal(2, bench.Controller.Diagnostics.Events.Channel(before));
        Assert.Equal(bench.Measurements.NowMilliseconds, bench.Controller.Diagnostics.Events.AtMilliseconds(before));
    }

    private static int LevelAfter(ProtectionKind kind, int level, int offset)
    {
        PackBench bench = PackBench.Running();
        bench.Show(kind, bench.Row(kind).Limit(level) + offset);
        bench.Step(AmpleSteps);
        return bench.Level(kind);
    }
}
