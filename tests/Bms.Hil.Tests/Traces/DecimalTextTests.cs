using System;
using System.Globalization;
using System.Text;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Traces;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.0")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-.25")]
    [InlineData("007.50")]
    [InlineData("1e-3")]
    [InlineData("1.5E+10")]
    [InlineData("9007199254740991")]
    [InlineData("9007199254740992")]
    [InlineData("9007199254740993")]
    [InlineData("0.1000000000000000055511151231257827021181583404541015625")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("4.9e-324")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("0.00000000000000000000001")]
    [InlineData("8.5e22")]
    public void Reads_the_same_double_as_the_framework(string text) => AssertSameAsFramework(text);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("+.")]
    [InlineData("abc")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("--1")]
    [InlineData("3,7")]
    [InlineData("0x10")]
    [InlineData("1 2")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-∞")]
    public void Refuses_what_is_no_number(string text) => Assert.False(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Reads_random_decimals_to_the_last_bit()
    {
        var random = new Random(20240607);
        for (int round = 0; round < 300_000; round++)
            AssertSameAsFramework(RandomDecimal(random));
    }

    [Fact]
    public void Reads_random_doubles_back_from_their_shortest_text()
    {
        var random = new Random(7);
        for (int round = 0; round < 100_000; round++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
                AssertSameAsFramework(value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Prefix_stops_behind_the_number_and_reads_nothing_beyond()
    {
        Assert.Equal(5, DecimalText.ReadPrefix("4.178,2"u8, out double value));
        Assert.Equal(4.178, value);
        Assert.Equal(0, DecimalText.ReadPrefix("x4"u8, out _));
        Assert.Equal(0, DecimalText.ReadPrefix("12345678901234567890"u8, out _));
    }

    private static void AssertSameAsFramework(string text)
    {
        double expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.True(DecimalText.TryRead(Encoding.UTF8.GetBytes(text), out double read), text);
        bool isSame = BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(read);
        Assert.True(isSame, $"{text}: read {read:R}, expected {expected:R}");
    }

    private static string RandomDecimal(Random random)
    {
        var text = new StringBuilder();
        text.Append(random.Next(4) switch { 0 => "-", 1 => "+", _ => "" });
        int before = random.Next(1, random.Next(2) == 0 ? 6 : 22);
        for (int digit = 0; digit < before; digit++)
            text.Append((char)('0' + random.Next(10)));
        if (random.Next(5) > 0)
        {
            text.Append('.');
            int after = random.Next(random.Next(2) == 0 ? 7 : 25);
            for (int digit = 0; digit < after; digit++)
                text.Append((char)('0' + random.Next(10)));
        }

        if (random.Next(4) == 0)
            text.Append(random.Next(2) == 0 ? 'e' : 'E').Append(random.Next(-40, 41).ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
