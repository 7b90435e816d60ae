using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>The filter's covariance stays symmetric and positive definite, and nothing that it shows is ever not a number.</summary>
public sealed class FilterCovarianceTests
{
    private static readonly int[][] StatesInUse = [[0], [0, 2], [0, 1, 2, 3], [0, 1, 2, 3]];

    [Fact]
    public void The_covariance_stays_positive_definite_over_ten_million_steps() =>
        Drive(3, PackBench.Pack(3, EstimatorKind.Ekf), 10000000, 25, 3);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_covariance_stays_positive_definite_with_fewer_branches(int variant) =>
        Drive(variant, PackBench.Pack(variant, EstimatorKind.Ekf), 500000, 5, 100 + variant);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_covariance_stays_positive_definite_where_the_model_claims_to_be_nearly_perfect(int variant)
    {
        PackConfiguration pack = PackBench.Pack(variant, EstimatorKind.Ekf)
            .With("Cell.UncertaintyMicrovolts", 100)
            .With("Cell.UncertaintyOverpotentialPermille", 0)
            .With("Cell.UncertaintySocPermyriad", 0)
            .With("Estimation.SocWalkPartsPerMillion", 1)
            .With("Estimation.CurrentOffsetPermyriad", 0);
        Drive(variant, pack, 500000, 1, 200 + variant);
    }

    [Fact]
    public void The_covariance_stays_positive_definite_where_the_sensors_are_as_bad_as_can_be_configured()
    {
        PackConfiguration pack = PackBench.Pack(3, EstimatorKind.Ekf)
            .With("Estimation.SocWalkPartsPerMillion", 10000)
            .With("Estimation.CurrentOffsetPermyriad", 1000);
        Drive(3, pack, 500000, 1, 300);
    }

    [Fact]
    public void The_covariance_is_the_same_across_its_diagonal()
    {
        PackConfiguration pack = PackBench.Pack(3, EstimatorKind.Ekf);
        var filter = new ExtendedKalmanFilter(pack, new GroupModel(pack));
        var drive = new FilterDrive(7);
        int correlated = 0;
        for (int step = 0; step < 10000; step++)
        {
            drive.Step(filter);
            for (int entry = 0; entry < 16; entry++)
            {
                float covariance = filter.Covariance(entry >> 2, entry & 3);
                Assert.Equal(covariance, filter.Covariance(entry & 3, entry >> 2));
                if (covariance != 0f && entry >> 2 != (entry & 3))
                    correlated++;
            }
        }
        Assert.True(correlated > 10000);
    }

    private static void Drive(int variant, PackConfiguration pack, int steps, int checkEvery, int seed)
    {
        var filter = new ExtendedKalmanFilter(pack, new GroupModel(pack));
        filter.Restart(0.7f, 0.3f);
        var drive = new FilterDrive(seed);
        for (int step = 0; step < steps; step++)
        {
            drive.Step(filter);
            if (step % checkEvery != 0)
                continue;
            if (!IsPositiveDefinite(filter, StatesInUse[variant]))
                Assert.Fail($"not positive definite at step {step}");
            if (!Healthy(filter))
                Assert.Fail($"step {step}: SOC {filter.Soc}, sigma {filter.SocSigma}, volts {filter.PredictedVolts}, h {filter.Hysteresis}");
        }
        Assert.True(drive.Corrections > steps / 4);
        Assert.True(drive.Limited > 0);
    }

    private static bool Healthy(ExtendedKalmanFilter filter) => filter.Soc is >= 0f and <= 1f
        && filter.SocSigma is > 0f and < 0.51f
        && float.IsFinite(filter.PredictedVolts)
        && float.IsFinite(filter.MiddleAmps)
        && float.IsFinite(filter.SlowAmps)
        && filter.Hysteresis is >= -1f and <= 1f
        && filter.CorrectionSoc is >= -0.501f and <= 0.501f;

    /// <summary>Cholesky's factorisation in double over the states in use.</summary>
    private static bool IsPositiveDefinite(ExtendedKalmanFilter filter, int[] states)
    {
        Span<double> factor = stackalloc double[16];
        for (int row = 0; row < states.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = filter.Covariance(states[row], states[column]);
                for (int index = 0; index < column; index++)
                    sum -= factor[(row * 4) + index] * factor[(column * 4) + index];
                if (row != column)
                    factor[(row * 4) + column] = sum / factor[(column * 4) + column];
                else if (sum > 0.0)
                    factor[(row * 4) + row] = Math.Sqrt(sum);
                else
                    return false;
            }
        }
        return true;
    }
}
