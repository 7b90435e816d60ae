using Bms.Core.Configuration;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Protection;

/// <summary>What is invalid, stale, implausible or from the future acts towards safety, and never excuses anything.</summary>
public sealed class LostChannelTests
{
    private const ProtectionKind OverVoltage = ProtectionKind.CellOverVoltage;
    private const ProtectionKind UnderVoltage = ProtectionKind.CellUnderVoltage;
    private const ProtectionKind ChargeHot = ProtectionKind.OverTemperatureCharge;

    public enum Loss
    {
        NotValid,
        Stale,
        Implausible,
        FromTheFuture,
    }

    [Theory]
    [InlineData(Loss.NotValid)]
    [InlineData(Loss.Stale)]
    [InlineData(Loss.Implausible)]
    [InlineData(Loss.FromTheFuture)]
    public void Any_way_to_lose_a_channel_trips(Loss loss)
    {
        PackBench bench = PackBench.Running();
        LoseCell(bench, 3, loss);
        bench.Step(5);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellVoltageLost));
        Assert.Equal(3, bench.Controller.Protection.Channel((int)ProtectionKind.CellVoltageLost));
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
        Assert.Equal(0, bench.Controller.Commands.ChargeLimitMicroamps);
        Assert.Equal(0, bench.Controller.Commands.DischargeLimitMicroamps);
    }

    [Theory]
    [InlineData(Loss.NotValid)]
    [InlineData(Loss.Stale)]
    [InlineData(Loss.Implausible)]
    [InlineData(Loss.FromTheFuture)]
    public void A_trip_stays_while_a_channel_of_its_family_is_lost(Loss loss)
    {
        PackBench bench = PackBench.Tripped(OverVoltage);
        bench.Quiet();
        LoseCell(bench, 1, loss);
        bench.Step(500);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
        bench.Quiet();
        bench.Step(20);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(OverVoltage));
    }

    [Fact]
    public void A_trip_stays_while_every_channel_of_its_family_is_lost()
    {
        PackBench bench = PackBench.Tripped(UnderVoltage);
        bench.Show(ProtectionKind.CellVoltageLost, 4);
        bench.Step(500);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(UnderVoltage));
    }

    [Fact]
    public void A_channel_that_comes_and_goes_still_trips_by_its_good_samples()
    {
        PackBench bench = PackBench.Running();
        for (int step = 0; step < 40; step++)
        {
            bench.Quiet();
            bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit);
            bench.Measurements.CellValid[1] = step % 3 != 2;
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
    }

    [Fact]
    public void A_temperature_that_comes_and_goes_still_trips_by_its_good_samples()
    {
        PackBench bench = PackBench.Running();
        for (int step = 0; step < 40; step++)
        {
            bench.Quiet();
            bench.Show(ChargeHot, bench.Row(ChargeHot).TripLimit);
            bench.Measurements.TemperatureValid[1] = step % 2 == 0;
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ChargeHot));
    }

    [Fact]
    public void A_lost_channel_never_widens_a_derate()
    {
        PackBench bench = PackBench.Running();
        int derate = bench.Row(ChargeHot).DerateLimit;
        int trip = bench.Row(ChargeHot).TripLimit;
        bench.Show(ChargeHot, (derate + trip) / 2);
        bench.Step(10);
        int before = bench.Controller.Protection.ChargePermille;
        Assert.InRange(before, 400, 600);
        // The hot sensor goes; the other one is cool.
        bench.Measurements.TemperatureValid[1] = false;
        for (int step = 0; step < 100; step++)
        {
            bench.Step();
            Assert.InRange(bench.Controller.Protection.ChargePermille, 0, before);
        }
        // And with no temperature at all nothing is permitted.
        bench.Measurements.TemperatureValid[0] = false;
        bench.Step();
        Assert.Equal(0, bench.Controller.Protection.ChargePermille);
    }

    [Fact]
    public void A_family_that_is_lost_leaves_the_levels_of_all_other_rows_alone()
    {
        PackBench bench = PackBench.Tripped(ChargeHot);
        bench.Show(ProtectionKind.CellVoltageLost, 4);
        bench.Step(100);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ChargeHot));
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellVoltageLost));
    }

    [Fact]
    public void Another_cell_beyond_its_limit_trips_although_one_is_lost()
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.CellValid[0] = false;
        bench.Show(OverVoltage, bench.Row(OverVoltage).TripLimit);
        bench.Step(4);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(OverVoltage));
    }

    [Fact]
    public void An_unknown_current_counts_as_both_directions()
    {
        foreach (ProtectionKind kind in new[] { ChargeHot, ProtectionKind.UnderTemperatureDischarge })
        {
            PackBench bench = PackBench.Running();
            bench.Show(kind, bench.Row(kind).TripLimit);
            bench.Measurements.PackMicroamps = 0;
            bench.Measurements.PackCurrentValid = false;
            bench.Step(4);
            Assert.Equal(ProtectionStage.LevelTrip, bench.Level(kind));
        }
    }

    [Fact]
    public void A_current_row_keeps_its_level_and_its_count_while_the_current_is_lost()
    {
        PackBench bench = PackBench.Running();
        for (int step = 0; step < 12; step++)
        {
            bench.Show(ProtectionKind.OverCurrentCharge, bench.Row(ProtectionKind.OverCurrentCharge).TripLimit);
            bench.Measurements.PackCurrentValid = step % 2 == 0;
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.OverCurrentCharge));
    }

    private static void LoseCell(PackBench bench, int group, Loss loss)
    {
        switch (loss)
        {
            case Loss.NotValid:
                bench.Measurements.CellValid[group] = false;
                break;
            case Loss.Stale:
                bench.Measurements.CellAgeMilliseconds[group] = bench.Configuration.Measurement.CellMaximumAgeMilliseconds + 1;
                break;
            case Loss.Implausible:
                bench.Measurements.CellMicrovolts[group] = bench.Configuration.Measurement.CellPlausibleMaximumMicrovolts + 1;
                break;
            default:
                bench.Measurements.CellAgeMilliseconds[group] = -1;
                break;
        }
    }
}
