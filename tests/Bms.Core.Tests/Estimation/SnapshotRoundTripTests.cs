using System;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>What goes on from a snapshot without a time off goes on as if it had never stopped, bit for bit.</summary>
public sealed class SnapshotRoundTripTests
{
    private const int HysteresisVariant = 2;

    private static readonly int[] StepMilliseconds = [10, 20, 50, 7];

    public static TheoryData<EstimatorKind, int, int> Packs()
    {
        var data = new TheoryData<EstimatorKind, int, int>();
        foreach (EstimatorKind kind in Enum.GetValues<EstimatorKind>())
        {
            for (int variant = 0; variant < 4; variant++)
            {
                data.Add(kind, variant, 1);
                data.Add(kind, variant, 4);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void A_restored_controller_equals_one_that_never_stopped(EstimatorKind kind, int variant, int everySteps)
    {
        var restart = new Restart(PackBench.Pack(variant, kind, everySteps));
        // Wherever it is cut: within a window of steps, within an update, beside gaps and lost channels.
        for (int cut = 0; cut < 25; cut++)
        {
            restart.Drive(7 + (11 * cut), restart.Running);
            byte[] snapshot = restart.Snapshot();
            PackController restored = restart.Restored(snapshot);
            // No time passes in the first step after a start, so none passes here for the other one.
            restart.Running.Step(restart.Measurements);
            restored.Step(restart.Measurements);
            for (int step = 0; step < 120; step++)
            {
                Assert.Equal(Restart.Shown(restart.Running), Restart.Shown(restored));
                restart.Drive(1, restart.Running, restored);
            }
            Assert.Equal(restart.Snapshot(), Restart.Snapshot(restored));
            restart.Measurements.UnixValid = false;
        }
    }

    [Theory]
    [InlineData(EstimatorKind.Coulomb)]
    [InlineData(EstimatorKind.Ekf)]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Spkf)]
    public void An_anchor_that_is_held_goes_on_being_held(EstimatorKind kind)
    {
        var restart = new Restart(PackBench.Pack(2, kind));
        restart.Running.Estimation.Start(0.9f);
        for (int seconds = 30; seconds < 360; seconds += 30)
        {
            restart.Hold(30, 4200000, 100000, restart.Running);
            PackController restored = restart.Restored(restart.Snapshot());
            restart.Running.Step(restart.Measurements);
            restored.Step(restart.Measurements);
            restart.Hold(5, 4200000, 100000, restart.Running, restored);
            Assert.Equal(Restart.Shown(restart.Running), Restart.Shown(restored));
            Assert.Equal(restart.Snapshot(), Restart.Snapshot(restored));
        }
    }

    [Theory]
    [InlineData(EstimatorKind.Coulomb)]
    [InlineData(EstimatorKind.Ocv)]
    [InlineData(EstimatorKind.Ekf)]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Spkf)]
    public void Every_snapshot_fits_its_room_and_nothing_is_allocated(EstimatorKind kind)
    {
        var restart = new Restart(PackBench.Pack(3, kind));
        restart.Drive(300, restart.Running);
        byte[] room = new byte[SnapshotFormat.MaximumLength];
        int length = restart.Running.WriteSnapshot(room, 0);
        Assert.InRange(length, 60, SnapshotFormat.MaximumLength);
        var other = new PackController(restart.Pack);
        long before = GC.GetAllocatedBytesForCurrentThread();
        restart.Running.WriteSnapshot(room, 0);
        other.RestoreSnapshot(room, length, 0);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        // One byte less room, and it is refused rather than cut off.
        Assert.Equal(0, restart.Running.WriteSnapshot(new byte[length - 1], 0));
        Assert.Equal(length, restart.Running.WriteSnapshot(new byte[length], 0));
        for (int bytes = 0; bytes < length; bytes++)
            Assert.Equal(0, restart.Running.WriteSnapshot(new byte[bytes], 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(32)]
    public void A_snapshot_of_a_whole_pack_fits_the_room_that_is_said_of_it(int groups)
    {
        int longest = 0;
        foreach (EstimatorKind kind in Enum.GetValues<EstimatorKind>())
        {
            PackConfiguration pack = GuardedPack.Usual(HysteresisVariant + 1, kind, 1, groups).With("PackState.Enabled", true);
            var restart = new Restart(pack);
            restart.Drive(300, restart.Running);
            longest = Math.Max(longest, restart.Snapshot().Length);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{groups} groups: {longest} of {SnapshotFormat.LengthFor(groups)} bytes");
        Assert.InRange(longest, 1, SnapshotFormat.LengthFor(groups));
        Assert.InRange(SnapshotFormat.LengthFor(groups), 1, SnapshotFormat.MaximumLength);
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Spkf)]
    public void A_long_charge_without_voltages_leaves_a_state_that_a_snapshot_can_keep(EstimatorKind kind)
    {
        PackConfiguration pack = PackBench.Pack(HysteresisVariant, kind);
        Assert.NotEmpty(pack.Cell.Hysteresis);
        for (int part = 0; part < StepMilliseconds.Length; part++)
        {
            var restart = new Restart(pack);
            restart.Running.Estimation.Start(0.2f);
            int microamps = (int)(pack.Cell.CapacityMicroampHours * (1 - (0.043 * part)));
            // Nothing corrects the hysteresis on its way to 1, where the rounding of short steps can carry it past.
            for (int charge = 0; charge < 100; charge++)
            {
                restart.HoldBlind(3000, microamps, StepMilliseconds[part], restart.Running);
                PackController restored = restart.Restored(restart.Snapshot());
                Assert.Equal(restart.Snapshot(), Restart.Snapshot(restored));
            }
        }
    }

    [Fact]
    public void Nothing_is_written_before_there_is_an_estimate_nor_after_a_failure()
    {
        var restart = new Restart(PackBench.Pack(2, EstimatorKind.Aekf));
        Assert.Empty(restart.Snapshot());
        restart.Running.Estimation.Start(0.5f);
        Assert.Empty(restart.Snapshot());
        restart.Drive(5, restart.Running);
        Assert.NotEmpty(restart.Snapshot());
        restart.Running.Step(null!);
        Assert.Empty(restart.Snapshot());
    }
}
