using System;
using System.Buffers.Binary;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>What cannot be read is refused as a whole, with the reason, and changes nothing.</summary>
public sealed class SnapshotRefusalTests
{
    private const int HeaderLength = 8;
    private const int ChecksumLength = 4;

    [Theory]
    [InlineData(EstimatorKind.Coulomb)]
    [InlineData(EstimatorKind.Ocv)]
    [InlineData(EstimatorKind.Ekf)]
    [InlineData(EstimatorKind.Aekf)]
    public void Every_flipped_bit_is_refused(EstimatorKind kind)
    {
        byte[] good = Good(kind);
        var controller = new PackController(PackBench.Pack(2, kind));
        for (int bit = 0; bit < good.Length * 8; bit++)
        {
            byte[] damaged = (byte[])good.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            SnapshotFault fault = controller.RestoreSnapshot(damaged, damaged.Length, 0);
            SnapshotFault expected = (bit / 8) switch
            {
                < 4 => SnapshotFault.NotRecognised,
                < 6 => SnapshotFault.Version,
                < HeaderLength => SnapshotFault.Length,
                _ => SnapshotFault.Checksum,
            };
            Assert.Equal(expected, fault);
        }
        AssertUntouched(controller, kind);
    }

    [Theory]
    [InlineData(EstimatorKind.Coulomb)]
    [InlineData(EstimatorKind.Ekf)]
    [InlineData(EstimatorKind.Aekf)]
    public void Every_other_byte_with_a_mended_checksum_is_refused_or_harmless(EstimatorKind kind)
    {
        byte[] good = Good(kind);
        int refused = 0;
        for (int position = HeaderLength; position < good.Length - ChecksumLength; position++)
        {
            foreach (int value in new[] { 0x00, 0x7F, 0x80, 0xFF })
            {
                byte[] damaged = (byte[])good.Clone();
                damaged[position] = (byte)value;
                Seal(damaged);
                var restart = new Restart(PackBench.Pack(2, kind));
                SnapshotFault fault = restart.Running.RestoreSnapshot(damaged, damaged.Length, 0);
                if (fault == SnapshotFault.None)
                {
                    restart.Drive(20, restart.Running);
                    Assert.Equal(ControllerStage.None, restart.Running.FailedStage);
                    Assert.InRange(restart.Running.Estimation.Estimator.Soc, 0f, 1f);
                    continue;
                }
                refused++;
                AssertUntouched(restart.Running, kind);
            }
        }
        Assert.True(refused > 40, $"only {refused} were refused");
    }

    [Theory]
    [InlineData(0x7FC00000)]
    [InlineData(0x7F800000)]
    [InlineData(unchecked((int)0xFF800000))]
    public void What_is_no_number_is_never_read(int bits)
    {
        byte[] good = Good(EstimatorKind.Aekf);
        for (int position = HeaderLength; position + 4 <= good.Length - ChecksumLength; position += 4)
        {
            byte[] damaged = (byte[])good.Clone();
            BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(position), bits);
            Seal(damaged);
            var restart = new Restart(PackBench.Pack(2, EstimatorKind.Aekf));
            if (restart.Running.RestoreSnapshot(damaged, damaged.Length, 0) != SnapshotFault.None)
                continue;
            restart.Drive(20, restart.Running);
            IStateEstimator estimator = restart.Running.Estimation.Estimator;
            Assert.False(float.IsNaN(estimator.Soc) || float.IsNaN(estimator.SocSigma) || float.IsNaN(estimator.PredictedVolts));
        }
    }

    [Fact]
    public void A_length_that_is_not_its_own_is_refused()
    {
        byte[] good = Good(EstimatorKind.Ekf);
        var controller = new PackController(PackBench.Pack(2, EstimatorKind.Ekf));
        for (int length = 0; length < good.Length; length++)
            Assert.Equal(length < 12 ? SnapshotFault.TooShort : SnapshotFault.Length, controller.RestoreSnapshot(good, length, 0));
        Assert.Equal(SnapshotFault.TooShort, controller.RestoreSnapshot(good, good.Length + 1, 0));
        Assert.Equal(SnapshotFault.TooShort, controller.RestoreSnapshot(good, -1, 0));
        byte[] longer = [.. good, 0];
        Assert.Equal(SnapshotFault.Length, controller.RestoreSnapshot(longer, longer.Length, 0));
        longer[6] = (byte)longer.Length;
        longer[7] = (byte)(longer.Length >> 8);
        Seal(longer);
        Assert.Equal(SnapshotFault.Content, controller.RestoreSnapshot(longer, longer.Length, 0));
        byte[] shorter = good[..^4];
        shorter[6] = (byte)shorter.Length;
        shorter[7] = (byte)(shorter.Length >> 8);
        Seal(shorter);
        Assert.Equal(SnapshotFault.Content, controller.RestoreSnapshot(shorter, shorter.Length, 0));
        AssertUntouched(controller, EstimatorKind.Ekf);
        // In a larger room, as a board keeps it, it is taken.
        byte[] room = new byte[SnapshotFormat.MaximumLength];
        good.CopyTo(room, 0);
        var taking = new PackController(PackBench.Pack(2, EstimatorKind.Ekf));
        Assert.Equal(SnapshotFault.None, taking.RestoreSnapshot(room, good.Length, 0));
        Assert.Equal(SnapshotFault.TooLate, taking.RestoreSnapshot(room, good.Length, 0));
    }

    [Fact]
    public void Another_estimators_and_another_packs_are_refused()
    {
        byte[] good = Good(EstimatorKind.Aekf);
        foreach (EstimatorKind kind in Enum.GetValues<EstimatorKind>())
        {
            var other = new PackController(PackBench.Pack(2, kind));
            SnapshotFault expected = kind == EstimatorKind.Aekf ? SnapshotFault.None : SnapshotFault.OtherEstimator;
            Assert.Equal(expected, other.RestoreSnapshot(good, good.Length, 0));
        }
        PackConfiguration pack = PackBench.Pack(2, EstimatorKind.Aekf);
        foreach (PackConfiguration other in new[]
        {
            PackBench.Pack(3, EstimatorKind.Aekf), pack.With("Cell.CapacityMicroampHours", 2500001), pack.With("ParallelCells", 4),
            pack.With("SeriesGroups", 5), pack.With("Cell.OcvBaseMicrovolts", 3600050),
        })
        {
            Assert.Equal(SnapshotFault.OtherPack, new PackController(other).RestoreSnapshot(good, good.Length, 0));
        }
        // Limits are not cells.
        PackConfiguration wider = pack.With("DischargeLimitMicroamps", 4000000);
        Assert.Equal(SnapshotFault.None, new PackController(wider).RestoreSnapshot(good, good.Length, 0));
    }

    [Fact]
    public void A_snapshot_comes_too_late_once_a_step_has_been_taken()
    {
        byte[] good = Good(EstimatorKind.Ekf);
        var restart = new Restart(PackBench.Pack(2, EstimatorKind.Ekf));
        restart.Drive(1, restart.Running);
        int[] shown = Restart.Shown(restart.Running);
        Assert.Equal(SnapshotFault.TooLate, restart.Running.RestoreSnapshot(good, good.Length, 0));
        Assert.Equal(shown, Restart.Shown(restart.Running));
    }

    [Fact]
    public void A_stated_start_overrules_a_snapshot()
    {
        PackConfiguration pack = PackBench.Pack(2, EstimatorKind.Aekf, 4);
        byte[] good = Good(pack);
        var restart = new Restart(pack);
        PackController controller = restart.Restored(good, 86400000);
        var fresh = new PackController(pack);
        controller.Estimation.Start(0.25f);
        fresh.Estimation.Start(0.25f);
        for (int step = 0; step < 100; step++)
        {
            // Only the turns in which tables are read may differ.
            restart.Drive(1, controller, fresh);
            Assert.Equal(fresh.Estimation.Estimator.Soc, controller.Estimation.Estimator.Soc, 1e-4f);
            Assert.Equal(fresh.Estimation.Estimator.SocSigma, controller.Estimation.Estimator.SocSigma, 1e-4f);
        }
    }

    private static byte[] Good(EstimatorKind kind) => Good(PackBench.Pack(2, kind));

    private static byte[] Good(PackConfiguration pack)
    {
        var restart = new Restart(pack);
        restart.Drive(203, restart.Running);
        byte[] snapshot = restart.Snapshot();
        Assert.NotEmpty(snapshot);
        return snapshot;
    }

    /// <summary>A controller that refused goes the way of one that was never given anything.</summary>
    private static void AssertUntouched(PackController controller, EstimatorKind kind)
    {
        var restart = new Restart(PackBench.Pack(2, kind));
        var fresh = new PackController(restart.Pack);
        Assert.False(controller.Estimation.Valid);
        for (int step = 0; step < 10; step++)
        {
            restart.Drive(1, controller, fresh);
            Assert.Equal(Restart.Shown(fresh), Restart.Shown(controller));
        }
    }

    private static void Seal(byte[] snapshot)
    {
        var crc = new Crc32();
        crc.AddBytes(snapshot, 0, snapshot.Length - ChecksumLength);
        BinaryPrimitives.WriteInt32LittleEndian(snapshot.AsSpan(snapshot.Length - ChecksumLength), crc.Value);
    }
}
