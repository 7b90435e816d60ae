using Bms.Core.Configuration;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Protection;

/// <summary>A level ends after the value has come back by the hysteresis and stayed there; a latched trip only on request.</summary>
public sealed class ProtectionRecoveryTests
{
    private const ProtectionKind OverVoltage = ProtectionKind.CellOverVoltage;
    private const ProtectionKind OverCurrent = ProtectionKind.OverCurrentDischarge;

    [Theory]
    [InlineData(ProtectionKind.CellOverVoltage)]
    [InlineData(ProtectionKind.CellUnderVoltage)]
    [InlineData(ProtectionKind.OverTemperatureCharge)]
    [InlineData(ProtectionKind.UnderTemperatureCharge)]
    [InlineData(ProtectionKind.OverTemperatureDischarge)]
    [InlineData(ProtectionKind.UnderTemperatureDischarge)]
    public void A_trip_stays_until_the_value_is_back_by_more_than_the_hysteresis(ProtectionKind kind)
    {
        PackBench bench = PackBench.Tripped(kind);
        int inwards = ProtectionPolicy.ActsAbove(kind) ? -1 : 1;
        int edge = bench.Row(kind).TripLimit + (inwards * bench.Row(kind).Hysteresis);
        bench.Show(kind, edge);
        bench.Step(100);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(kind));
        bench.Show(kind, edge + inwards);
        bench.Step(100);
        Assert.NotEqual(ProtectionStage.LevelTrip, bench.Level(kind));
    }

    [Fact]
    public void The_recovery_time_counts_from_the_first_step_that_is_back()
    {
        PackBench bench = PackBench.Tripped(OverVoltage);
        bench.Quiet();
        bench.Step(10);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
        bench.Step();
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void A_gap_before_the_first_good_sample_is_not_time_that_the_value_stayed_back()
    {
        PackBench bench = PackBench.Tripped(OverVoltage);
        bench.Quiet();
        bench.Step(1, 3600000);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
        bench.Step(9);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
        bench.Step();
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
    }

    [Fact]
    public void One_sample_within_the_hysteresis_starts_the_recovery_anew()
    {
        PackBench bench = PackBench.Tripped(OverVoltage);
        for (int round = 0; round < 10; round++)
        {
            bench.Quiet();
            bench.Step(9);
            bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit - bench.Row(OverVoltage).Hysteresis);
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
    }

    [Fact]
    public void A_value_that_swings_about_its_limit_switches_once_not_once_a_swing()
    {
        PackBench bench = PackBench.Running();
        int limit = bench.Row(OverVoltage).TripLimit;
        for (int swing = 0; swing < 500; swing++)
        {
            bench.Show(OverVoltage, swing % 8 < 5 ? limit : limit - bench.Row(OverVoltage).Hysteresis);
            bench.Step();
        }
        Assert.Equal(1, bench.Controller.Diagnostics.Events.Count);
    }

    [Fact]
    public void A_latched_trip_ends_only_on_the_rising_edge_of_a_request_after_the_recovery()
    {
        PackBench bench = PackBench.Tripped(OverCurrent);
        bench.Quiet();
        bench.Step(200);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverCurrent));
        bench.Measurements.LatchResetRequested = true;
        bench.Step();
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverCurrent));
    }

    [Fact]
    public void A_request_that_is_held_from_before_the_recovery_ends_nothing()
    {
        PackBench bench = PackBench.Tripped(OverCurrent);
        bench.Quiet();
        bench.Measurements.LatchResetRequested = true;
        bench.Step(200);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverCurrent));
        bench.Measurements.LatchResetRequested = false;
        bench.Step();
        bench.Measurements.LatchResetRequested = true;
        bench.Step();
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverCurrent));
    }

    [Fact]
    public void A_request_while_the_value_is_beyond_its_limit_ends_nothing()
    {
        PackBench bench = PackBench.Tripped(OverCurrent);
        for (int round = 0; round < 50; round++)
        {
            bench.Measurements.LatchResetRequested = round % 2 == 0;
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverCurrent));
    }

    [Fact]
    public void A_trip_falls_to_the_level_that_the_value_still_has()
    {
        PackBench bench = PackBench.Tripped(OverVoltage, PackBench.Pack().WithRow(OverVoltage, "Hysteresis", 5000));
        bench.Show(OverVoltage, bench.Row(OverVoltage).DerateLimit);
        bench.Step(20);
        Assert.Equal(ProtectionStage.LevelDerate, bench.Level(OverVoltage));
        bench.Show(OverVoltage, bench.Row(OverVoltage).WarningLimit);
        bench.Step(20);
        Assert.Equal(ProtectionStage.LevelWarning, bench.Level(OverVoltage));
        bench.Quiet();
        bench.Step(20);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
    }
}
