using System.Globalization;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class NumberTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(4.2, "4.2")]
    [InlineData(-20, "−20")]
    [InlineData(1234.5678, "1235")]
    [InlineData(0.01234567, "0.01235")]
    [InlineData(2.5e9, "2.5e9")]
    [InlineData(-1e-9, "−1e−9")]
    [InlineData(double.NaN, "none")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void A_value_takes_four_digits_at_most(double value, string expected) => Assert.Equal(expected, NumberText.Compact(value));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.35, "350 ms")]
    [InlineData(42.5, "42.5 s")]
    [InlineData(119.96, "120 s")]
    [InlineData(600, "10 min")]
    [InlineData(605, "10 min 5 s")]
    [InlineData(3_599.9, "60 min")]
    [InlineData(4 * 3_600 + 1_200, "4 h 20 min")]
    [InlineData(86_400 * 3 + 3_600 * 4, "3 d 4 h")]
    public void A_duration_is_said_as_people_say_it(double seconds, string expected) =>
        Assert.Equal(expected, NumberText.Duration(seconds));

    [Fact]
    public void The_locale_has_no_say()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NegativeSign = "minus ";
        string expected = MadeUpReport.PackChart(1).ToSvg();
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("−1.5", NumberText.Compact(-1.5));
            Assert.Equal(expected, MadeUpReport.PackChart(1).ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
