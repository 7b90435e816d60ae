using Bms.Core.Charging;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Charging;

/// <summary>The charger's targets and phases.</summary>
public sealed class ChargingStageTests
{
    private const int Target = ChargingPack.TargetMicrovolts;
    private const int Groups = 4;

    [Fact]
    public void Without_a_charger_nothing_is_asked_for()
    {
        var bench = new ChargeBench();
        bench.Bench.Measurements.ChargerConnected = false;
        bench.Run(5);
        Assert.Equal(ChargePhase.None, bench.Charging.Phase);
        Assert.False(bench.Commands.ChargerEnabled);
    }

    [Fact]
    public void The_pack_voltage_leaves_the_highest_group_at_its_target()
    {
        var bench = new ChargeBench();
        bench.Groups(3_700_000, 3_760_000);
        bench.Run(10);
        Assert.Equal(ChargePhase.ConstantCurrent, bench.Charging.Phase);
        // Three groups hang 60 mV behind.
        Assert.InRange(bench.Commands.ChargerPackMicrovolts, (Groups * Target) - 180_000 - 1000, (Groups * Target) - 180_000 + 1000);
        Assert.Equal(2_500_000, bench.Commands.ChargerMicroamps);
    }

    [Fact]
    public void A_group_above_its_target_takes_the_voltage_down()
    {
        var bench = new ChargeBench();
        bench.Groups(Target - 30_000, Target);
        bench.Run(5, 500_000);
        int before = bench.Commands.ChargerPackMicrovolts;
        bench.Groups(Target - 20_000, Target + 10_000);
        bench.Run(4, 500_000);
        Assert.InRange(before - bench.Commands.ChargerPackMicrovolts, 10_000, 60_000);
    }

    [Theory]
    [InlineData("trip")]
    [InlineData("lost")]
    [InlineData("stop")]
    [InlineData("open")]
    public void Whatever_speaks_against_it_switches_the_charger_off_in_the_same_step(string why)
    {
        var bench = new ChargeBench();
        bench.Groups(3_700_000, 3_700_000);
        bench.Run(10);
        Assert.True(bench.Commands.ChargerEnabled);
        switch (why)
        {
            case "trip":
                bench.Bench.Measurements.CellMicrovolts[2] = 4_400_000;
                break;
            case "lost":
                bench.Bench.Measurements.CellValid[2] = false;
                break;
            case "stop":
                bench.Bench.Measurements.ChargeStopRequested = true;
                break;
            default:
                bench.Bench.Measurements.CloseRequested = false;
                break;
        }
        // A trip has its debounce; everything else is at once.
        bench.Run(why == "trip" ? 1.0 : 0.1);
        Assert.False(bench.Commands.ChargerEnabled);
        Assert.Equal((0, 0), (bench.Commands.ChargerPackMicrovolts, bench.Commands.ChargerMicroamps));
    }

    [Fact]
    public void A_deeply_discharged_pack_takes_a_tenth_until_it_has_risen()
    {
        var bench = new ChargeBench();
        bench.Groups(3_400_000, 3_250_000);
        bench.Run(5);
        Assert.Equal((ChargePhase.Precharge, 250_000), (bench.Charging.Phase, bench.Commands.ChargerMicroamps));
        bench.Groups(3_400_000, 3_319_000);
        bench.Run(2);
        Assert.Equal(ChargePhase.Precharge, bench.Charging.Phase);
        bench.Groups(3_400_000, 3_320_000);
        bench.Run(2);
        Assert.Equal((ChargePhase.ConstantCurrent, 2_500_000), (bench.Charging.Phase, bench.Commands.ChargerMicroamps));
    }

    [Fact]
    public void Steps_follow_state_of_charge_and_the_colder_group_with_a_hysteresis()
    {
        var bench = new ChargeBench();
        bench.Groups(3_700_000, 3_700_000);
        bench.Run(3);
        Assert.Equal(2_500_000, bench.Commands.ChargerMicroamps);
        bench.Bench.Controller.Estimation.Start(0.51f);
        bench.Run(2);
        Assert.Equal(2_250_000, bench.Commands.ChargerMicroamps);
        bench.Bench.Controller.Estimation.Start(0.49f);
        bench.Run(2);
        Assert.Equal(2_250_000, bench.Commands.ChargerMicroamps);
        bench.Bench.Controller.Estimation.Start(0.47f);
        bench.Run(2);
        Assert.Equal(2_500_000, bench.Commands.ChargerMicroamps);
        bench.Bench.Measurements.TemperatureCentidegrees[1] = 1499;
        bench.Run(2);
        Assert.Equal(1_000_000, bench.Commands.ChargerMicroamps);
        bench.Bench.Measurements.TemperatureCentidegrees[1] = 1599;
        bench.Run(2);
        Assert.Equal(1_000_000, bench.Commands.ChargerMicroamps);
        bench.Bench.Measurements.TemperatureCentidegrees[1] = 1600;
        bench.Run(2);
        Assert.Equal(2_500_000, bench.Commands.ChargerMicroamps);
    }

    [Fact]
    public void Colder_than_the_first_step_nothing_is_charged()
    {
        var bench = new ChargeBench(ChargingPack.Make().With("Thermal.ChargeHeating", false));
        bench.Groups(3_700_000, 3_700_000);
        bench.Bench.Measurements.TemperatureCentidegrees[0] = -1;
        bench.Run(3);
        Assert.False(bench.Commands.ChargerEnabled);
    }

    [Fact]
    public void Tail_and_voltage_together_end_on_full_and_only_for_long_enough()
    {
        var bench = new ChargeBench();
        bench.Groups(Target - 2000, Target - 2000);
        bench.Run(5, 1_000_000);
        Assert.Equal(ChargePhase.ConstantVoltage, bench.Charging.Phase);
        bench.Run(50, ChargingPack.TailMicroamps);
        Assert.Equal(ChargePhase.Tail, bench.Charging.Phase);
        bench.Run(3, ChargingPack.TailMicroamps * 2);
        Assert.Equal(ChargePhase.ConstantVoltage, bench.Charging.Phase);
        bench.Run(59, ChargingPack.TailMicroamps);
        Assert.Equal(ChargePhase.Tail, bench.Charging.Phase);
        bench.Run(4, ChargingPack.TailMicroamps);
        Assert.Equal(ChargePhase.Full, bench.Charging.Phase);
        Assert.False(bench.Commands.ChargerEnabled);
    }

    /// <summary>Peer defect 8: charging that never ends on "full".</summary>
    [Theory]
    [InlineData(300_000)]
    [InlineData(1_500_000)]
    public void Peer_defect_8_a_current_that_never_shows_the_tail_ends_on_full_all_the_same(int microamps)
    {
        var bench = new ChargeBench();
        bench.Groups(Target - 2000, Target - 1000);
        bench.Run(65, microamps);
        Assert.Equal(ChargePhase.Full, bench.Charging.Phase);
    }

    [Theory]
    [InlineData(0, ChargeFault.NoCurrent, 25)]
    [InlineData(60_000, ChargeFault.NoProgress, 65)]
    [InlineData(2_500_000, ChargeFault.Timeout, 80)]
    public void What_does_not_come_near_to_full_is_given_up_until_the_charger_is_disconnected(int microamps, ChargeFault fault, double seconds)
    {
        var bench = new ChargeBench();
        bench.Groups(3_700_000, 3_700_000);
        bench.Run(seconds, microamps);
        Assert.Equal((ChargePhase.Stopped, fault), (bench.Charging.Phase, bench.Charging.Fault));
        Assert.False(bench.Commands.ChargerEnabled);
        bench.Run(30, 0);
        Assert.Equal(ChargePhase.Stopped, bench.Charging.Phase);
        bench.Bench.Measurements.ChargerConnected = false;
        bench.Run(1, 0);
        bench.Bench.Measurements.ChargerConnected = true;
        bench.Run(3, 0);
        Assert.Equal((ChargePhase.ConstantCurrent, ChargeFault.None), (bench.Charging.Phase, bench.Charging.Fault));
    }

    [Fact]
    public void The_hold_lasts_while_the_balancer_works_and_no_longer_than_it_may()
    {
        var bench = new ChargeBench();
        bench.Groups(Target - 14_000, Target - 2000);
        bench.Run(5, 1_000_000);
        bench.Run(65, ChargingPack.TailMicroamps);
        Assert.Equal(ChargePhase.BalancingHold, bench.Charging.Phase);
        Assert.Equal(ChargingPack.TailMicroamps, bench.Commands.ChargerMicroamps);
        bench.Run(110, ChargingPack.TailMicroamps);
        Assert.Equal(ChargePhase.BalancingHold, bench.Charging.Phase);
        bench.Run(15, ChargingPack.TailMicroamps);
        Assert.Equal(ChargePhase.Full, bench.Charging.Phase);
    }

    [Fact]
    public void Full_begins_again_at_its_voltage_and_storage_ends_at_its_state_of_charge()
    {
        var bench = new ChargeBench();
        bench.Groups(Target - 1000, Target - 1000);
        bench.Run(5, 1_000_000);
        bench.Run(70, 100_000);
        Assert.Equal(ChargePhase.Full, bench.Charging.Phase);
        bench.Groups(3_600_001, 3_600_001);
        bench.Run(70, 0);
        Assert.Equal(ChargePhase.Full, bench.Charging.Phase);
        bench.Groups(3_600_000, 3_600_000);
        bench.Run(58, 0);
        Assert.Equal(ChargePhase.Full, bench.Charging.Phase);
        bench.Run(5, 0);
        Assert.Equal(ChargePhase.ConstantCurrent, bench.Charging.Phase);
        bench.Bench.Measurements.StorageChargeRequested = true;
        bench.Run(1);
        Assert.Equal(ChargePhase.Stored, bench.Charging.Phase);
        Assert.False(bench.Commands.ChargerEnabled);
    }
}
