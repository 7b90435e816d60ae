using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>The adaptive filters' covariance stays a covariance, and no number in them ever leaves the normal ones.</summary>
public sealed class AdaptiveCovarianceTests
{
    private const int Steps = 100000;

    [Theory]
    [InlineData(EstimatorKind.Aekf, 0, 21)]
    [InlineData(EstimatorKind.Aekf, 1, 22)]
    [InlineData(EstimatorKind.Aekf, 2, 23)]
    [InlineData(EstimatorKind.Aekf, 3, 24)]
    [InlineData(EstimatorKind.Spkf, 0, 21)]
    [InlineData(EstimatorKind.Spkf, 1, 22)]
    [InlineData(EstimatorKind.Spkf, 2, 23)]
    [InlineData(EstimatorKind.Spkf, 3, 24)]
    public void The_covariance_stays_positive_whatever_is_lost_and_however_it_is_sampled(EstimatorKind kind, int variant, int seed) =>
        Drive(kind, PackBench.Pack(variant, kind), seed, wide: true);

    [Theory]
    [InlineData(EstimatorKind.Aekf, 100, 0, 0, 0)]
    [InlineData(EstimatorKind.Aekf, 60000, 2000, 300, 100000)]
    [InlineData(EstimatorKind.Aekf, 1000, 2000, 0, 100000)]
    [InlineData(EstimatorKind.Aekf, 10000, 0, 300, 0)]
    [InlineData(EstimatorKind.Spkf, 100, 0, 0, 0)]
    [InlineData(EstimatorKind.Spkf, 60000, 2000, 300, 100000)]
    [InlineData(EstimatorKind.Spkf, 1000, 2000, 0, 100000)]
    [InlineData(EstimatorKind.Spkf, 10000, 0, 300, 0)]
    public void The_covariance_stays_positive_at_the_ends_of_the_settings(EstimatorKind kind, int update, int offset, int capacity, int walk)
    {
        PackConfiguration pack = PackBench.Pack(3, kind)
            .With("Estimation.UpdateMilliseconds", update)
            .With("Estimation.SensorOffsetPermyriad", offset)
            .With("Estimation.CapacityErrorPermille", capacity)
            .With("Estimation.ResistanceWalkPartsPerMillion", walk);
        Drive(kind, pack, 30 + walk, wide: false);
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf, 300)]
    [InlineData(EstimatorKind.Aekf, 0)]
    [InlineData(EstimatorKind.Spkf, 300)]
    [InlineData(EstimatorKind.Spkf, 0)]
    public void A_rest_of_days_leaves_no_subnormal_number(EstimatorKind kind, int offset)
    {
        PackConfiguration pack = PackBench.Pack(3, kind).With("Estimation.SensorOffsetPermyriad", offset);
        var filter = new AdaptiveFilter(kind, pack);
        filter.Estimator.Restart(0.7f, 0.1f);
        var drive = new WideDrive(5, 10.0);
        for (int step = 0; step < 2000; step++)
            drive.Step(filter.Estimator);
        var input = new EstimatorInput { ElapsedMilliseconds = 10000, CurrentKnown = true, TemperatureCentidegrees = 2500, Resting = true };
        for (int step = 0; step < 50000; step++)
        {
            // Voltages for the first half, then none.
            input.VoltageKnown = step < 25000;
            input.CellMicrovolts = (int)(filter.Estimator.PredictedVolts * 1e6f);
            filter.Estimator.Step(input);
            Assert.True(filter.Fields.FirstUnsound() is null, $"step {step}: {filter.Fields.FirstUnsound()}");
        }
    }

    private static void Drive(EstimatorKind kind, PackConfiguration pack, int seed, bool wide)
    {
        var filter = new AdaptiveFilter(kind, pack);
        filter.Estimator.Restart(0.7f, 0.3f);
        Assert.True(filter.Fields.Count > 60);
        var drive = new WideDrive(seed, pack.ParallelCells * 2.5);
        double smallest = 1.0;
        for (int step = 0; step < Steps; step++)
        {
            drive.Step(filter.Estimator);
            double pivot = filter.SmallestPivot();
            smallest = pivot < smallest ? pivot : smallest;
            if (pivot <= 0.0)
                Assert.Fail($"indefinite at step {step}: {pivot}");
            if (filter.Fields.FirstUnsound() is string unsound)
                Assert.Fail($"step {step}: {unsound}");
            if (!Healthy(filter))
                Assert.Fail($"step {step}: {filter}");
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"smallest pivot {smallest:E2}");
        Assert.True(drive.Corrections > (wide ? 20000 : 1000), $"{drive.Corrections} corrections");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(' ', drive.Reasons) + $" {drive.AtEmpty} {drive.AtFull}");
        Assert.True(wide ? drive.AtEmpty > 100 && drive.AtFull > 100 : drive.AtEmpty + drive.AtFull > 100, $"{drive.AtEmpty} times empty, {drive.AtFull} times full");
        Assert.True(drive.Reasons[(int)CorrectionReason.InnovationLimited] > 10);
        Assert.True(drive.Reasons[(int)CorrectionReason.RangeLimited] > 10);
    }

    private static bool Healthy(AdaptiveFilter filter) => filter.Estimator.Soc is >= 0f and <= 1f
        && filter.Estimator.SocSigma is > 0f and < 0.51f
        && filter.State(AdaptiveFilter.Hysteresis) is >= -1.00001 and <= 1.00001
        && filter.State(AdaptiveFilter.Resistance) is >= -0.70001 and <= 3.00001
        && filter.State(AdaptiveFilter.Gain) is >= -0.40001 and <= 0.40001;
}
