using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Protection;

/// <summary>Every row that a pack may lack: it trips at its limit, not before, opens the contactors, and ends by its rule.</summary>
public sealed class FurtherRowTests
{
    private const int AmpleSteps = 120;

    public static IEnumerable<TheoryDataRow<ProtectionKind>> Rows()
    {
        for (ProtectionKind kind = ProtectionKind.ShortCircuit; (int)kind < ProtectionPolicy.RowCount; kind++)
            yield return kind;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_trips_at_its_limit_and_ends_by_its_rule(ProtectionKind kind)
    {
        PackConfiguration pack = GuardBench.Pack();
        var controller = new PackController(pack);
        var measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
        var script = new RowScript(measurements, new StimulusNumbers(3));
        int inwards = ProtectionPolicy.ActsAbove(kind) ? -1 : 1;
        ProtectionRow row = pack.FindRow(kind)!;
        Run(controller, measurements, script, kind, null, 20);
        Assert.Equal(ProtectionStage.LevelNone, controller.Protection.Level((int)kind));
        Assert.True(controller.Commands.MainContactorsClosed);
        if (ProtectionPolicy.IsCount(kind))
        {
            Run(controller, measurements, script, kind, row.TripLimit + inwards, 40);
            Assert.NotEqual(ProtectionStage.LevelTrip, controller.Protection.Level((int)kind));
        }
        // A rate is approached, never reached.
        bool rate = kind is ProtectionKind.PressureRate or ProtectionKind.TemperatureRise;
        Run(controller, measurements, script, kind, rate ? row.TripLimit * 5 / 4 : row.TripLimit, AmpleSteps);
        Assert.Equal(ProtectionStage.LevelTrip, controller.Protection.Level((int)kind));
        Assert.False(controller.Commands.MainContactorsClosed);
        Assert.Equal(0, controller.Commands.ChargeLimitMicroamps);
        Assert.Equal(0, controller.Commands.DischargeLimitMicroamps);
        Run(controller, measurements, script, kind, null, 200);
        bool latches = ProtectionPolicy.MustLatch(kind);
        Assert.Equal(latches ? ProtectionStage.LevelTrip : ProtectionStage.LevelNone, controller.Protection.Level((int)kind));
        measurements.LatchResetRequested = true;
        Run(controller, measurements, script, kind, null, 20, reset: true);
        Assert.Equal(
            ProtectionPolicy.NeverEnds(kind) ? ProtectionStage.LevelTrip : ProtectionStage.LevelNone, controller.Protection.Level((int)kind));
    }

    [Fact]
    public void A_short_circuit_opens_in_the_step_of_its_first_sample()
    {
        GuardBench bench = GuardBench.Running();
        bench.Measurements.PackMicroamps = -bench.Row(ProtectionKind.ShortCircuit).TripLimit;
        bench.Settle();
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        bench.Step();
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void An_overload_trips_the_sooner_the_more_it_is_and_forgets_with_time()
    {
        var heat = new OverloadHeat(1000000);
        heat.Step(2000000, 1000);
        Assert.Equal(3000, heat.Milliseconds);
        heat.Step(1000000, 1000);
        Assert.Equal(3000, heat.Milliseconds);
        heat.Step(0, 1000);
        Assert.Equal(2000, heat.Milliseconds);
        heat.Step(0, 10000);
        Assert.Equal(0, heat.Milliseconds);
        heat.Step(int.MaxValue, int.MaxValue);
        Assert.InRange(heat.Milliseconds, 1, int.MaxValue / 2);
    }

    [Fact]
    public void A_latched_trip_is_kept_over_a_loss_of_power_and_ends_by_service()
    {
        GuardBench bench = GuardBench.Running();
        bench.Measurements.CellMicrovolts[1] = bench.Row(ProtectionKind.DeepDischarge).TripLimit;
        bench.Settle();
        bench.Step(40);
        long latched = bench.Controller.Protection.LatchedRows;
        Assert.NotEqual(0, latched & (1L << (int)ProtectionKind.DeepDischarge));
        var after = new GuardBench(GuardBench.Pack());
        after.Controller.Protection.RestoreLatched(latched | (1L << 60));
        after.Step(100);
        Assert.Equal(ProtectionStage.LevelTrip, after.Level(ProtectionKind.DeepDischarge));
        Assert.False(after.Controller.Commands.MainContactorsClosed);
        after.Measurements.LatchResetRequested = true;
        after.Step(20);
        Assert.Equal(ProtectionStage.LevelNone, after.Level(ProtectionKind.DeepDischarge));
        Assert.True(after.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void After_the_cool_down_and_not_before_a_trip_ends_by_itself()
    {
        // Far longer than the row's recovery, so that it is the cool-down that is seen here.
        const int CoolDown = 20000;
        GuardBench bench = GuardBench.Running(GuardBench.Pack().WithRow(ProtectionKind.TemperatureSpread, "CoolDownMilliseconds", CoolDown));
        bench.Measurements.TemperatureCentidegrees[1] += bench.Row(ProtectionKind.TemperatureSpread).TripLimit;
        while (bench.Level(ProtectionKind.TemperatureSpread) != ProtectionStage.LevelTrip)
            bench.Step();
        bench.Calm();
        int waited = 0;
        for (; bench.Level(ProtectionKind.TemperatureSpread) == ProtectionStage.LevelTrip; waited += PackBench.StepMilliseconds)
            bench.Step();
        Assert.InRange(waited, CoolDown, CoolDown + (ProtectionPolicy.SlowPeriodSteps * PackBench.StepMilliseconds));
    }

    [Fact]
    public void A_value_that_its_input_calls_invalid_trips_nothing_but_the_loss_of_the_input()
    {
        GuardBench bench = GuardBench.Running();
        bench.Put(AuxiliaryChannel.InterlockOpen, 1);
        bench.Measurements.AuxiliaryValid[(int)AuxiliaryChannel.InterlockOpen] = false;
        bench.Step(40);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(ProtectionKind.InterlockOpen));
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.AuxiliaryLost));
    }

    [Fact]
    public void A_row_that_closed_again_as_often_as_it_may_stays_open_until_service()
    {
        GuardBench bench = GuardBench.Running();
        for (int round = 0; round < 2; round++)
        {
            bench.Put(AuxiliaryChannel.InterlockOpen, 1);
            bench.Step(20);
            Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.InterlockOpen));
            bench.Put(AuxiliaryChannel.InterlockOpen, 0);
            bench.Step(60);
            Assert.Equal(round == 0 ? ProtectionStage.LevelNone : ProtectionStage.LevelTrip, bench.Level(ProtectionKind.InterlockOpen));
        }
        bench.Measurements.LatchResetRequested = true;
        bench.Step(20);
        Assert.Equal(ProtectionStage.LevelNone, bench.Level(ProtectionKind.InterlockOpen));
    }

    [Fact]
    public void A_limit_that_memory_lost_is_found()
    {
        GuardBench bench = GuardBench.Running();
        RowState[] rows = PrivateField.Get<RowState[]>(bench.Controller.Protection, "_rows");
        rows[(int)ProtectionKind.CellOverVoltage].Limits[2] ^= 1 << 20;
        bench.Step(40 * 3 * ProtectionPolicy.SlowPeriodSteps);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.IntegrityFault));
    }

    [Fact]
    public void A_row_without_its_input_is_refused_and_so_are_inputs_that_nobody_watches()
    {
        PackConfiguration pack = GuardBench.Pack();
        var validator = new PackValidator(pack.With("Auxiliaries", pack.Auxiliaries & ~(1 << (int)AuxiliaryChannel.InterlockOpen)));
        Assert.Equal(PackFault.ProtectionInput, validator.Check());
        Assert.Equal((int)ProtectionKind.InterlockOpen, validator.Detail);
    }

    private static void Run(
        PackController controller, Measurements measurements, RowScript script, ProtectionKind kind, int? value, int steps, bool reset = false)
    {
        for (int step = 0; step < steps; step++)
        {
            script.Quiet();
            if (value is int shown)
                script.Set(kind, shown, 0);
            else if (kind == ProtectionKind.ChargeCounterMismatch)
                script.Set(kind, 0, 0);
            measurements.LatchResetRequested = reset;
            measurements.NowMilliseconds += PackBench.StepMilliseconds + script.ExtraMilliseconds;
            controller.Step(measurements);
            // Signs fade, so that a row may trip and end within the time that others need to trip.
            if (steps == AmpleSteps && controller.Protection.Level((int)kind) == ProtectionStage.LevelTrip)
                return;
        }
    }
}
