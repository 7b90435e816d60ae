using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Protection;

/// <summary>Limits of one direction act in that direction; permission is withdrawn always.</summary>
public sealed class ProtectionDirectionTests
{
    [Theory]
    [InlineData(ProtectionKind.OverTemperatureCharge)]
    [InlineData(ProtectionKind.UnderTemperatureCharge)]
    [InlineData(ProtectionKind.OverTemperatureDischarge)]
    [InlineData(ProtectionKind.UnderTemperatureDischarge)]
    public void At_rest_a_temperature_limit_withdraws_permission_and_trips_nothing(ProtectionKind kind)
    {
        PackBench bench = PackBench.Running();
        bench.Show(kind, bench.Row(kind).TripLimit);
        bench.Measurements.PackMicroamps = 0;
        bench.Step();
        int permitted = Permitted(bench, kind);
        bench.Step(50);
        Assert.Equal(0, permitted);
        Assert.Equal(0, Permitted(bench, kind));
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(kind));
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        bench.Quiet();
        bench.Step();
        Assert.NotEqual(0, Permitted(bench, kind));
    }

    [Theory]
    [InlineData(ProtectionKind.OverTemperatureCharge, ProtectionKind.OverTemperatureDischarge)]
    [InlineData(ProtectionKind.UnderTemperatureCharge, ProtectionKind.UnderTemperatureDischarge)]
    public void A_charge_limit_does_not_stop_a_discharge(ProtectionKind charge, ProtectionKind discharge)
    {
        PackBench bench = PackBench.Running();
        bench.Show(charge, bench.Row(charge).TripLimit);
        bench.Measurements.PackMicroamps = -PackBench.WorkingMicroamps;
        bench.Step(50);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(charge));
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(discharge));
        Assert.Equal(0, bench.Controller.Commands.ChargeLimitMicroamps);
        Assert.Equal(bench.Configuration.DischargeLimitMicroamps, bench.Controller.Commands.DischargeLimitMicroamps);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void Withdrawn_permission_comes_back_only_with_the_hysteresis_and_every_sensor()
    {
        const ProtectionKind Cold = ProtectionKind.UnderTemperatureCharge;
        PackBench bench = PackBench.Running();
        int trip = bench.Row(Cold).TripLimit;
        int edge = trip + bench.Row(Cold).Hysteresis;
        bench.Measurements.TemperatureCentidegrees[1] = trip;
        bench.Step();
        bench.Measurements.TemperatureCentidegrees[1] = edge;
        bench.Step(100);
        Assert.Equal(0, bench.Controller.Commands.ChargeLimitMicroamps);
        bench.Measurements.TemperatureValid[1] = false;
        bench.Step();
        Assert.Equal(0, bench.Controller.Commands.ChargeLimitMicroamps);
        bench.Measurements.TemperatureValid[1] = true;
        bench.Measurements.TemperatureCentidegrees[1] = edge + 1;
        bench.Step();
        Assert.Equal(bench.Configuration.ChargeLimitMicroamps, bench.Controller.Commands.ChargeLimitMicroamps);
    }

    [Theory]
    [InlineData(0, CurrentDirection.Resting)]
    [InlineData(50000, CurrentDirection.Resting)]
    [InlineData(-50000, CurrentDirection.Resting)]
    [InlineData(50001, CurrentDirection.Charging)]
    [InlineData(-50001, CurrentDirection.Discharging)]
    public void The_direction_turns_just_beyond_the_rest_current(int microamps, CurrentDirection expected)
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.PackMicroamps = microamps;
        bench.Step();
        Assert.Equal(expected, bench.Controller.Measurement.Direction);
    }

    [Theory]
    [InlineData(ProtectionKind.CellOverVoltage, true, false)]
    [InlineData(ProtectionKind.CellUnderVoltage, false, true)]
    [InlineData(ProtectionKind.OverTemperatureCharge, true, false)]
    [InlineData(ProtectionKind.UnderTemperatureCharge, true, false)]
    [InlineData(ProtectionKind.OverTemperatureDischarge, false, true)]
    [InlineData(ProtectionKind.UnderTemperatureDischarge, false, true)]
    [InlineData(ProtectionKind.OverCurrentCharge, true, false)]
    [InlineData(ProtectionKind.OverCurrentDischarge, false, true)]
    public void Derating_falls_in_a_line_from_the_derate_limit_to_the_trip_limit(ProtectionKind kind, bool charge, bool discharge)
    {
        // The row alone, with the least debounce, so that a value can be tried in two steps.
        PackConfiguration pack = PackBench.Pack().WithRow(kind, "DebounceSamples", 2).WithRow(kind, "DebounceMilliseconds", 0);
        int derate = pack.Protection[(int)kind].DerateLimit;
        int trip = pack.Protection[(int)kind].TripLimit;
        const int Parts = 16;
        for (int part = 0; part < Parts; part++)
        {
            PackBench bench = PackBench.Running(pack);
            int value = derate + (int)((long)(trip - derate) * part / Parts);
            bench.Show(kind, value);
            bench.Step(2);
            Assert.Equal(ProtectionStage.LevelDerate, bench.Level(kind));
            int expected = (int)(1000L * (trip - value) / (trip - derate));
            // Where discharging derates by temperature, charging has long been forbidden.
            bool thermal = kind is ProtectionKind.OverTemperatureDischarge or ProtectionKind.UnderTemperatureDischarge;
            Assert.Equal(charge ? expected : thermal ? 0 : 1000, bench.Controller.Protection.ChargePermille);
            Assert.Equal(discharge ? expected : 1000, bench.Controller.Protection.DischargePermille);
            int full = charge ? bench.Configuration.ChargeLimitMicroamps : bench.Configuration.DischargeLimitMicroamps;
            int limit = charge ? bench.Controller.Commands.ChargeLimitMicroamps : bench.Controller.Commands.DischargeLimitMicroamps;
            Assert.InRange(limit, (full / 1000 * expected) - 1, (long)full * expected / 1000);
        }
    }

    private static int Permitted(PackBench bench, ProtectionKind kind) => ProtectionPolicy.Direction(kind) > 0
        ? bench.Controller.Commands.ChargeLimitMicroamps
        : bench.Controller.Commands.DischargeLimitMicroamps;
}
