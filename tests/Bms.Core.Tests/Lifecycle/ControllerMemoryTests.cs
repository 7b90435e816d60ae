using System;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Lifecycle;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Lifecycle;

/// <summary>A whole controller over a memory: what it knows after a loss of power, and what a memory that fails changes.</summary>
public sealed class ControllerMemoryTests
{
    private static readonly MemorySettings Often = new() { SnapshotSeconds = 5, CounterSeconds = 5, SampleMilliseconds = 200 };

    private readonly TornMemory _memory = new(32768, 1);

    /// <summary>Peer defect 15: one stored copy without a version, which a power cut during the write loses.</summary>
    [Fact]
    public void Peer_defect_15_a_cut_in_a_write_loses_nothing_that_was_kept()
    {
        GuardBench first = Started(_memory);
        first.Controller.Estimation.Start(0.6f);
        first.Measurements.PackMicroamps = -1000000;
        // A snapshot may have to wait for a record that is being written.
        first.Step(120);
        Assert.True(first.Controller.Memory!.Store.WrittenCount >= 2);
        _memory.Left = 200;
        _memory.Tear = Tear.Reordered;
        first.Step(200);
        Assert.True(_memory.Dead);
        GuardBench second = Started(_memory.Again());
        Assert.Equal(SnapshotFault.None, second.Controller.Memory!.SnapshotFault);
        Assert.True(second.Controller.Estimation.AwaitsOffTime);
        Assert.Equal(first.Controller.Estimation.Estimator.Soc, second.Controller.Estimation.Estimator.Soc, 2e-3f);
    }

    [Fact]
    public void A_latch_is_in_memory_within_the_step_that_trips_and_back_after_the_restart()
    {
        GuardBench bench = Started(_memory);
        bench.Step(60);
        TripDeepDischarge(bench);
        long latched = bench.Controller.Protection.LatchedRows;
        Assert.NotEqual(0, latched);
        GuardBench after = Started(_memory.Again());
        Assert.Equal(latched, after.Controller.Protection.LatchedRows);
        after.Step(100);
        Assert.False(after.Controller.Commands.MainContactorsClosed);
        Assert.Equal(PackMode.Fault, after.Controller.Contactors.Mode);
    }

    [Fact]
    public void A_cut_at_any_byte_of_a_latch_leaves_it_or_its_absence_and_a_reset_likewise()
    {
        int cuts = 0;
        for (int left = 0; left < 120; left++)
        {
            var memory = new TornMemory(32768, 1) { Tear = (Tear)(left % 5) };
            GuardBench bench = Started(memory);
            bench.Step(60);
            memory.Left = left;
            TripDeepDischarge(bench);
            long latched = bench.Controller.Protection.LatchedRows;
            bool whole = !memory.Dead;
            GuardBench after = Started(memory.Again());
            long restored = after.Controller.Protection.LatchedRows;
            Assert.True(restored == 0 || (restored & latched) == restored);
            if (whole)
                Assert.Equal(latched, restored);
            cuts += memory.Dead ? 1 : 0;
        }
        Assert.True(cuts >= 25);
    }

    [Fact]
    public void Counters_and_operating_time_go_on_after_a_restart()
    {
        GuardBench bench = Started(_memory);
        bench.Measurements.UnixMilliseconds = EventCounters.EpochMilliseconds + 5000;
        bench.Measurements.UnixValid = true;
        bench.Step(100);
        TripDeepDischarge(bench);
        bench.Step(150);
        EventCounters before = bench.Controller.Diagnostics.Counters;
        GuardBench after = Started(_memory.Again());
        after.Step(1);
        EventCounters counters = after.Controller.Diagnostics.Counters;
        int place = EventCatalogue.PlaceOf((EventKind)(int)ProtectionKind.DeepDischarge);
        Assert.Equal(1, counters.Tripped(place));
        Assert.Equal(before.FirstSeconds(place), counters.FirstSeconds(place));
        Assert.Equal(5, counters.FirstCalendar(place));
        Assert.InRange(counters.OperatingSeconds, before.OperatingSeconds - 6, before.OperatingSeconds);
        Assert.Equal(1, counters.Began(EventCatalogue.PlaceOf(EventKind.Restarted)));
    }

    [Fact]
    public void Freeze_frames_come_back_whole_and_are_numbered_on()
    {
        GuardBench bench = Started(_memory);
        bench.Step(60);
        TripDeepDischarge(bench);
        bench.Step(100);
        FreezeFrames frames = bench.Controller.Diagnostics.Frames;
        Assert.True(frames.Taken >= 1);
        Assert.Equal(FreezeFrames.MostSamples, frames.Frame(0)[FrameFormat.Samples]);
        FreezeFrames back = Started(_memory.Again()).Controller.Diagnostics.Frames;
        Assert.Equal(frames.Taken, back.Taken);
        Assert.Equal(frames.Frame(0), back.Frame(0));
    }

    [Fact]
    public void An_orderly_end_writes_everything_and_says_so()
    {
        GuardBench bench = Started(_memory);
        bench.Controller.Estimation.Start(0.6f);
        bench.Step(60);
        bench.Measurements.ShutdownRequested = true;
        bench.Step(1);
        Assert.False(bench.Controller.Memory!.ReadyToSwitchOff);
        for (int step = 0; step < 400 && !bench.Controller.Memory.ReadyToSwitchOff; step++)
            bench.Step(1);
        Assert.True(bench.Controller.Memory.ReadyToSwitchOff);
        Assert.True(Started(_memory.Again()).Controller.Estimation.AwaitsOffTime);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_memory_that_fails_changes_no_command_where_no_integrity_row_watches_it(bool throws, bool writesFail)
    {
        PackConfiguration pack = PackBench.Pack();
        var bench = new PackBench(pack);
        var other = new PackBench(pack);
        _memory.Throws = throws;
        _memory.WritesFail = writesFail;
        bench.Controller.Attach(_memory, Often);
        for (int step = 0; step < 600; step++)
        {
            if (step == 300)
            {
                bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
                other.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
            }
            bench.Step();
            other.Step();
            Assert.Equal(other.Controller.Commands.MainContactorsClosed, bench.Controller.Commands.MainContactorsClosed);
            Assert.Equal(other.Controller.Commands.ChargeLimitMicroamps, bench.Controller.Commands.ChargeLimitMicroamps);
        }
        Assert.Equal(ControllerStage.None, bench.Controller.FailedStage);
        Assert.True(bench.Controller.Memory!.Store.Failing);
        Assert.True(bench.Controller.Diagnostics.Counters.Began(EventCatalogue.PlaceOf(EventKind.MemoryFault)) >= 1);
    }

    [Fact]
    public void Where_the_table_has_the_row_a_failing_memory_is_a_finding_of_integrity()
    {
        GuardBench bench = Started(_memory);
        bench.Step(60);
        Assert.Equal(0, bench.Level(ProtectionKind.IntegrityFault));
        _memory.WritesFail = true;
        bench.Step(3000);
        Assert.NotEqual(0, bench.Level(ProtectionKind.IntegrityFault));
    }

    [Fact]
    public void An_exception_in_a_step_is_still_counted_and_stored()
    {
        GuardBench bench = Started(_memory);
        bench.Step(60);
        bench.Controller.Step(null!);
        Assert.NotEqual(ControllerStage.None, bench.Controller.FailedStage);
        bench.Step(100);
        GuardBench after = Started(_memory.Again());
        Assert.Equal(1, after.Controller.Diagnostics.Counters.Tripped(EventCatalogue.PlaceOf(EventKind.InternalFault)));
        Assert.Equal((byte)EventKind.InternalFault, after.Controller.Diagnostics.Frames.Frame(0)[FrameFormat.Kind]);
    }

    [Fact]
    public void A_memory_is_attached_once_and_before_the_first_step()
    {
        GuardBench bench = Started(_memory);
        Assert.Throws<InvalidOperationException>(() => bench.Controller.Attach(_memory));
        GuardBench running = GuardBench.Running();
        Assert.Throws<InvalidOperationException>(() => running.Controller.Attach(_memory));
    }

    [Fact]
    public void Steps_over_a_memory_allocate_nothing()
    {
        GuardBench bench = Started(_memory);
        bench.Step(300);
        TripDeepDischarge(bench);
        bench.Step(300);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bench.Step(2000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Bytes_on_a_device_of_diagnosis_and_of_the_memory()
    {
        PackConfiguration pack = PackBench.Pack().With("SeriesGroups", 16);
        var controller = new PackController(pack);
        int before = DeviceBytes.Of(controller);
        int diagnostics = DeviceBytes.Of(controller.Diagnostics);
        controller.Attach(_memory);
        int memory = DeviceBytes.Of(controller) - before - DeviceBytes.Of(_memory);
        TestContext.Current.TestOutputHelper?.WriteLine($"controller {before}, diagnostics {diagnostics}, memory {memory}");
        Assert.InRange(diagnostics, 1, 7000);
        Assert.InRange(memory, 1, 5000);
    }

    private static GuardBench Started(INonVolatileMemory memory)
    {
        var bench = new GuardBench(GuardBench.Pack());
        bench.Controller.Attach(memory, Often);
        return bench;
    }

    private static void TripDeepDischarge(GuardBench bench)
    {
        int trip = bench.Row(ProtectionKind.DeepDischarge).TripLimit;
        for (int step = 0; step < 100 && bench.Level(ProtectionKind.DeepDischarge) < 3; step++)
        {
            bench.Measurements.CellMicrovolts[1] = trip;
            bench.Step();
        }
        Assert.Equal(3, bench.Level(ProtectionKind.DeepDischarge));
    }
}
