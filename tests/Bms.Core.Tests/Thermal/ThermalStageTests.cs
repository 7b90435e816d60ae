using Bms.Core.Charging;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Tests.Charging;
using Bms.Core.Tests.Support;
using Bms.Core.Thermal;
using Xunit;

namespace Bms.Core.Tests.Thermal;

/// <summary>Heater and cooling, and what is noticed of them.</summary>
public sealed class ThermalStageTests
{
    private static ThermalStage Of(ChargeBench bench) => bench.Bench.Controller.Thermal;

    [Fact]
    public void A_pack_too_cold_to_be_charged_is_heated_first_and_serves_loads_meanwhile()
    {
        var bench = new ChargeBench();
        bench.Groups(3_700_000, 3_700_000);
        bench.Warm(499);
        bench.Run(3);
        Assert.True(bench.Commands.HeaterOn);
        Assert.Equal(ChargePhase.Preheat, bench.Charging.Phase);
        Assert.True(bench.Commands.MainContactorsClosed);
        bench.Warm(999);
        bench.Run(5);
        Assert.True(bench.Commands.HeaterOn);
        bench.Warm(1000);
        bench.Run(2);
        Assert.False(bench.Commands.HeaterOn);
        Assert.Equal(ChargePhase.ConstantCurrent, bench.Charging.Phase);
    }

    [Fact]
    public void Nothing_is_heated_with_a_lost_temperature_in_the_same_step()
    {
        var bench = new ChargeBench();
        bench.Groups(3_700_000, 3_700_000);
        bench.Warm(300);
        bench.Run(3);
        Assert.True(bench.Commands.HeaterOn);
        bench.Bench.Measurements.TemperatureValid[1] = false;
        bench.Run(0.1);
        Assert.False(bench.Commands.HeaterOn);
    }

    [Fact]
    public void A_heater_that_raises_nothing_is_told_within_its_time_and_the_charge_given_up()
    {
        var bench = new ChargeBench();
        bench.Groups(3_700_000, 3_700_000);
        bench.Warm(300);
        bench.Run(20.1);
        Assert.Equal(ThermalFault.None, Of(bench).Fault);
        bench.Run(3);
        Assert.Equal(ThermalFault.NoRise, Of(bench).Fault);
        Assert.False(bench.Commands.HeaterOn);
        Assert.Equal(ChargeFault.NoHeat, bench.Charging.Fault);
        EventLog events = bench.Bench.Controller.Diagnostics.Events;
        Assert.Equal((EventKind.HeaterFault, (int)ThermalFault.NoRise), (events.Kind(events.Count - 2), events.Channel(events.Count - 2)));
        bench.Bench.Measurements.LatchResetRequested = true;
        bench.Run(0.1);
        Assert.Equal(ThermalFault.None, Of(bench).Fault);
    }

    [Fact]
    public void A_heater_that_raises_the_coldest_sensor_again_and_again_goes_on()
    {
        var bench = new ChargeBench(Bms.Core.Conformance.ChargingPack.Make().With("Thermal.ChargeHeatUntilCentidegrees", 1900));
        bench.Groups(3_700_000, 3_700_000);
        for (int degree = 0; degree < 15; degree++)
        {
            bench.Warm(300 + (degree * 100));
            bench.Run(19);
        }
        Assert.Equal(ThermalFault.None, Of(bench).Fault);
        Assert.True(bench.Commands.HeaterOn);
    }

    [Theory]
    [InlineData(false, ThermalFault.StuckOn)]
    [InlineData(true, ThermalFault.StuckOff)]
    public void Feedback_that_contradicts_is_a_fault_and_one_that_stays_on_opens(bool cold, ThermalFault fault)
    {
        var bench = new ChargeBench();
        bench.Groups(3_700_000, 3_700_000);
        bench.Warm(cold ? 300 : 2500);
        bench.Run(3);
        for (int step = 0; step < 41; step++)
        {
            bench.Bench.Measurements.PackMicroamps = 0;
            bench.Bench.Measurements.HeaterFeedback = !cold;
            bench.Bench.Step();
        }
        Assert.Equal(fault, Of(bench).Fault);
        Assert.Equal(cold, bench.Commands.MainContactorsClosed);
        Assert.Equal(cold ? ContactorFault.None : ContactorFault.HeaterStuckOn, bench.Bench.Controller.Contactors.Fault);
    }

    [Fact]
    public void A_pack_at_rest_that_grows_warmer_beyond_where_heating_ends_has_a_stuck_heater_but_not_under_load()
    {
        var loaded = new ChargeBench();
        loaded.Bench.Measurements.ChargerConnected = false;
        var resting = new ChargeBench();
        resting.Bench.Measurements.ChargerConnected = false;
        for (int step = 0; step < 12; step++)
        {
            loaded.Warm(2500 + (step * 20));
            resting.Warm(2500 + (step * 20));
            loaded.Run(1, -1_000_000);
            resting.Run(1, 0);
        }
        Assert.Equal(ThermalFault.None, Of(loaded).Fault);
        Assert.Equal(ThermalFault.StuckOn, Of(resting).Fault);
    }

    [Fact]
    public void Cooling_has_its_hysteresis_and_its_least_times_and_is_on_without_temperatures()
    {
        var bench = new ChargeBench();
        bench.Warm(3999);
        bench.Run(2, 0);
        Assert.False(bench.Commands.CoolingOn);
        bench.Warm(4000);
        bench.Run(0.9, 0);
        Assert.True(bench.Commands.CoolingOn);
        bench.Warm(3000);
        bench.Run(8.5, 0);
        Assert.True(bench.Commands.CoolingOn);
        bench.Run(2, 0);
        Assert.False(bench.Commands.CoolingOn);
        bench.Warm(4500);
        bench.Run(8, 0);
        Assert.False(bench.Commands.CoolingOn);
        bench.Run(3, 0);
        Assert.True(bench.Commands.CoolingOn);
        bench.Warm(3501);
        bench.Run(20, 0);
        Assert.True(bench.Commands.CoolingOn);
        bench.Warm(3000);
        bench.Run(11, 0);
        Assert.False(bench.Commands.CoolingOn);
        System.Array.Fill(bench.Bench.Measurements.TemperatureValid, false);
        bench.Run(11, 0);
        Assert.True(bench.Commands.CoolingOn);
    }
}
