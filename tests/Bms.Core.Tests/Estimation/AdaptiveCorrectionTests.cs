using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>No correction of an adaptive filter is a jump, and each says why it was made.</summary>
public sealed class AdaptiveCorrectionTests
{
    private const double MostPerSecond = 0.005;

    [Theory]
    [InlineData(EstimatorKind.Aekf, 1, 1000)]
    [InlineData(EstimatorKind.Aekf, 3, 1000)]
    [InlineData(EstimatorKind.Aekf, 3, 10000)]
    [InlineData(EstimatorKind.Spkf, 1, 1000)]
    [InlineData(EstimatorKind.Spkf, 3, 1000)]
    [InlineData(EstimatorKind.Spkf, 3, 10000)]
    public void Every_correction_is_bounded_by_the_time_it_had_and_carries_its_reason(EstimatorKind kind, int variant, int update)
    {
        PackConfiguration pack = PackBench.Pack(variant, kind).With("Estimation.UpdateMilliseconds", update);
        var filter = new AdaptiveFilter(kind, pack);
        // Far from any truth: the wild voltages of the drive pull it about.
        filter.Estimator.Restart(0.5f, 0.5f);
        var drive = new WideDrive(variant, 2.5 * pack.ParallelCells);
        long milliseconds = 0;
        int[] limited = new int[8];
        bool first = true;
        for (int step = 0; step < 50000; step++)
        {
            drive.Step(filter.Estimator);
            milliseconds += drive.LastMilliseconds;
            CorrectionReason reason = filter.Estimator.Reason;
            float moved = filter.Estimator.CorrectionSoc;
            limited[(int)reason]++;
            if (reason == CorrectionReason.None)
                Assert.Equal(0f, moved);
            bool updated = first || milliseconds >= update;
            if (!updated)
                Assert.Equal(0f, moved);
            double seconds = milliseconds > 0 ? milliseconds * 1e-3 : 1.0;
            Assert.InRange(Math.Abs(moved), 0.0, (MostPerSecond * seconds) + 1e-6);
            if (updated)
                milliseconds = 0;
            first = false;
        }
        Assert.True(update > 1000 || limited[(int)CorrectionReason.RateLimited] > 5, $"{limited[(int)CorrectionReason.RateLimited]} at the bound");
        Assert.True(limited[(int)CorrectionReason.VoltageInnovation] > 1000);
        Assert.True(limited[(int)CorrectionReason.InnovationLimited] > 5);
        Assert.True(update > 1000 || limited[(int)CorrectionReason.RangeLimited] > 5);
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Spkf)]
    public void The_first_sample_after_boot_moves_the_estimate_by_no_more_than_a_second_may_peer_defect_11(EstimatorKind kind)
    {
        PackConfiguration pack = PackBench.Pack(3, kind);
        foreach (float start in new[] { 0f, 0.05f, 0.5f, 0.95f, 1f })
        {
            foreach (int microvolts in new[] { 500000, 2800000, 3600000, 4200000, 4990000 })
            {
                foreach (int elapsed in new[] { 0, 100, 1000 })
                {
                    var filter = new AdaptiveFilter(kind, pack);
                    filter.Estimator.Restart(start, 0.5f);
                    filter.Estimator.Step(Sample(microvolts, elapsed));
                    Assert.InRange(Math.Abs(filter.Estimator.Soc - start), 0.0, MostPerSecond + 1e-6);
                    // Nor do those that follow move it faster.
                    float before = filter.Estimator.Soc;
                    for (int second = 1; second <= 60; second++)
                    {
                        filter.Estimator.Step(Sample(microvolts, 1000));
                        Assert.InRange(Math.Abs(filter.Estimator.Soc - before), 0.0, MostPerSecond + 2e-4);
                        before = filter.Estimator.Soc;
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Spkf)]
    public void One_wild_voltage_does_little(EstimatorKind kind)
    {
        PackConfiguration pack = PackBench.Pack(3, kind);
        ModelledRun quiet = Run(kind, pack);
        ModelledRun struck = Run(kind, pack);
        quiet.Run(3600);
        struck.Run(3600);
        Assert.Equal(quiet.Filter.Estimator.Soc, struck.Filter.Estimator.Soc);
        quiet.Run(1);
        struck.WildVolts = 4.9;
        struck.Run(1);
        struck.WildVolts = 0.0;
        Assert.Equal(CorrectionReason.InnovationLimited, struck.Filter.Estimator.Reason);
        double worst = 0.0;
        for (int second = 0; second < 1800; second++)
        {
            worst = Math.Max(worst, Math.Abs(quiet.Filter.Estimator.Soc - struck.Filter.Estimator.Soc));
            quiet.Run(1);
            struck.Run(1);
        }
        Assert.InRange(worst, 1e-7, 0.003);
        Assert.InRange(Math.Abs(quiet.Filter.Estimator.Soc - struck.Filter.Estimator.Soc), 0.0, 0.0005);
    }

    private static ModelledRun Run(EstimatorKind kind, PackConfiguration pack)
    {
        var run = new ModelledRun(kind, new ModelledCell(pack, 0.8), pack, 0.65, 0.92, 5);
        run.Filter.Estimator.Restart(0.8f, 0.05f);
        return run;
    }

    private static EstimatorInput Sample(int microvolts, int milliseconds) => new()
    {
        ElapsedMilliseconds = milliseconds,
        CurrentKnown = true,
        VoltageKnown = true,
        CellMicrovolts = microvolts,
        TemperatureCentidegrees = 2500,
        Resting = true,
    };
}
