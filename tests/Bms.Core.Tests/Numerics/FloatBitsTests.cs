using System;
using Bms.Core.Numerics;
using Xunit;

namespace Bms.Core.Tests.Numerics;

/// <summary>The bits found by arithmetic are the bits of the platform.</summary>
public sealed class FloatBitsTests
{
    private static readonly int[] Mantissas = [0, 1, 2, 3, 0x2AAAAA, 0x3FFFFF, 0x400000, 0x400001, 0x555555, 0x7FFFFE, 0x7FFFFF];

    [Fact]
    public void Every_exponent_and_sign_gives_the_platforms_bits_for_many_mantissas()
    {
        var random = new Random(11);
        for (int sign = 0; sign < 2; sign++)
        {
            for (int exponent = 0; exponent < 255; exponent++)
            {
                foreach (int mantissa in Mantissas)
                    AssertBits((sign << 31) | (exponent << 23) | mantissa);
                for (int trial = 0; trial < 50; trial++)
                    AssertBits((sign << 31) | (exponent << 23) | random.Next(1 << 23));
                for (int bit = 0; bit < 23; bit++)
                    AssertBits((sign << 31) | (exponent << 23) | (1 << bit));
            }
        }
    }

    [Fact]
    public void Bits_give_the_value_back_that_they_are_of()
    {
        var random = new Random(12);
        for (int trial = 0; trial < 200000; trial++)
        {
            int bits = trial < 512 ? trial << 23 : random.Next(int.MinValue, int.MaxValue);
            float expected = BitConverter.Int32BitsToSingle(bits);
            Assert.Equal(expected, FloatBits.From(bits));
            Assert.Equal(float.IsNaN(expected), float.IsNaN(FloatBits.From(bits)));
        }
        foreach (int subnormal in new[] { 1, 2, 0x400000, 0x7FFFFF, unchecked((int)0x80000001) })
            Assert.Equal(BitConverter.Int32BitsToSingle(subnormal), FloatBits.From(subnormal));
    }

    [Fact]
    public void Infinities_keep_their_sign()
    {
        Assert.Equal(BitConverter.SingleToInt32Bits(float.PositiveInfinity), FloatBits.Of(float.PositiveInfinity));
        Assert.Equal(BitConverter.SingleToInt32Bits(float.NegativeInfinity), FloatBits.Of(float.NegativeInfinity));
    }

    [Theory]
    [InlineData(0x7F800001)]
    [InlineData(0x7FC00000)]
    [InlineData(0x7FFFFFFF)]
    [InlineData(-1)]
    public void Every_NaN_becomes_the_canonical_one(int bits) =>
        Assert.Equal(FloatBits.CanonicalNaN, FloatBits.Of(BitConverter.Int32BitsToSingle(bits)));

    [Fact]
    public void Minus_zero_gives_the_bits_of_zero_as_documented()
    {
        Assert.Equal(0, FloatBits.Of(-0f));
        Assert.Equal(0, FloatBits.Of(0f));
    }

    private static void AssertBits(int bits)
    {
        // Minus zero is the one documented exception.
        if (bits == int.MinValue)
            return;
        int found = FloatBits.Of(BitConverter.Int32BitsToSingle(bits));
        Assert.True(found == bits, $"0x{bits:X8} came out as 0x{found:X8}");
    }
}
