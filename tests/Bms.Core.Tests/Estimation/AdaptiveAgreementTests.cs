using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>The two filters over the same states, one with lines and one with points, agree on the same inputs.</summary>
public sealed class AdaptiveAgreementTests
{
    [Theory]
    [InlineData(0, 0.3, 0.5)]
    [InlineData(1, 0.8, 0.6)]
    [InlineData(2, 0.3, 0.3)]
    [InlineData(3, 0.7, 0.9)]
    [InlineData(3, 0.55, 0.45)]
    public void On_the_same_inputs_they_stay_within_one_percent(int variant, double truth, double told)
    {
        PackConfiguration pack = PackBench.Pack(variant, EstimatorKind.Aekf);
        var lines = new AdaptiveFilter(EstimatorKind.Aekf, pack);
        var points = new AdaptiveFilter(EstimatorKind.Spkf, pack);
        lines.Estimator.Restart((float)told, 0.2f);
        points.Estimator.Restart((float)told, 0.2f);
        var drive = new ModelledDrive(pack, truth, 90 + variant);
        double worst = 0.0;
        double worstSigma = 0.0;
        double apart = 0.0;
        for (int step = 0; step < 20000; step++)
        {
            EstimatorInput input = drive.Next();
            lines.Estimator.Step(input);
            points.Estimator.Step(input);
            double difference = Math.Abs(lines.Estimator.Soc - points.Estimator.Soc);
            apart = Math.Max(apart, difference);
            // After the first minutes: while a start is wrong by much, the width over which each looks at the OCV differs.
            if (step < 1000)
                continue;
            worst = Math.Max(worst, difference);
            worstSigma = Math.Max(worstSigma, Math.Abs(lines.Estimator.SocSigma - points.Estimator.SocSigma));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{worst:F5} apart, sigmas {worstSigma:F5}, {apart:F5} at first");
        Assert.InRange(worst, 0.0, 0.01);
        // Where a plateau ends, one sees the slope a little before the other.
        Assert.InRange(worstSigma, 0.0, 0.035);
        // They are not the same filter.
        Assert.True(apart > 1e-6);
    }
}
