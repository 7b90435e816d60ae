using System;
using System.Collections.Generic;
using Bms.Hil.Traces.Inspection;
using Xunit;

namespace Bms.Hil.Tests.Traces.Inspection;

public sealed class LogHistogramTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(60.004)]
    [InlineData(86400)]
    public void Median_of_equal_numbers_is_that_number(double value)
    {
        var histogram = new LogHistogram();
        for (int count = 0; count < 1000; count++)
            histogram.Add(value);
        Assert.Equal(value, histogram.Median(), value * 1e-12);
    }

    [Fact]
    public void Median_is_within_the_width_of_a_bin()
    {
        var random = new Random(5);
        var histogram = new LogHistogram();
        var values = new List<double>();
        for (int count = 0; count < 10_001; count++)
        {
            double value = Math.Pow(10, (6 * random.NextDouble()) - 3);
            histogram.Add(value);
            values.Add(value);
        }

        values.Sort();
        Assert.Equal(values[5000], histogram.Median(), values[5000] * 0.016);
        Assert.Equal(10_001, histogram.Count);
    }

    [Fact]
    public void Takes_extremes_and_nothing()
    {
        var histogram = new LogHistogram();
        Assert.True(double.IsNaN(histogram.Median()));
        histogram.Add(double.Epsilon);
        histogram.Add(1e12);
        histogram.Add(1e300);
        Assert.Equal(3, histogram.Count);
        Assert.True(histogram.Median() > 1);
    }
}
