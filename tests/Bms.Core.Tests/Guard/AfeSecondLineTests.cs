using System;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Guard;

/// <summary>The AFE's thresholds follow from the image, and a difference opens.</summary>
public sealed class AfeSecondLineTests
{
    [Fact]
    public void Thresholds_lie_behind_the_tables_own_limits()
    {
        GuardBench bench = GuardBench.Running();
        AfeSecondLine line = bench.Controller.Protection.SecondLine;
        Assert.Equal(4250000 + 25000, line.Wanted(AfeThreshold.OverVoltageMicrovolts));
        Assert.Equal(2700000 - 25000, line.Wanted(AfeThreshold.UnderVoltageMicrovolts));
        Assert.Equal(3600000, line.Wanted(AfeThreshold.OverCurrentChargeMicroamps));
        Assert.Equal(7200000, line.Wanted(AfeThreshold.OverCurrentDischargeMicroamps));
        Assert.Equal(10000000, line.Wanted(AfeThreshold.ShortCircuitMicroamps));
        Assert.Equal(1000, line.Wanted(AfeThreshold.DelayMilliseconds));
    }

    [Theory]
    [InlineData(AfeThreshold.OverVoltageMicrovolts, 10000, false)]
    [InlineData(AfeThreshold.OverVoltageMicrovolts, 10001, true)]
    [InlineData(AfeThreshold.UnderVoltageMicrovolts, -10001, true)]
    [InlineData(AfeThreshold.OverCurrentDischargeMicroamps, 144000, false)]
    [InlineData(AfeThreshold.OverCurrentDischargeMicroamps, 144001, true)]
    [InlineData(AfeThreshold.ShortCircuitMicroamps, int.MaxValue - 10000000, true)]
    [InlineData(AfeThreshold.DelayMilliseconds, 1, true)]
    public void A_difference_beyond_the_tolerance_opens(AfeThreshold threshold, int difference, bool opens)
    {
        GuardBench bench = GuardBench.Running();
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        bench.Measurements.AfeThresholds[(int)threshold] += difference;
        bench.Step(8);
        Assert.Equal(!opens, bench.Controller.Commands.MainContactorsClosed);
        Assert.Equal(opens ? ProtectionStage.LevelTrip : ProtectionStage.LevelNone, bench.Level(ProtectionKind.AfeDifference));
    }

    [Fact]
    public void Nothing_closes_before_the_thresholds_have_been_read_back()
    {
        var bench = new GuardBench(GuardBench.Pack());
        bench.Measurements.AuxiliaryValid[(int)AuxiliaryChannel.AfeReadBack] = false;
        bench.Step(40);
        Assert.Equal(PackMode.SelfTest, bench.Controller.Contactors.Mode);
        Assert.True(bench.Controller.Commands.AfeReadBackRequested);
        bench.Measurements.AuxiliaryValid[(int)AuxiliaryChannel.AfeReadBack] = true;
        bench.Step(8);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void A_board_that_no_longer_reads_back_is_asked_and_then_opens()
    {
        GuardBench bench = GuardBench.Running();
        int age = 0;
        int asked = 0;
        while (bench.Controller.Commands.MainContactorsClosed && age < 200000)
        {
            age += 100;
            bench.Measurements.AuxiliaryAgeMilliseconds[(int)AuxiliaryChannel.AfeReadBack] = age;
            bench.Step();
            if (asked == 0 && bench.Controller.Commands.AfeReadBackRequested)
                asked = age;
        }
        Assert.InRange(asked, 55000, 57000);
        Assert.InRange(age, 65000, 67000);
    }
}
