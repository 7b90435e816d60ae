using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Guard;

/// <summary>
/// Defects that other battery firmwares have had, each as a test of its own. Those of estimation, charging, storage and CAN frames
/// (6, 7, 8 in part, 15, 17) belong elsewhere.
/// </summary>
public sealed class PeerDefectTests
{
    [Fact]
    public void Defect_01_a_balancer_that_mixes_units_and_never_balances()
    {
        PackBench bench = PackBench.Running();
        bench.Measurements.CellMicrovolts[2] += bench.Configuration.Balancing.StartMicrovolts;
        bench.Step(20);
        Assert.True(bench.Controller.Commands.BleedGroup[2]);
    }

    [Fact]
    public void Defect_02_a_debounce_that_counts_calls_instead_of_fresh_samples()
    {
        PackBench bench = PackBench.Running();
        bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
        for (int age = 0; age < 400; age += 10)
        {
            Array.Fill(bench.Measurements.CellAgeMilliseconds, age);
            bench.Step(1, 10);
        }
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(ProtectionKind.CellOverVoltage));
    }

    [Fact]
    public void Defect_03_an_open_wire_test_that_looks_at_two_wires_only()
    {
        for (int wire = 0; wire <= 4; wire++)
        {
            GuardBench bench = GuardBench.Running(GuardBench.Pack(doubts: true));
            bench.Step(40);
            if (wire > 0)
                bench.Measurements.CellMicrovolts[wire - 1] -= wire == 4 ? 1000000 : 250000;
            if (wire < 4)
                bench.Measurements.CellMicrovolts[wire] += wire == 0 ? -1000000 : 250000;
            bench.Step(10);
            Assert.True(bench.Controller.Measurement.CellTracking.IsOpen(wire), $"wire {wire}");
        }
    }

    [Fact]
    public void Defect_04_an_implausible_cell_that_leaves_over_voltage_protection()
    {
        GuardBench bench = GuardBench.Running(GuardBench.Pack(doubts: true));
        bench.Measurements.CellMicrovolts[1] = bench.Row(ProtectionKind.CellOverVoltage).TripLimit + 100000;
        bench.Settle();
        bench.Step(20);
        Assert.False(bench.Controller.Measurement.IsCellUsable(1));
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellOverVoltage));
    }

    [Fact]
    public void Defect_05_rules_that_are_all_cleared_when_one_channel_is_invalid()
    {
        PackBench bench = PackBench.Tripped(ProtectionKind.OverTemperatureCharge);
        bench.Measurements.CellValid[0] = false;
        bench.Step(100);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.OverTemperatureCharge));
    }

    [Fact]
    public void Defect_08_a_preset_with_an_unsafe_voltage_is_refused()
    {
        PackConfiguration pack = PackBench.Pack()
            .With("Cell.Chemistry", (int)Chemistry.Lfp).With("Cell.MaximumMicrovolts", 3650000).With("Cell.MinimumMicrovolts", 2500000)
            .WithRow(ProtectionKind.CellOverVoltage, "WarningLimit", 3650000).WithRow(ProtectionKind.CellOverVoltage, "DerateLimit", 3660000)
            .WithRow(ProtectionKind.CellOverVoltage, "TripLimit", 3800000);
        Assert.Equal(PackFault.ProtectionReach, new PackValidator(pack).Check());
    }

    [Fact]
    public void Defect_09_charge_temperature_limits_that_are_fatal_at_rest()
    {
        PackBench bench = PackBench.Running();
        Array.Fill(bench.Measurements.TemperatureCentidegrees, bench.Row(ProtectionKind.UnderTemperatureCharge).TripLimit - 100);
        bench.Step(100);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        Assert.Equal(0, bench.Controller.Commands.ChargeLimitMicroamps);
    }

    [Fact]
    public void Defect_10_a_thousand_cycles_in_the_cold()
    {
        PackConfiguration pack = PackBench.Pack().WithRow(ProtectionKind.UnderTemperatureDischarge, "RecloseLimit", 3);
        var bench = new PackBench(pack);
        int cycles = 0;
        bool closed = false;
        for (int step = 0; step < 20000; step++)
        {
            // Cold under load, warmer at rest: what makes a pack without a rule switch for ever.
            int temperature = closed ? -2300 : -1500;
            Array.Fill(bench.Measurements.TemperatureCentidegrees, temperature);
            bench.Measurements.PackMicroamps = closed ? -PackBench.WorkingMicroamps : 0;
            bench.Step();
            if (bench.Controller.Commands.MainContactorsClosed && !closed)
                cycles++;
            closed = bench.Controller.Commands.MainContactorsClosed;
        }
        Assert.InRange(cycles, 2, 5);
        bench.Quiet();
        bench.Measurements.LatchResetRequested = true;
        bench.Step(20);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void Defect_11_a_first_sample_after_boot_that_trips()
    {
        var bench = new PackBench();
        bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
        bench.Step();
        bench.Quiet();
        bench.Step(10);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(ProtectionKind.CellOverVoltage));
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void Defect_12_a_constant_whose_name_says_another_time()
    {
        Assert.Equal(3600 * 1000, ProtectionStage.RecloseForgetMilliseconds);
        Assert.Equal(60 * 1000, DiagnosticsStage.ClockEventMilliseconds);
        Assert.Equal(10 * 1000, ProtectionValidator.LongestDebounceMilliseconds);
        Assert.Equal(5 * 1000, ProtectionValidator.LongestWaitMilliseconds);
    }

    [Fact]
    public void Defect_13_parallel_strings_of_which_the_second_never_closes()
    {
        var strings = new ParallelStrings(3, 200000, 500);
        int[] volts = [50000000, 50100000, 49950000];
        var closed = new bool[3];
        for (int step = 0; step < 60; step++)
        {
            strings.Step(volts, [true, true, true], closed, 50000000, charging: false, 100);
            int before = closed.Count(one => one);
            for (int index = 0; index < 3; index++)
                closed[index] = strings.MayClose(index);
            Assert.InRange(closed.Count(one => one) - before, 0, 1);
        }
        Assert.All(closed, Assert.True);
    }

    [Fact]
    public void Defect_14_contactors_that_open_under_current()
    {
        PackBench bench = PackBench.Running(PackBench.Pack().With("Contactors.OpenWaitMilliseconds", 500).With("Contactors.ZeroMicroamps", 50000));
        bench.Measurements.PackMicroamps = -PackBench.WorkingMicroamps;
        bench.Step();
        bench.Measurements.CloseRequested = false;
        bench.Step(3);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        Assert.True(bench.Controller.Commands.ZeroCurrentRequested);
        bench.Measurements.PackMicroamps = 0;
        bench.Step();
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void Defect_16_temperatures_below_zero_that_cannot_be_configured()
    {
        PackConfiguration pack = PackBench.Pack().WithRow(ProtectionKind.UnderTemperatureDischarge, "TripLimit", -4000);
        Assert.Equal(PackFault.None, new PackValidator(pack).Check());
        Assert.Equal(PackFault.ProtectionReach, new PackValidator(pack.WithRow(ProtectionKind.UnderTemperatureDischarge, "TripLimit", -6000)).Check());
    }

    [Fact]
    public void A_channel_lost_every_second_sample_trips()
    {
        PackBench bench = PackBench.Running();
        for (int step = 0; step < 300; step++)
        {
            bench.Measurements.CellValid[1] = step % 2 == 0;
            bench.Step();
        }
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellVoltageLost));
    }

    [Fact]
    public void The_last_sample_does_not_decide_how_far_a_trip_falls()
    {
        PackBench bench = PackBench.Tripped(ProtectionKind.CellOverVoltage);
        // Back from the trip, but not from the derating, until the very last sample.
        bench.Show(ProtectionKind.CellOverVoltage, 4195000);
        bench.Step(10);
        bench.Quiet();
        bench.Step();
        Assert.Equal(ProtectionStage.LevelDerate, bench.Level(ProtectionKind.CellOverVoltage));
    }

    [Fact]
    public void A_trip_permits_nothing_in_either_direction()
    {
        PackBench bench = PackBench.Tripped(ProtectionKind.OverTemperatureCharge);
        Assert.Equal(0, bench.Controller.Commands.ChargeLimitMicroamps);
        Assert.Equal(0, bench.Controller.Commands.DischargeLimitMicroamps);
    }

    [Fact]
    public void A_clock_that_jumps_back_and_forth_hides_no_other_events()
    {
        PackBench bench = PackBench.Running();
        bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
        bench.Step(10);
        EventLog events = bench.Controller.Diagnostics.Events;
        int before = events.Count;
        for (int step = 0; step < 2000; step++)
            bench.Step(1, step % 2 == 0 ? 100 : -50);
        Assert.InRange(events.Count - before, 1, 4);
        Assert.Equal(0, events.FirstKept);
    }
}
