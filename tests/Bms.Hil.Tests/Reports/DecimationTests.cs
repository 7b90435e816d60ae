using System;
using System.Collections.Generic;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class DecimationTests
{
    private const int Buckets = 50;

    [Fact]
    public void Every_bucket_keeps_its_extremes_and_nothing_is_invented()
    {
        var random = new Random(42);
        for (int round = 0; round < 300; round++)
        {
            (double[] x, double[] y) = Series(random, random.Next(1, 3_000), gaps: round % 3 == 0);
            List<PlotPoint> points = Decimation.MinimumMaximum(x, y, 0, 1, Buckets, round % 2 == 0 ? [] : [0.3, 0.7]);
            var given = new HashSet<(double, double)>();
            for (int index = 0; index < x.Length; index++)
                given.Add((x[index], y[index]));
            foreach (PlotPoint point in points)
                Assert.True(point.IsBreak || given.Contains((point.X, point.Y)));
            Assert.Equal(Extremes(x, y), Extremes(points));
        }
    }

    [Fact]
    public void Rising_x_gives_two_points_a_bucket_at_most()
    {
        (double[] x, double[] y) = Series(new Random(1), 100_000, gaps: false);
        Assert.InRange(Decimation.MinimumMaximum(x, y, 0, 1, Buckets, []).Count, Buckets, 2 * Buckets);
    }

    [Fact]
    public void Alternating_gaps_do_not_undo_the_bound()
    {
        (double[] x, double[] y) = Series(new Random(1), 100_000, gaps: false);
        for (int index = 0; index < y.Length; index += 2)
            y[index] = double.NaN;
        Assert.InRange(Decimation.MinimumMaximum(x, y, 0, 1, Buckets, []).Count, Buckets, 3 * Buckets);
    }

    [Fact]
    public void Around_a_mark_every_sample_stays()
    {
        (double[] x, double[] y) = Series(new Random(3), 20_000, gaps: false);
        List<PlotPoint> points = Decimation.MinimumMaximum(x, y, 0, 1, Buckets, [x[8_000]]);
        for (int index = 8_000 - Decimation.KeptEachSide; index <= 8_000 + Decimation.KeptEachSide; index++)
            Assert.Contains(new PlotPoint(x[index], y[index]), points);
        Assert.InRange(points.Count, 0, 2 * Buckets + 2 * Decimation.KeptEachSide + 5);
    }

    [Fact]
    public void A_gap_wider_than_a_bucket_breaks_the_line_once()
    {
        (double[] x, double[] y) = Series(new Random(4), 10_000, gaps: false);
        Array.Fill(y, double.NaN, 4_000, 2_000);
        List<PlotPoint> points = Decimation.MinimumMaximum(x, y, 0, 1, Buckets, []);
        Assert.Single(points, point => point.IsBreak);
    }

    [Fact]
    public void An_envelope_holds_every_bound()
    {
        var random = new Random(5);
        (double[] x, double[] y) = Series(random, 5_000, gaps: true);
        double[] upper = Array.ConvertAll(y, value => value + 1);
        List<BandPoint> points = Decimation.Envelope(x, y, upper, 0, 1, Buckets);
        Assert.InRange(points.Count, Buckets / 2, 2 * Buckets);
        double low = double.MaxValue;
        double high = double.MinValue;
        foreach (BandPoint point in points)
        {
            if (point.IsBreak)
                continue;
            (low, high) = (Math.Min(low, point.Lower), Math.Max(high, point.Upper));
        }
        (double least, double most) = WholeRange(y);
        Assert.Equal((least, most + 1), (low, high));
    }

    private static (double[] X, double[] Y) Series(Random random, int length, bool gaps)
    {
        var x = new double[length];
        var y = new double[length];
        for (int index = 0; index < length; index++)
        {
            x[index] = (double)index / length;
            y[index] = gaps && random.Next(10) == 0 ? double.NaN : random.Next(20) == 0 ? random.NextDouble() * 1e6 : random.NextDouble();
        }
        return (x, y);
    }

    /// <summary>Smallest and largest value of every bucket that has any.</summary>
    private static Dictionary<int, (double, double)> Extremes(double[] x, double[] y)
    {
        var points = new List<PlotPoint>();
        for (int index = 0; index < x.Length; index++)
            points.Add(new PlotPoint(x[index], y[index]));
        return Extremes(points);
    }

    private static Dictionary<int, (double, double)> Extremes(List<PlotPoint> points)
    {
        var extremes = new Dictionary<int, (double Low, double High)>();
        foreach (PlotPoint point in points)
        {
            if (point.IsBreak)
                continue;
            int bucket = (int)(point.X * Buckets);
            extremes[bucket] = extremes.TryGetValue(bucket, out (double Low, double High) known)
                ? (Math.Min(known.Low, point.Y), Math.Max(known.High, point.Y))
                : (point.Y, point.Y);
        }
        return extremes;
    }

    private static (double Low, double High) WholeRange(double[] values)
    {
        var range = new ValueRange();
        range.Include(values);
        return (range.Low, range.High);
    }
}
