using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Estimation;
using Bms.Core.PackState;
using Xunit;

namespace Bms.Core.Tests.PackState;

/// <summary>Total least squares against a straightforward minimum in double precision, and what must never come out.</summary>
public sealed class CapacityFitTests
{
    private const double Prior = 0.15;
    private const double Kept = 0.95;
    private const double K = CapacityFit.Stretch;

    [Theory]
    [InlineData(1.25, 0.01)]
    [InlineData(0.83, 0.01)]
    [InlineData(1.0, 0.03)]
    [InlineData(0.6, 0.002)]
    public void The_minimum_is_the_one_of_a_search_in_double_precision(double truth, double sigma)
    {
        var random = new Random(7);
        var fit = new CapacityFit((float)Prior, (float)Kept, 0f);
        var pairs = new List<(double X, double Y, double VarianceX, double VarianceY)>();
        for (int pair = 0; pair < 60; pair++)
        {
            double span = 0.25 + (0.6 * random.NextDouble());
            double x = (span / truth) + (sigma * Gaussian(random));
            pairs.Add((x, span, sigma * sigma * (0.5 + random.NextDouble()), sigma * sigma / K / K));
            (double px, double py, double vx, double vy) = pairs[^1];
            Give(fit, px, py, vx, vy);
            Assert.InRange(fit.Ratio, 0.997 * Search(pairs), 1.003 * Search(pairs));
        }
        Assert.InRange(fit.Ratio, truth - (4 * fit.Sigma), truth + (4 * fit.Sigma));
        Assert.InRange(Math.Abs(fit.Ratio - truth), 0, 0.03 * truth);
    }

    [Fact]
    public void A_capacity_that_falls_is_followed()
    {
        var random = new Random(3);
        var fit = new CapacityFit((float)Prior, (float)Kept, 0f);
        for (int pair = 0; pair < 300; pair++)
        {
            double truth = 1 - (0.2 * pair / 300);
            Give(fit, (0.5 / truth) + (0.01 * Gaussian(random)), 0.5, 1e-4, 1e-6);
            if (pair > 50)
                Assert.InRange(fit.Ratio, truth - 0.04, truth + 0.04);
        }
    }

    [Fact]
    public void A_proposal_replaces_the_one_before_it_until_it_is_committed()
    {
        var replaced = new CapacityFit((float)Prior, (float)Kept, 0f);
        var single = new CapacityFit((float)Prior, (float)Kept, 0f);
        replaced.Propose(0.3f, 0.9f, 1e-4f, 1e-6f);
        replaced.Propose(0.5f, 0.5f, 1e-4f, 1e-6f);
        Settle(replaced);
        single.Propose(0.5f, 0.5f, 1e-4f, 1e-6f);
        Settle(single);
        Assert.Equal(single.Ratio, replaced.Ratio, 1e-5f);
    }

    [Fact]
    public void Nothing_that_a_pair_may_be_gives_anything_but_a_number_within_its_range()
    {
        float[] spans = [0f, 1e-6f, 0.25f, 1f, 3f];
        float[] variances = [0f, 1e-12f, 1e-4f, 1f, 1e6f];
        var fit = new CapacityFit((float)Prior, (float)Kept, 0.005f);
        foreach (float x in spans)
        {
            foreach (float y in spans)
            {
                foreach (float v in variances)
                {
                    foreach (float w in variances)
                    {
                        fit.Propose(x, y, v, w);
                        Settle(fit);
                        Assert.InRange(fit.Ratio, CapacityFit.LowestRatio, CapacityFit.HighestRatio);
                        Assert.True(float.IsFinite(fit.Sigma) && fit.Sigma > 0);
                        fit.Commit();
                    }
                }
            }
        }
    }

    [Fact]
    public void The_bound_holds_the_sensors_gain_and_never_falls_below_half_of_a_pair()
    {
        var fit = new CapacityFit((float)Prior, (float)Kept, 0.01f);
        for (int pair = 0; pair < 1000; pair++)
            Give(fit, 0.5, 0.5, 2e-4, 1e-6);
        Assert.InRange(fit.Sigma, 0.5f * MathF.Sqrt(2e-4f) / 0.5f, 0.03f);
    }

    [Fact]
    public void A_snapshot_keeps_every_bit()
    {
        var fit = new CapacityFit((float)Prior, (float)Kept, 0f);
        Give(fit, 0.5, 0.6, 1e-4, 1e-6);
        fit.Propose(0.4f, 0.5f, 1e-4f, 1e-6f);
        Settle(fit);
        byte[] bytes = new byte[256];
        var archive = new StateArchive();
        archive.BeginWriting(bytes, 0, bytes.Length);
        fit.Transfer(archive);
        Assert.True(archive.Sound);
        var other = new CapacityFit((float)Prior, (float)Kept, 0f);
        archive.BeginChecking(bytes, 0, bytes.Length);
        other.Transfer(archive);
        Assert.True(archive.Sound);
        archive.BeginReading(bytes, 0, bytes.Length);
        other.Transfer(archive);
        Assert.Equal(fit.Ratio, other.Ratio);
        Assert.Equal(fit.Sigma, other.Sigma);
        Give(fit, 0.3, 0.3, 1e-4, 1e-6);
        Give(other, 0.3, 0.3, 1e-4, 1e-6);
        Assert.Equal(fit.Ratio, other.Ratio);
    }

    private static void Give(CapacityFit fit, double x, double y, double varianceX, double varianceY)
    {
        fit.Propose((float)x, (float)y, (float)varianceX, (float)varianceY);
        Settle(fit);
        fit.Commit();
    }

    private static void Settle(CapacityFit fit)
    {
        for (int step = 0; step < CapacityFit.Iterations; step++)
            fit.Iterate();
    }

    /// <summary>Plett's approximate cost over a fine grid of ratios, pair by pair.</summary>
    private static double Search(List<(double X, double Y, double VarianceX, double VarianceY)> pairs)
    {
        double Cost(double q)
        {
            double sum = Square(K - q) / Square((q * q) + 1) * ((q * q) + 1) / (Prior * Prior) * Math.Pow(Kept, pairs.Count);
            for (int index = 0; index < pairs.Count; index++)
            {
                (double x, double y, double vx, double vy) = pairs[index];
                double vk = Math.Clamp(K * K * vy, 0.25 * vx, 4 * vx);
                sum += Math.Pow(Kept, pairs.Count - 1 - index) * Square((K * y) - (q * x)) / Square((q * q) + 1) * ((q * q / vx) + (1 / vk));
            }
            return sum;
        }
        return Enumerable.Range(3000, 17000).Select(step => step * 1e-4).MinBy(ratio => Cost(K * ratio));
    }

    private static double Square(double value) => value * value;

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
