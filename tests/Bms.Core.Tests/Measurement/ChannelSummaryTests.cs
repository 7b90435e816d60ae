using System;
using System.Linq;
using Bms.Core.Measurement;
using Xunit;

namespace Bms.Core.Tests.Measurement;

/// <summary>Which channels can be used, and what their extremes are.</summary>
public sealed class ChannelSummaryTests
{
    private const int Lowest = 500000;
    private const int Highest = 5000000;
    private const int MaximumAge = 500;

    [Theory]
    [InlineData(Lowest, true)]
    [InlineData(Lowest - 1, false)]
    [InlineData(Highest, true)]
    [InlineData(Highest + 1, false)]
    [InlineData(0, false)]
    [InlineData(int.MinValue, false)]
    [InlineData(int.MaxValue, false)]
    public void A_value_is_plausible_up_to_both_ends_of_its_range(int value, bool usable) => Assert.Equal(usable, Judged(value, 0, true));

    [Theory]
    [InlineData(0, true)]
    [InlineData(MaximumAge, true)]
    [InlineData(MaximumAge + 1, false)]
    [InlineData(int.MaxValue, false)]
    [InlineData(-1, false)]
    [InlineData(int.MinValue, false)]
    public void A_sample_is_usable_up_to_its_largest_age_and_not_from_the_future(int age, bool usable) =>
        Assert.Equal(usable, Judged(1000000, age, true));

    [Fact]
    public void What_the_driver_does_not_trust_is_not_used() => Assert.False(Judged(1000000, 0, false));

    [Fact]
    public void Extremes_sum_and_losses_are_those_of_the_usable_channels()
    {
        var random = new Random(12);
        for (int trial = 0; trial < 3000; trial++)
        {
            int count = random.Next(1, 33);
            int[] values = new int[count];
            int[] ages = new int[count];
            bool[] valid = new bool[count];
            for (int channel = 0; channel < count; channel++)
            {
                values[channel] = random.Next(400000, 5100000);
                ages[channel] = random.Next(-20, 540);
                valid[channel] = random.Next(8) != 0;
            }
            bool[] usable = new bool[count];
            var summary = new ChannelSummary(usable, Lowest, Highest, MaximumAge, new ChannelChecks(usable.Length, true, 0, 0, 0, 0));
            summary.Judge(values, ages, valid, 1000, true);
            int[] good = Enumerable.Range(0, count)
                .Where(c => valid[c] && values[c] is >= Lowest and <= Highest && ages[c] is >= 0 and <= MaximumAge).ToArray();
            Assert.Equal(good, Enumerable.Range(0, count).Where(c => usable[c]));
            Assert.Equal(good.Length, summary.UsableCount);
            Assert.Equal(count - good.Length, summary.LostCount);
            Assert.Equal(Enumerable.Range(0, count).Except(good).DefaultIfEmpty(-1).First(), summary.FirstLostChannel);
            Assert.Equal(good.Sum(c => (long)values[c]), summary.Sum);
            if (good.Length == 0)
            {
                Assert.Equal(0, summary.Mean);
                continue;
            }
            Assert.Equal(good.Max(c => values[c]), summary.Maximum);
            Assert.Equal(good.Min(c => values[c]), summary.Minimum);
            Assert.Equal(summary.Maximum, values[summary.MaximumChannel]);
            Assert.Equal(summary.Minimum, values[summary.MinimumChannel]);
            Assert.True(summary.Fresh);
            Assert.Equal((int)(good.Sum(c => (long)values[c]) / good.Length), summary.Mean);
        }
    }

    private static bool Judged(int value, int age, bool valid)
    {
        bool[] usable = new bool[1];
        var summary = new ChannelSummary(usable, Lowest, Highest, MaximumAge, new ChannelChecks(usable.Length, true, 0, 0, 0, 0));
        summary.Judge([value], [age], [valid], 1000, true);
        Assert.Equal(usable[0] ? 1 : 0, summary.UsableCount);
        return usable[0];
    }
}
