using System;
using System.Linq;
using Bms.Hil.Reports;
using Bms.Hil.Scoring.Suites;
using Xunit;

namespace Bms.Hil.Tests.Scoring.Suites;

/// <summary>The thinned error over time keeps what matters, in bounded memory.</summary>
public sealed class ErrorTraceTests
{
    [Fact]
    public void A_short_recording_is_kept_as_it_is()
    {
        ErrorTrace trace = Of([(0, 0.1, 0.02), (1, -0.1, 0.03), (2, 0.2, 0.01)]);
        (double[] seconds, double[] errors) = trace.Line();
        Assert.Equal([0, 1, 2], seconds);
        Assert.Equal([0.1, -0.1, 0.2], errors.Select(error => Math.Round(error, 12)));
        (double[] bandSeconds, double[] twoSigma) = trace.Band();
        Assert.Equal([0, 1, 2], bandSeconds);
        Assert.Equal([0.04, 0.06, 0.02], twoSigma);
    }

    [Theory]
    [InlineData(0.1, 100_000)]
    [InlineData(10, 200_000)]
    [InlineData(1, 513)]
    public void Extremes_of_a_long_one_stay_at_their_times(double interval, int rows)
    {
        int low = rows / 3;
        int high = rows / 2;
        int wide = rows * 3 / 4;
        ErrorTrace trace = Of(Enumerable.Range(0, rows).Select(row => (row * interval, row == low ? -0.5 : row == high ? 0.4 : 0, row == wide ? 0.1 : 0.01)).ToArray());
        (double[] seconds, double[] errors) = trace.Line();
        Assert.InRange(seconds.Length, 200, 2 * ErrorTrace.MostBuckets);
        Assert.Equal(low * interval, seconds[Array.IndexOf(errors, errors.Min())], 6);
        Assert.Equal(high * interval, seconds[Array.IndexOf(errors, errors.Max())], 6);
        Assert.Equal((-0.5, 0.4), (Math.Round(errors.Min(), 12), Math.Round(errors.Max(), 12)));
        Assert.Equal(seconds.Order(), seconds);
        (double[] bandSeconds, double[] twoSigma) = trace.Band();
        Assert.InRange(wide * interval, bandSeconds[Array.IndexOf(twoSigma, 0.2)], bandSeconds[Array.IndexOf(twoSigma, 0.2)] + (rows * interval / 200));
    }

    [Fact]
    public void Time_that_runs_backwards_loses_nothing()
    {
        ErrorTrace trace = Of([(100, 0.1, 0), (200, 0.2, 0), (50, -0.3, 0), (300, 0, 0)]);
        Assert.Equal(-0.3, trace.Line().Errors.Min(), 12);
        Assert.True(new ErrorTrace().IsEmpty);
        Assert.False(trace.IsEmpty);
    }

    private static ErrorTrace Of((double Seconds, double Error, double Sigma)[] rows)
    {
        var trace = new ErrorTrace();
        foreach ((double seconds, double error, double sigma) in rows)
            trace.OnSample(new ReplaySample(seconds, 0.5 + error, 0.5, sigma, 3.7, 3.7, 0, 25));
        return trace;
    }
}
