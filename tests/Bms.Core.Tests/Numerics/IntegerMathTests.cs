using System;
using Bms.Core.Numerics;
using Xunit;

namespace Bms.Core.Tests.Numerics;

/// <summary>The edges of the saturating helpers.</summary>
public sealed class IntegerMathTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(-int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void A_magnitude_never_wraps(int value, int expected) => Assert.Equal(expected, IntegerMath.Abs(value));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(int.MaxValue, 0, int.MaxValue)]
    [InlineData(int.MaxValue, 1, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    [InlineData(1, int.MaxValue, int.MaxValue)]
    [InlineData(1 << 30, (1 << 30) - 1, int.MaxValue)]
    [InlineData(3, 4, 7)]
    public void A_sum_stops_at_the_largest_int(int left, int right, int expected) =>
        Assert.Equal(expected, IntegerMath.AddSaturating(left, right));

    [Theory]
    [InlineData(long.MinValue, -5, 5, -5)]
    [InlineData(long.MaxValue, -5, 5, 5)]
    [InlineData(-5, -5, 5, -5)]
    [InlineData(4, -5, 5, 4)]
    public void A_clamp_holds_both_ends(long value, long lowest, long highest, long expected) =>
        Assert.Equal(expected, IntegerMath.Clamp(value, lowest, highest));

    [Fact]
    public void A_long_becomes_the_nearest_float_and_stops_at_two_to_the_fifty_three()
    {
        Assert.Equal(9007199254740992f, IntegerMath.ToFloat(long.MaxValue));
        Assert.Equal(-9007199254740992f, IntegerMath.ToFloat(long.MinValue));
        var random = new Random(8);
        for (int trial = 0; trial < 10000; trial++)
        {
            long value = random.NextInt64(-IntegerMath.LargestForFloat, IntegerMath.LargestForFloat + 1) >> random.Next(53);
            Assert.Equal((float)(double)value, IntegerMath.ToFloat(value));
        }
    }
}
