using System;
using Bms.Core.Numerics;
using Xunit;

namespace Bms.Core.Tests.Numerics;

/// <summary>Each function keeps the error bound that its documentation states, against the platform in double.</summary>
public sealed class FloatMathTests
{
    [Fact]
    public void Square_roots_are_within_two_parts_in_ten_million()
    {
        for (double x = 1e-44; x < 3e38; x *= 1.0037)
            AssertRelative(Math.Sqrt((float)x), FloatMath.Sqrt((float)x), 2e-7, x);
        AssertRelative(Math.Sqrt(float.MaxValue), FloatMath.Sqrt(float.MaxValue), 2e-7, float.MaxValue);
        Assert.Equal(0f, FloatMath.Sqrt(0f));
        Assert.Equal(0f, FloatMath.Sqrt(-1f));
    }

    [Fact]
    public void Exponentials_are_within_four_parts_in_ten_million()
    {
        for (float x = -46f; x <= 46f; x += 0.00317f)
            AssertRelative(Math.Exp(x), FloatMath.Exp(x), 4e-7, x);
        Assert.Equal(1f, FloatMath.Exp(0f));
        Assert.Equal(0f, FloatMath.Exp(-46.1f));
        Assert.Equal(FloatMath.Exp(46f), FloatMath.Exp(1e30f));
    }

    [Fact]
    public void Logarithms_are_within_one_part_in_a_million()
    {
        for (double x = 1e-44; x < 3e38; x *= 1.0037)
            AssertLogarithm((float)x);
        for (float x = 0.5f; x < 2f; x += 0.0003f)
            AssertLogarithm(x);
        Assert.Equal(0f, FloatMath.Log(1f));
        Assert.Equal(0f, FloatMath.Log(0f));
        Assert.Equal(0f, FloatMath.Log(-3f));
    }

    [Fact]
    public void Hypotenuses_are_within_three_parts_in_ten_million()
    {
        for (double x = 1e-30; x < 1e30; x *= 1.0061)
        {
            double expected = Math.Sqrt(1.0 + ((double)(float)x * (float)x));
            AssertRelative(expected, FloatMath.HypotenuseWithOne((float)x), 3e-7, x);
            AssertRelative(expected, FloatMath.HypotenuseWithOne(-(float)x), 3e-7, -x);
        }
    }

    [Fact]
    public void Inverse_hyperbolic_sines_are_within_two_parts_in_a_million()
    {
        for (double x = 1e-20; x < 1e20; x *= 1.0053)
        {
            float argument = (float)x;
            float result = FloatMath.Asinh(argument, FloatMath.HypotenuseWithOne(argument));
            AssertRelative(Math.Asinh(argument), result, 2e-6, x);
            Assert.Equal(-result, FloatMath.Asinh(-argument, FloatMath.HypotenuseWithOne(-argument)));
        }
    }

    [Fact]
    public void The_approach_of_a_lag_is_within_its_bounds_and_never_leaves_zero_to_one()
    {
        for (double x = 1e-20; x < 100; x *= 1.0029)
        {
            float ratio = (float)x;
            float result = FloatMath.Approach(ratio);
            double expected = 2.0 * Math.Sinh(ratio / 2.0) * Math.Exp(-ratio / 2.0);
            Assert.InRange(result, 0f, 1f);
            Assert.True(Math.Abs(result - expected) <= 2e-6, $"{ratio:R}: {result:R} instead of {expected:R}");
            if (ratio < 0.25f)
                AssertRelative(expected, result, 2e-6, ratio);
        }
        Assert.Equal(0f, FloatMath.Approach(0f));
        Assert.Equal(1f, FloatMath.Approach(16f));
    }

    [Fact]
    public void Clamp_and_magnitude_do_what_they_say()
    {
        Assert.Equal(1f, FloatMath.Clamp(0f, 1f, 2f));
        Assert.Equal(2f, FloatMath.Clamp(3f, 1f, 2f));
        Assert.Equal(1.5f, FloatMath.Clamp(1.5f, 1f, 2f));
        Assert.Equal(2.5f, FloatMath.Abs(-2.5f));
        Assert.Equal(2.5f, FloatMath.Abs(2.5f));
    }

    private static void AssertLogarithm(float x)
    {
        double expected = Math.Log(x);
        double bound = Math.Max(1e-6 * Math.Abs(expected), 1e-7);
        float result = FloatMath.Log(x);
        Assert.True(Math.Abs(result - expected) <= bound, $"log {x:R} = {result:R} instead of {expected:R}");
    }

    private static void AssertRelative(double expected, float actual, double bound, double argument) => Assert.True(
        Math.Abs(actual - expected) <= bound * Math.Abs(expected),
        $"at {argument:R}: {actual:R} instead of {expected:R}");
}
