using Bms.Hil.Identification;
using Xunit;

namespace Bms.Hil.Tests.Identification;

public class FitInputTests
{
    [Fact]
    public void A_file_alone_leaves_everything_open()
    {
        FitInput input = FitInput.Parse("a/b.csv", FitRole.Pulse);
        Assert.Equal(("a/b.csv", "b.csv", FitRole.Pulse), (input.Path, input.Name, input.Role));
        Assert.Null(input.CapacityAmpHours);
        Assert.Null(input.Soc);
        Assert.Null(input.TemperatureCelsius);
        Assert.Equal((0, double.PositiveInfinity, false), (input.FromSeconds, input.ToSeconds, input.SignReversed));
    }

    [Fact]
    public void Every_key_is_read_in_any_order()
    {
        FitInput input = FitInput.Parse("x.csv; to=9000;soc=0.5;capacity=2.06 ;from=10;temperature=-5;sign=reversed", FitRole.Dynamic);
        Assert.Equal((2.06, 0.5, -5.0), (input.CapacityAmpHours, input.Soc, input.TemperatureCelsius));
        Assert.Equal((10, 9000, true), (input.FromSeconds, input.ToSeconds, input.SignReversed));
    }

    [Theory]
    [InlineData("", "expected FILE")]
    [InlineData(";soc=1", "expected FILE")]
    [InlineData("x;cap=3", "'cap=3' is none of")]
    [InlineData("x;sign=wrong", "'sign=wrong' is none of")]
    [InlineData("x;", "'' is none of")]
    [InlineData("x;soc", "soc: found ''")]
    [InlineData("x;soc=1.2", "soc: found '1.2', expected a number from 0 to 1")]
    [InlineData("x;capacity=0", "capacity: found '0', expected a number from 0.001 to 2000 Ah")]
    [InlineData("x;capacity=NaN", "capacity: found 'NaN'")]
    [InlineData("x;temperature=200", "temperature: found '200'")]
    [InlineData("x;from=9;to=9", "to must be more than from")]
    [InlineData("x;soc=1;soc=1", "soc is given twice")]
    public void What_cannot_be_meant_is_refused_with_the_option(string text, string expected)
    {
        var error = Assert.Throws<BadInputException>(() => FitInput.Parse(text, FitRole.Ocv));
        Assert.StartsWith("--ocv '", error.Message, System.StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, System.StringComparison.Ordinal);
    }
}
