using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Protection;

/// <summary>What must not switch protection off: old samples, a clock that stands still, currents too large to be true.</summary>
public sealed class FreshnessAndClockTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(100)]
    [InlineData(450)]
    public void Samples_that_are_always_older_than_a_step_still_trip(int age)
    {
        PackBench bench = PackBench.Running();
        for (int group = 0; group < bench.Measurements.CellAgeMilliseconds.Length; group++)
            bench.Measurements.CellAgeMilliseconds[group] = age;
        bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
        bench.Step(60, 10);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellOverVoltage));
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void An_old_extreme_does_not_hide_a_fresh_value_beyond_the_limit()
    {
        PackBench bench = PackBench.Running();
        int trip = bench.Row(ProtectionKind.CellOverVoltage).TripLimit;
        bench.Measurements.CellMicrovolts[0] = trip + 1000;
        bench.Measurements.CellMicrovolts[1] = trip;
        for (int step = 0; step < 20; step++)
        {
            bench.Measurements.CellAgeMilliseconds[0] = 450;
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellOverVoltage));
    }

    [Fact]
    public void The_same_current_seen_again_and_again_counts_once()
    {
        PackBench bench = PackBench.Running();
        bench.Show(ProtectionKind.OverCurrentDischarge, bench.Row(ProtectionKind.OverCurrentDischarge).TripLimit);
        for (int age = 0; age < 500; age += 10)
        {
            bench.Measurements.PackCurrentAgeMilliseconds = age;
            bench.Step(1, 10);
        }
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(ProtectionKind.OverCurrentDischarge));
    }

    [Fact]
    public void A_clock_that_stands_still_opens_everything_for_good()
    {
        PackBench bench = PackBench.Running();
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        bench.Step(PackController.MostStoppedSteps - 1, 0);
        Assert.Equal(ControllerStage.None, bench.Controller.FailedStage);
        bench.Step(1, 0);
        Assert.Equal(ControllerStage.Measurement, bench.Controller.FailedStage);
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
        bench.Step(10);
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void A_clock_that_jumps_back_and_forth_is_not_one_that_stands_still()
    {
        PackBench bench = PackBench.Running();
        for (int step = 0; step < 300; step++)
            bench.Step(1, step % 2 == 0 ? 100 : -50);
        Assert.Equal(ControllerStage.None, bench.Controller.FailedStage);
        bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
        for (int step = 0; step < 20; step++)
            bench.Step(1, step % 2 == 0 ? 100 : -50);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellOverVoltage));
    }

    [Theory]
    [InlineData(int.MinValue, ProtectionKind.OverCurrentDischarge)]
    [InlineData(-1500000000, ProtectionKind.OverCurrentDischarge)]
    [InlineData(int.MaxValue, ProtectionKind.OverCurrentCharge)]
    public void A_current_too_large_to_be_true_is_lost_and_an_over_current_and_latches(int microamps, ProtectionKind kind)
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.PackMicroamps = microamps;
        bench.Step(10);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(kind));
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CurrentLost));
        bench.Quiet();
        bench.Step(600);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(kind));
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void A_charge_current_that_comes_and_goes_does_not_hide_the_heat()
    {
        PackBench bench = PackBench.Running();
        int hot = bench.Row(ProtectionKind.OverTemperatureCharge).TripLimit + 500;
        for (int step = 0; step < 30; step++)
        {
            bench.Show(ProtectionKind.OverTemperatureCharge, hot);
            bench.Measurements.PackMicroamps = step % 3 == 2 ? 0 : PackBench.WorkingMicroamps;
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.OverTemperatureCharge));
    }

    [Fact]
    public void Contactors_do_not_close_while_a_channel_is_lost()
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.CloseRequested = false;
        bench.Step(3);
        bench.Measurements.CellValid[1] = false;
        bench.Measurements.CloseRequested = true;
        bench.Step();
        Assert.Equal(PackMode.Standby, bench.Controller.Contactors.Mode);
        bench.Measurements.CellValid[1] = true;
        bench.Step();
        Assert.Equal(PackMode.Discharging, bench.Controller.Contactors.Mode);
    }

    [Fact]
    public void A_start_that_is_no_number_is_not_taken()
    {
        PackBench bench = PackBench.Running();
        bench.Controller.Estimation.Start(0.6f);
        float soc = bench.Controller.Estimation.Estimator.Soc;
        bench.Controller.Estimation.Start(float.NaN);
        Assert.Equal(soc, bench.Controller.Estimation.Estimator.Soc);
    }
}
