using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Measurement;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Measurement;

/// <summary>Time, charge and the current's direction, as the first stage tells them.</summary>
public sealed class MeasurementStageTests
{
    [Fact]
    public void The_first_step_takes_no_time_and_no_charge()
    {
        var bench = new PackBench();
        bench.Measurements.NowMilliseconds = -1234567;
        bench.Measurements.PackMicroamps = 5000000;
        bench.Step();
        Assert.Equal(0, bench.Controller.Measurement.ElapsedMilliseconds);
        Assert.Equal(0, bench.Controller.Measurement.ChargeNanocoulombs);
        Assert.False(bench.Controller.Measurement.TimeRanBackwards);
        Assert.True(bench.Controller.Measurement.Current.Fresh);
    }

    [Fact]
    public void Time_that_runs_backwards_is_an_event_and_counts_nothing()
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.PackMicroamps = 1000000;
        int before = bench.Controller.Diagnostics.Events.Count;
        bench.Step(1, -1);
        Assert.True(bench.Controller.Measurement.TimeRanBackwards);
        Assert.Equal(0, bench.Controller.Measurement.ElapsedMilliseconds);
        Assert.Equal(0, bench.Controller.Measurement.ChargeNanocoulombs);
        Assert.Equal(EventKind.TimeRanBackwards, bench.Controller.Diagnostics.Events.Kind(before));
        bench.Step();
        Assert.False(bench.Controller.Measurement.TimeRanBackwards);
        Assert.Equal(100, bench.Controller.Measurement.ElapsedMilliseconds);
        Assert.Equal(before + 1, bench.Controller.Diagnostics.Events.Count);
    }

    [Fact]
    public void The_millisecond_counter_may_wrap()
    {
        var bench = new PackBench();
        bench.Measurements.NowMilliseconds = int.MaxValue - 50;
        bench.Step(1, 0);
        bench.Measurements.PackMicroamps = 3;
        bench.Step();
        Assert.Equal(int.MinValue + 49, bench.Measurements.NowMilliseconds);
        Assert.Equal(100, bench.Controller.Measurement.ElapsedMilliseconds);
        Assert.Equal(300, bench.Controller.Measurement.ChargeNanocoulombs);
    }

    [Fact]
    public void A_current_holds_over_the_time_before_it()
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.PackMicroamps = -2000000;
        bench.Step(1, 2147483);
        Assert.Equal(-2000000L * 2147483L, bench.Controller.Measurement.ChargeNanocoulombs);
    }

    [Fact]
    public void A_hardware_counter_that_is_valid_twice_is_believed_over_the_current()
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.PackMicroamps = 1000000;
        bench.Measurements.AccumulatedChargeValid = true;
        bench.Measurements.AccumulatedMicrocoulombs = 1000;
        bench.Step();
        Assert.Equal(100000000, bench.Controller.Measurement.ChargeNanocoulombs);
        bench.Measurements.AccumulatedMicrocoulombs = 1123;
        bench.Step();
        Assert.Equal(123000, bench.Controller.Measurement.ChargeNanocoulombs);
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_hardware_counter_that_was_reset_is_not_believed(long after)
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.PackMicroamps = 1000000;
        bench.Measurements.AccumulatedChargeValid = true;
        bench.Measurements.AccumulatedMicrocoulombs = 50000000000;
        bench.Step();
        bench.Measurements.AccumulatedMicrocoulombs = after;
        bench.Step();
        Assert.Equal(100000000, bench.Controller.Measurement.ChargeNanocoulombs);
    }

    [Fact]
    public void The_largest_plausible_charge_of_a_counter_is_believed_and_one_more_is_not()
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.AccumulatedChargeValid = true;
        bench.Step();
        // 20 A plausible over 100 ms, and one for the counter's own rounding.
        bench.Measurements.AccumulatedMicrocoulombs = 2000001;
        bench.Step();
        Assert.Equal(2000001000, bench.Controller.Measurement.ChargeNanocoulombs);
        bench.Measurements.AccumulatedMicrocoulombs += 2000002;
        bench.Step();
        Assert.Equal(0, bench.Controller.Measurement.ChargeNanocoulombs);
    }

    [Theory]
    [InlineData(20000000, 0, true, true)]
    [InlineData(-20000000, 0, true, true)]
    [InlineData(20000001, 0, true, false)]
    [InlineData(int.MinValue, 0, true, false)]
    [InlineData(0, 500, true, true)]
    [InlineData(0, 501, true, false)]
    [InlineData(0, -1, true, false)]
    [InlineData(0, 0, false, false)]
    public void A_current_is_usable_within_its_range_and_age(int microamps, int age, bool valid, bool usable)
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.PackMicroamps = microamps;
        bench.Measurements.PackCurrentAgeMilliseconds = age;
        bench.Measurements.PackCurrentValid = valid;
        bench.Step();
        Assert.Equal(usable, bench.Controller.Measurement.CurrentUsable);
        Assert.Equal(usable, bench.Controller.Measurement.Complete);
        Assert.Equal(usable ? microamps : 0, bench.Controller.Measurement.PackMicroamps);
        if (!usable)
            Assert.Equal(CurrentDirection.Unknown, bench.Controller.Measurement.Direction);
    }

    [Fact]
    public void A_sample_is_fresh_once_however_old_it_is()
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.PackCurrentAgeMilliseconds = 99;
        bench.Step();
        Assert.True(bench.Controller.Measurement.Current.Fresh);
        bench.Measurements.PackCurrentAgeMilliseconds = 199;
        bench.Step();
        Assert.False(bench.Controller.Measurement.Current.Fresh);
        bench.Measurements.PackCurrentAgeMilliseconds = 150;
        bench.Step();
        Assert.True(bench.Controller.Measurement.Current.Fresh);
    }
}
