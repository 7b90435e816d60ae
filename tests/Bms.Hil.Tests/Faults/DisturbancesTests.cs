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
            "voltage-offset=5mV", "voltage-noise=2mV", "temperature-offset=3C",
        ]);
        Assert.Equal(
            new Disturbances
            {
                InitialSocError = -0.3,
                CapacityError = -0.1,
                CurrentOffsetAmps = 0.1,
                CurrentGain = 0.01,
                VoltageOffsetVolts = 0.005,
                VoltageNoiseVolts = 0.002,
                TemperatureOffsetCelsius = 3,
            },
            disturbances);
    }

    [Theory]
    [InlineData("current-ofset=0.1A", "current-offset")]
    [InlineData("current-offset", "KIND=VALUE")]
    [InlineData("current-offset=0.1V", "current")]
    [InlineData("voltage-noise=-2mV", "0 V or more")]
    [InlineData("capacity-error=-100%", "more than -100 %")]
    public void A_wrong_one_is_refused(string text, string named)
    {
        var error = Assert.Throws<BadInputException>(() => Disturbances.Parse([text]));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_kind_twice_is_refused() =>
        Assert.Contains("twice", Assert.Throws<BadInputException>(() => Disturbances.Parse(["current-gain=1%", "current-gain=2%"])).Message, StringComparison.Ordinal);
}
