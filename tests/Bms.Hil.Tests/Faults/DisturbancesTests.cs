using System;
using Bms.Hil.Faults;
using Xunit;

namespace Bms.Hil.Tests.Faults;

public sealed class DisturbancesTests
{
    [Fact]
    public void Every_kind_is_read_with_its_unit()
    {
        Disturbances disturbances = Disturbances.Parse(
        [
            "initial-soc-error=-0.3", "capacity-error=-10%", "current-offset=0.1A", "current-gain=1%",
            "voltage-offset=5mV", "voltage-noise=2mV", "temperature-offset=3C", "current-offset-rate=0.017", "current-saturation=80%",
            "sample-interval=1s", "drop-outs=1%", "gap=10min", "gap-start=1h",
        ]);
        Assert.Equal(
            new Disturbances
            {
                GivenBy = "--disturb ",
                InitialSocError = -0.3,
                CapacityError = -0.1,
                CurrentOffsetAmps = 0.1,
                CurrentGain = 0.01,
                VoltageOffsetVolts = 0.005,
                VoltageNoiseVolts = 0.002,
                TemperatureOffsetCelsius = 3,
                CurrentOffsetRate = 0.017,
                CurrentSaturation = 0.8,
                SampleIntervalSeconds = 1,
                DropOutShare = 0.01,
                GapSeconds = 600,
                GapStartSeconds = 3600,
            },
            disturbances);
    }

    [Theory]
    [InlineData("current-ofset=0.1A", "current-offset")]
    [InlineData("current-offset", "KIND=VALUE")]
    [InlineData("current-offset=0.1V", "current")]
    [InlineData("voltage-noise=-2mV", "0 V or more")]
    [InlineData("capacity-error=-100%", "more than -100 %")]
    [InlineData("current-saturation=0", "above 0 and at most 1")]
    [InlineData("drop-outs=51%", "0 to 0.5")]
    [InlineData("gap=0s", "more than 0 s")]
    [InlineData("gap-start=1s", "expected gap with it")]
    [InlineData("sample-mean=0s", "more than 0 s")]
    public void A_wrong_one_is_refused(string text, string named)
    {
        var error = Assert.Throws<BadInputException>(() => Disturbances.Parse([text]));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_kind_twice_is_refused() =>
        Assert.Contains("twice", Assert.Throws<BadInputException>(() => Disturbances.Parse(["current-gain=1%", "current-gain=2%"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_ways_of_sampling_contradict_each_other() =>
        Assert.Contains("only one", Assert.Throws<BadInputException>(() => Disturbances.Parse(["sample-mean=1s", "sample-interval=1s"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Only_what_depends_on_the_whole_recording_needs_its_extent()
    {
        Assert.True(Disturbances.Parse(["gap=10s"]).NeedExtent);
        Assert.True(Disturbances.Parse(["current-saturation=1"]).NeedExtent);
        Assert.False(Disturbances.Parse(["drop-outs=1%", "sample-mean=1s", "current-offset-rate=1"]).NeedExtent);
    }
}
