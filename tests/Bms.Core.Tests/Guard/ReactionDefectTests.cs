using Bms.Core.Configuration;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Guard;

/// <summary>Defects of our own that measuring reaction times and checking properties brought to light.</summary>
public sealed class ReactionDefectTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public void An_overload_heats_alike_at_short_and_at_long_steps(int stepMilliseconds)
    {
        var heat = new OverloadHeat(1000000);
        // 1.03 times the rating: (1.03² − 1) of 100 s are 6.09 s. Steps of 10 ms once added nothing at all.
        for (int elapsed = 0; elapsed < 100000; elapsed += stepMilliseconds)
            heat.Step(1030000, stepMilliseconds);
        Assert.Equal(6090, heat.Milliseconds);
    }

    [Fact]
    public void A_wait_is_over_in_the_first_step_at_its_end_however_long_the_steps_are()
    {
        PackConfiguration pack = PackBench.Pack().WithRow(ProtectionKind.CellOverVoltage, "WaitMilliseconds", 500);
        PackBench bench = PackBench.Running(pack);
        bench.Measurements.PackMicroamps = PackBench.WorkingMicroamps;
        bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
        bench.Step(3, 149);
        // A short step brings the trip, long ones follow: the time of the short one once stood for the first long one.
        bench.Step(1, 10);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellOverVoltage));
        bench.Step(1, 300);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        bench.Step(1, 300);
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void Over_temperature_at_rest_trips_within_a_second_at_steps_of_100_ms()
    {
        for (int phase = 0; phase < ProtectionPolicy.SlowPeriodSteps; phase++)
        {
            GuardBench bench = GuardBench.Running();
            bench.Step(phase);
            bench.Measurements.TemperatureCentidegrees[0] = bench.Row(ProtectionKind.OverTemperatureRest).TripLimit;
            bench.Step(10);
            Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.OverTemperatureRest));
        }
    }
}
