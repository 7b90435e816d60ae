using System;
using Bms.Core.Conformance;
using Xunit;

namespace Bms.Core.Tests.Conformance;

/// <summary>
/// The expected results are right, not just what the core happened to give: each is computed anew from its own copy of the operands,
/// in double and rounded once to float. For +, −, × and ÷ that equals the single-precision result, since 53 ≥ 2·24 + 2 bits.
/// </summary>
public sealed class ArithmeticVectorTests
{
    [Fact]
    public void Every_expected_result_follows_from_double_arithmetic()
    {
        for (int index = 0; index < ArithmeticVector.Count; index++)
            Assert.True(Independent(index) == ArithmeticResults.Expected(index), $"case {index}");
    }

    [Fact]
    public void This_machine_gives_every_expected_result() => Assert.Equal(-1, ArithmeticVector.FirstDifference());

    [Fact]
    public void A_run_gives_the_same_digest_twice()
    {
        var first = new ConformanceRun(true);
        var second = new ConformanceRun(true);
        first.Run();
        second.Run();
        Assert.Equal(-1, first.WrongArithmeticCase);
        Assert.NotEqual(0, first.Digest);
        Assert.Equal(first.Digest, second.Digest);
    }

    private static int Independent(int index)
    {
        ulong state = (ulong)(20261122 + index);
        int Next()
        {
            state = ((state * 1664525) + 1013904223) & 0xFFFFFFFF;
            return (int)(state >> 16);
        }
        int Below(int bound) => (int)((long)Next() * bound / 65536);
        double Operand()
        {
            int whole = ((Next() + 1) * 257) + Below(256);
            int power = Below(49) - 24;
            double magnitude = (float)(double)whole * Math.Pow(2, power);
            return Below(2) == 0 ? magnitude : -magnitude;
        }
        long Whole()
        {
            long upper = Below(65535) - 32767;
            return (upper * 65536) + Next();
        }
        long Long() => (Whole() * (1 << 22)) + Next();

        double left = Operand();
        double right = Operand();
        return (index % 8) switch
        {
            0 => Bits(left + right),
            1 => Bits(left - right),
            2 => Bits(left * right),
            3 => Bits(left / right),
            4 => left < right ? 1 : 0,
            5 => Bits(Whole()),
            6 => (int)Math.Clamp((double)(float)(left * right), -2e9, 2e9),
            _ => Bits(Long()),
        };
    }

    private static int Bits(double value) => BitConverter.SingleToInt32Bits((float)value);
}
