using System;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(2.9, 4.21, 4, "3.0 3.5 4.0")]
    [InlineData(-5, 3, 4, "−4 −2 0 2")]
    [InlineData(0, 1_000_000, 4, "0 0.5e6 1.0e6")]
    [InlineData(0, 3e-7, 3, "0 1e-7 2e-7 3e-7")]
    [InlineData(24.95, 25.05, 6, "24.96 24.98 25.00 25.02 25.04")]
    public void Numbers_stand_at_round_steps(double low, double high, int wanted, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Ticks.Numbers(low, high, wanted).Labels));
    }

    [Theory]
    [InlineData(10, "s", "0 2 4 6 8 10")]
    [InlineData(600, "min", "0 2 4 6 8 10")]
    [InlineData(7_200, "min", "0 30 60 90 120")]
    [InlineData(36_000, "h", "0 2 4 6 8 10")]
    [InlineData(86_400 * 4, "d", "0 1 2 3 4")]
    public void Time_is_told_in_the_unit_that_fits(double seconds, string unit, string expected)
    {
        Ticks ticks = Ticks.Time(0, seconds, 5);
        Assert.Equal(unit, ticks.Unit);
        Assert.Equal(expected, string.Join(' ', ticks.Labels));
    }

    [Fact]
    public void Any_range_gets_few_rising_ticks_inside_it_that_differ()
    {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++)
        {
            double middle = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 300));
            double span = Math.Max(Math.Abs(middle) * Math.Pow(10, -random.NextDouble() * 8), 1e-12);
            int wanted = random.Next(2, 12);
            Ticks ticks = Ticks.Numbers(middle - span, middle + span, wanted);
            Assert.InRange(ticks.Values.Length, 2, Math.Max(wanted, 5) + 1);
            Assert.Equal(ticks.Values.Length, new System.Collections.Generic.HashSet<string>(ticks.Labels).Count);
            for (int index = 0; index < ticks.Values.Length; index++)
            {
                Assert.InRange(ticks.Values[index], middle - span * 1.000001, middle + span * 1.000001);
                Assert.True(index == 0 || ticks.Values[index] > ticks.Values[index - 1]);
            }
        }
    }
}
