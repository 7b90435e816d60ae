using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.PowerLimits;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.PowerLimits;

/// <summary>What is permitted: lowered at once by each cause, raised slowly, never wider than protection.</summary>
public sealed class PowerStageTests
{
    private const int Settle = 200;
    private readonly PackBench _bench;

    public PowerStageTests()
        : this(false)
    {
    }

    private PowerStageTests(bool degrade)
    {
        _bench = new PackBench(PowerPack.Make(3, EstimatorKind.Aekf, degrade));
        _bench.Measurements.ClosedStrings = 2;
        for (int channel = 0; channel < PackConfiguration.AuxiliaryCount; channel++)
            _bench.Measurements.AuxiliaryValid[channel] = true;
        _bench.Measurements.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals] = 400;
        _bench.Controller.Estimation.Start(0.4f);
    }

    private PowerStage Power => _bench.Controller.Power;

    [Fact]
    public void Every_horizon_is_promised_once_a_round_is_over_and_longer_ones_promise_no_more()
    {
        Run(40);
        Assert.True(Power.Ready);
        for (int horizon = 0; horizon < PulseModel.Horizons; horizon++)
        {
            Assert.InRange(Power.DischargeAmps[horizon], 0.1f, _bench.Configuration.DischargeLimitMicroamps * 1e-6f);
            Assert.InRange(Power.ChargeAmps[horizon], 0.1f, _bench.Configuration.ChargeLimitMicroamps * 1e-6f);
            Assert.True(Power.DischargeWatts[horizon] > 0 && Power.ChargeWatts[horizon] > 0);
            Assert.NotEqual((byte)PowerLimitCause.None, Power.DischargeCause[horizon]);
        }
        Run(Settle);
        for (int horizon = 1; horizon < PulseModel.Horizons; horizon++)
        {
            Assert.True(Power.DischargeAmps[horizon] <= Power.DischargeAmps[horizon - 1] + 0.01f);
            Assert.True(Power.ChargeAmps[horizon] <= Power.ChargeAmps[horizon - 1] + 0.01f);
        }
    }

    [Fact]
    public void Before_the_first_round_only_a_part_is_permitted()
    {
        Run(1);
        Assert.InRange(Power.DischargeLimitMicroamps, 0, _bench.Configuration.DischargeLimitMicroamps / 2);
        Assert.InRange(Power.ChargeLimitMicroamps, 0, _bench.Configuration.ChargeLimitMicroamps / 2);
    }

    [Fact]
    public void Cold_reduces_a_charge_by_the_map()
    {
        Run(Settle);
        int warm = Power.ChargeLimitMicroamps;
        for (int sensor = 0; sensor < 2; sensor++)
            _bench.Measurements.TemperatureCentidegrees[sensor] = 700;
        Run(Settle);
        Assert.InRange(Power.ChargeLimitMicroamps, 1, warm * 3 / 4);
        Assert.Equal(PowerLimitCause.Map, Power.ChargeLimitCause);
    }

    [Fact]
    public void A_lost_channel_reduces_at_once_and_nothing_rises_while_it_is_lost()
    {
        Run(Settle);
        int before = Power.DischargeLimitMicroamps;
        _bench.Measurements.TemperatureValid[1] = false;
        Run(1);
        Assert.True(Power.DischargeLimitMicroamps <= _bench.Configuration.DischargeLimitMicroamps / 2);
        int lost = Power.DischargeLimitMicroamps;
        for (int step = 0; step < 50; step++)
        {
            Run(1);
            Assert.True(Power.DischargeLimitMicroamps <= lost);
            lost = Power.DischargeLimitMicroamps;
        }
        Assert.True(before > lost);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(150, true)]
    [InlineData(650, true)]
    [InlineData(600, false)]
    public void Pressure_outside_its_window_takes_a_charge_away(int kilopascals, bool reduced)
    {
        Run(Settle);
        int inside = Power.ChargeLimitMicroamps;
        _bench.Measurements.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals] = kilopascals;
        Run(1);
        if (!reduced)
        {
            Assert.NotEqual(PowerLimitCause.Pressure, Power.ChargeLimitCause);
            return;
        }
        Assert.Equal(PowerLimitCause.Pressure, Power.ChargeLimitCause);
        Assert.Equal(_bench.Configuration.ChargeLimitMicroamps / 2, Power.ChargeLimitMicroamps, 1000d);
        Assert.True(Power.ChargeLimitMicroamps < inside);
        _bench.Measurements.AuxiliaryValid[(int)AuxiliaryChannel.PressureKilopascals] = false;
        Run(1);
        Assert.Equal(0, Power.ChargeLimitMicroamps);
    }

    [Fact]
    public void A_voltage_beyond_the_cell_tapers_the_charge_to_nothing()
    {
        Run(Settle);
        _bench.Measurements.CellMicrovolts[2] = 4_210_000;
        Run(1);
        Assert.InRange(Power.ChargeLimitMicroamps, 0, _bench.Configuration.ChargeLimitMicroamps / 2);
        _bench.Measurements.CellMicrovolts[2] = 4_220_000;
        Run(1);
        Assert.Equal(0, Power.ChargeLimitMicroamps);
    }

    [Fact]
    public void A_string_that_opens_takes_its_share_and_it_comes_back_slowly()
    {
        var tests = new PowerStageTests(true);
        tests.Run(Settle);
        int full = tests._bench.Configuration.ChargeLimitMicroamps;
        tests._bench.Measurements.ClosedStrings = 0;
        tests.Run(1);
        Assert.Equal(0, tests.Power.ChargeLimitMicroamps);
        Assert.Equal(PowerLimitCause.Strings, tests.Power.ChargeLimitCause);
        tests._bench.Measurements.ClosedStrings = 2;
        tests.Run(1);
        // A twentieth of the range in a step of 100 ms, for two seconds over all of it.
        Assert.Equal(full / 20, tests.Power.ChargeLimitMicroamps, 10d);
        Assert.Equal(PowerLimitCause.Recovery, tests.Power.ChargeLimitCause);
    }

    [Fact]
    public void Down_to_the_reserve_the_discharge_is_reduced_to_landing_and_a_request_opens_the_reserve()
    {
        var tests = new PowerStageTests(true);
        tests._bench.Controller.Estimation.Start(0.10f);
        for (int group = 0; group < 4; group++)
            tests._bench.Measurements.CellMicrovolts[group] = 3_150_000;
        tests.Run(Settle);
        int full = tests._bench.Configuration.DischargeLimitMicroamps;
        Assert.Equal(full / 5, tests.Power.DischargeLimitMicroamps, 10d);
        Assert.Equal(PowerLimitCause.Landing, tests.Power.DischargeLimitCause);
        Assert.Equal(0f, tests.Power.DischargeAmps[1]);
        Assert.Equal((byte)PowerLimitCause.Reserve, tests.Power.DischargeCause[1]);
        tests._bench.Measurements.ReserveRequested = true;
        tests.Run(Settle);
        Assert.True(tests.Power.DischargeAmps[1] > 0.2f);
    }

    [Fact]
    public void Landing_is_never_permitted_against_a_trip()
    {
        var tests = new PowerStageTests(true);
        tests.Run(Settle);
        for (int group = 0; group < 4; group++)
            tests._bench.Measurements.CellMicrovolts[group] = 2_650_000;
        tests.Run(20);
        Assert.True(tests._bench.Controller.Protection.AnyTrip);
        Assert.Equal(0, tests.Power.DischargeLimitMicroamps);
        Assert.Equal(PowerLimitCause.Protection, tests.Power.DischargeLimitCause);
    }

    [Fact]
    public void Switched_off_it_leaves_the_limits_to_protection()
    {
        var bench = new PackBench();
        bench.Measurements.NowMilliseconds += 100;
        bench.Controller.Step(bench.Measurements);
        Assert.Equal(bench.Configuration.DischargeLimitMicroamps, bench.Controller.Power.DischargeLimitMicroamps);
        Assert.False(bench.Controller.Power.Ready);
    }

    private void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            _bench.Measurements.NowMilliseconds += PackBench.StepMilliseconds;
            _bench.Controller.Step(_bench.Measurements);
        }
    }
}
