using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>The adaptive filters' single-precision arithmetic against full matrices in double: the same equations, the same results.</summary>
public sealed class AdaptiveReferenceTests
{
    [Theory]
    [InlineData(EstimatorKind.Aekf, 0, 11)]
    [InlineData(EstimatorKind.Aekf, 1, 12)]
    [InlineData(EstimatorKind.Aekf, 2, 13)]
    [InlineData(EstimatorKind.Aekf, 3, 14)]
    [InlineData(EstimatorKind.Aekf, 3, 15)]
    [InlineData(EstimatorKind.Spkf, 0, 11)]
    [InlineData(EstimatorKind.Spkf, 1, 12)]
    [InlineData(EstimatorKind.Spkf, 2, 13)]
    [InlineData(EstimatorKind.Spkf, 3, 14)]
    [InlineData(EstimatorKind.Spkf, 3, 15)]
    public void States_and_covariance_are_those_of_full_matrices_in_double(EstimatorKind kind, int variant, int seed)
    {
        PackConfiguration pack = PackBench.Pack(variant, kind);
        var filter = new AdaptiveFilter(kind, pack);
        AdaptiveReference reference = kind == EstimatorKind.Aekf
            ? new AdaptiveReference(pack, 0.8, 0.1)
            : new SigmaPointReference(pack, 0.8, 0.1);
        filter.Estimator.Restart(0.8f, 0.1f);
        var drive = new ModelledDrive(pack, 0.72, seed);
        for (int step = 0; step < 20000; step++)
        {
            EstimatorInput input = drive.Next();
            filter.Estimator.Step(input);
            reference.Step(input);
            Assert.Equal(reference.X[0], filter.State(AdaptiveFilter.Soc), 1e-4);
            for (int state = 1; state < AdaptiveFilter.States; state++)
                Close(step, state, state, reference.X[state], filter.State(state), 0.02 * Math.Sqrt(reference.P[state, state]));
            for (int entry = 0; entry < 36; entry++)
            {
                int row = entry / 6;
                int column = entry % 6;
                double scale = Math.Sqrt(reference.P[row, row] * reference.P[column, column]);
                Close(step, row, column, reference.P[row, column], filter.Covariance(row, column), 2e-3 * scale);
            }
        }
        Assert.True(reference.Updates > 8000);
    }

    private static void Close(int step, int row, int column, double expected, double found, double tolerance)
    {
        if (Math.Abs(expected - found) > tolerance + 1e-12)
            Assert.Fail($"step {step}, {row}/{column}: expected {expected:G6}, found {found:G6}, tolerance {tolerance:G3}");
    }
}
