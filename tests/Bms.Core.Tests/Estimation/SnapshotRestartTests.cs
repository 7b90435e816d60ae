using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>What a time off does, and how the first voltages judge a restored estimate.</summary>
public sealed class SnapshotRestartTests
{
    private const long Day = 86400000;
    private const long Hour = 3600000;

    public static TheoryData<EstimatorKind> Filters => [EstimatorKind.Coulomb, EstimatorKind.Ekf, EstimatorKind.Aekf];

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_time_off_leaves_the_estimate_and_widens_its_bound(EstimatorKind kind)
    {
        (Restart restart, _) = Rested(kind, 0.8);
        byte[] snapshot = restart.Snapshot();
        float soc = restart.Running.Estimation.Estimator.Soc;
        float sigma = restart.Running.Estimation.Estimator.SocSigma;
        float last = sigma;
        foreach (long off in new[] { Hour, 10 * Day, 100 * Day, 300 * Day })
        {
            IStateEstimator estimator = restart.Restored(snapshot, off).Estimation.Estimator;
            Assert.Equal(soc, estimator.Soc);
            Assert.InRange(estimator.SocSigma, last, 0.5001f);
            float drift = MathF.Min(0.5f, off / (float)Day * 0.001f);
            float least = kind == EstimatorKind.Coulomb ? MathF.Min(0.5f, sigma + drift) : MathF.Sqrt((sigma * sigma) + (drift * drift));
            Assert.Equal(least, estimator.SocSigma, 2e-3f);
            last = estimator.SocSigma;
        }
        // A month, where nobody knows.
        PackController unknown = restart.Restored(snapshot, EstimationStage.UnknownOffTime);
        restart.Hold(1, QuietVolts(restart, soc), 0, unknown);
        Assert.InRange(unknown.Estimation.Estimator.SocSigma, 0.03f, 0.08f);
    }

    [Fact]
    public void A_load_that_nobody_counted_is_admitted()
    {
        (Restart restart, _) = Rested(EstimatorKind.Ekf, 0.8);
        float orderly = restart.Restored(restart.Snapshot(0), Hour).Estimation.Estimator.SocSigma;
        float periodic = restart.Restored(restart.Snapshot(600000), Hour).Estimation.Estimator.SocSigma;
        // Ten minutes at up to 1 C are a sixth.
        Assert.Equal(MathF.Sqrt((orderly * orderly) + (1f / 36f)), periodic, 1e-3f);
        // It cannot have flowed for longer than the time off.
        float soon = restart.Restored(restart.Snapshot(600000), 36000).Estimation.Estimator.SocSigma;
        Assert.Equal(MathF.Sqrt((orderly * orderly) + 1e-4f), soon, 1e-3f);
    }

    [Theory]
    [InlineData(EstimatorKind.Ekf)]
    [InlineData(EstimatorKind.Aekf)]
    public void Overpotentials_decay_over_the_time_off(EstimatorKind kind)
    {
        PackConfiguration pack = PackBench.Pack(2, kind);
        (Restart restart, ReferenceCell cell) = Rested(kind, 0.8);
        for (int second = 0; second < 300; second++)
            restart.Hold(1, Microvolts(cell.Step(-4.0, 1.0, 25.0)), -4000000, restart.Running);
        byte[] snapshot = restart.Snapshot();
        foreach (long off in new[] { 5000L, 20000L, 60000L, Hour })
        {
            PackController restored = restart.Restored(snapshot, off);
            var rested = new ReferenceCell(pack, 0.8);
            for (int second = 0; second < 600; second++)
                rested.Step(0.0, 1.0, 25.0);
            for (int second = 0; second < 300; second++)
                rested.Step(-4.0, 1.0, 25.0);
            double truth = rested.Step(0.0, off / 1000.0, 25.0);
            restart.Hold(1, Microvolts(truth), 0, restored);
            Assert.Equal(truth, restored.Estimation.Estimator.PredictedVolts, 0.006);
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void The_estimate_of_the_same_cells_stands_its_trial(EstimatorKind kind)
    {
        (Restart restart, _) = Rested(kind, 0.8);
        byte[] snapshot = restart.Snapshot();
        float soc = restart.Running.Estimation.Estimator.Soc;
        foreach (long off in new[] { 20000, Hour, 30 * Day, EstimationStage.UnknownOffTime })
        {
            PackController restored = restart.Restored(snapshot, off);
            for (int step = 0; step < 20; step++)
            {
                restart.Hold(1, QuietVolts(restart, 0.8), 0, restored);
                Assert.NotEqual(CorrectionReason.SnapshotRejected, restored.Estimation.Reason);
            }
            Assert.False(restored.Estimation.OnTrial);
            Assert.Equal(soc, restored.Estimation.Estimator.Soc, 0.03f);
            Assert.NotEmpty(Restart.Snapshot(restored));
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void Other_cells_are_recognised_and_the_start_is_made_from_their_voltage(EstimatorKind kind)
    {
        (Restart restart, _) = Rested(kind, 0.8);
        byte[] snapshot = restart.Snapshot();
        foreach (double soc in new[] { 0.15, 0.3, 0.98 })
        {
            PackController restored = restart.Restored(snapshot, Day);
            int rejections = 0;
            for (int step = 0; step < 10; step++)
            {
                restart.Hold(1, QuietVolts(restart, soc), 0, restored);
                rejections += restored.Estimation.Reason == CorrectionReason.SnapshotRejected ? 1 : 0;
            }
            Assert.Equal(1, rejections);
            IStateEstimator estimator = restored.Estimation.Estimator;
            Assert.Equal((float)soc, estimator.Soc, 0.02f);
            Assert.InRange(estimator.SocSigma, 0.01f, 0.1f);
        }
    }

    [Fact]
    public void A_short_time_off_needs_no_trial()
    {
        (Restart restart, _) = Rested(EstimatorKind.Aekf, 0.8);
        byte[] snapshot = restart.Snapshot();
        Assert.False(restart.Restored(snapshot, EstimationStage.SoonMilliseconds).Estimation.OnTrial);
        Assert.True(restart.Restored(snapshot, EstimationStage.SoonMilliseconds + 1).Estimation.OnTrial);
    }

    [Fact]
    public void One_odd_voltage_decides_nothing()
    {
        (Restart restart, _) = Rested(EstimatorKind.Aekf, 0.8);
        byte[] snapshot = restart.Snapshot();
        PackController restored = restart.Restored(snapshot, Day);
        float soc = restored.Estimation.Estimator.Soc;
        restart.Hold(2, 3000000, 0, restored);
        restart.Hold(1, QuietVolts(restart, 0.8), 0, restored);
        restart.Hold(2, 4150000, 0, restored);
        Assert.True(restored.Estimation.OnTrial);
        Assert.Equal(soc, restored.Estimation.Estimator.Soc);
        restart.Hold(3, QuietVolts(restart, 0.8), 0, restored);
        Assert.False(restored.Estimation.OnTrial);
        Assert.Equal(soc, restored.Estimation.Estimator.Soc);
        // What never agrees is not trusted.
        PackController restless = restart.Restored(snapshot, Day);
        for (int step = 0; step < 62; step++)
            restart.Hold(1, step % 2 == 0 ? 3000000 : QuietVolts(restart, 0.8), 0, restless);
        Assert.False(restless.Estimation.OnTrial);
        Assert.NotEqual(soc, restless.Estimation.Estimator.Soc);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public void After_a_long_rest_the_estimate_is_reconciled_slowly(EstimatorKind kind)
    {
        (Restart restart, _) = Rested(kind, 0.8);
        byte[] snapshot = restart.Snapshot();
        // A hundred days: the estimate is unsure by a tenth, the voltage says 6 % less.
        PackController restored = restart.Restored(snapshot, 100 * Day);
        float soc = restored.Estimation.Estimator.Soc;
        float last = soc;
        bool reconciled = false;
        for (int step = 0; step < 320; step++)
        {
            restart.Hold(1, QuietVolts(restart, 0.74), 0, restored);
            IStateEstimator estimator = restored.Estimation.Estimator;
            Assert.InRange(last - estimator.Soc, -1e-6f, 0.005001f);
            reconciled |= restored.Estimation.Reason == CorrectionReason.SnapshotReconciled;
            last = estimator.Soc;
        }
        Assert.True(reconciled);
        Assert.Equal(0.74f, last, 0.015f);
        Assert.InRange(restored.Estimation.Estimator.SocSigma, 0.005f, 0.04f);
    }

    [Theory]
    [InlineData(0, 5000L, true, 5000L)]
    [InlineData(1, 5000L, true, EstimationStage.UnknownOffTime)]
    [InlineData(0, -1L, true, EstimationStage.UnknownOffTime)]
    [InlineData(0, 5000L, false, EstimationStage.UnknownOffTime)]
    [InlineData(0, 400000000000L, true, EstimationStage.UnknownOffTime)]
    [InlineData(0, 0L, true, 0L)]
    public void The_calendar_tells_the_time_off_where_both_its_ends_are_known(int without, long later, bool valid, long expected)
    {
        const long Written = 1700000000000;
        (Restart restart, _) = Rested(EstimatorKind.Coulomb, 0.8);
        restart.Measurements.UnixMilliseconds = Written;
        restart.Measurements.UnixValid = without == 0;
        restart.Running.Step(restart.Measurements);
        PackController restored = restart.Restored(restart.Snapshot(), EstimationStage.UnknownOffTime);
        Assert.Equal(expected, restored.Estimation.OffTime(Written + later, valid));
        // And the first step asks it.
        float before = restored.Estimation.Estimator.SocSigma;
        restart.Measurements.UnixMilliseconds = Written + later;
        restart.Measurements.UnixValid = valid;
        restored.Step(restart.Measurements);
        float widened = restored.Estimation.Estimator.SocSigma - before;
        Assert.Equal(expected < 0 ? 0.03f : expected / (float)Day * 0.001f, widened, 1e-5f);
    }

    [Fact]
    public void The_monotonic_time_of_a_restart_may_be_anything()
    {
        (Restart restart, _) = Rested(EstimatorKind.Aekf, 0.8);
        byte[] snapshot = restart.Snapshot();
        foreach (int now in new[] { 0, int.MaxValue - 2500, int.MinValue, -1 })
        {
            PackController restored = restart.Restored(snapshot, Hour);
            restart.Measurements.NowMilliseconds = now;
            restart.Hold(10, QuietVolts(restart, 0.8), 0, restored);
            Assert.False(restored.Measurement.TimeRanBackwards);
            Assert.False(restored.Estimation.OnTrial);
            Assert.Equal(0.8f, restored.Estimation.Estimator.Soc, 0.02f);
        }
    }

    private static (Restart Restart, ReferenceCell Cell) Rested(EstimatorKind kind, double soc)
    {
        PackConfiguration pack = PackBench.Pack(2, kind).With("Estimation.StartSigmaPermyriad", 200);
        var restart = new Restart(pack);
        var cell = new ReferenceCell(pack, soc);
        restart.Running.Estimation.Start((float)soc);
        for (int second = 0; second < 600; second++)
            restart.Hold(1, Microvolts(cell.Step(0.0, 1.0, 25.0)), 0, restart.Running);
        return (restart, cell);
    }

    private static int QuietVolts(Restart restart, double soc) => Microvolts(new ReferenceCell(restart.Pack, soc).Ocv(soc, 25.0));

    private static int Microvolts(double volts) => (int)Math.Round(volts * 1e6);
}
