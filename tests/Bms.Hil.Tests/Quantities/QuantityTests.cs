using Bms.Hil.Quantities;
using Xunit;

namespace Bms.Hil.Tests.Quantities;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("4.25 V", Dimension.Voltage, 4.25)]
    [InlineData("5mV", Dimension.Voltage, 0.005)]
    [InlineData("-20 C", Dimension.Temperature, -20)]
    [InlineData("-20°C", Dimension.Temperature, -20)]
    [InlineData("300 ms", Dimension.Time, 0.3)]
    [InlineData("1.5h", Dimension.Time, 5400)]
    [InlineData("1%", Dimension.Fraction, 0.01)]
    [InlineData("-0.3", Dimension.Fraction, -0.3)]
    [InlineData("1e-3 A", Dimension.Current, 0.001)]
    [InlineData("2.965 Ah", Dimension.Charge, 2.965)]
    [InlineData("3 mOhm", Dimension.Resistance, 0.003)]
    public void Numbers_with_units_are_read(string text, Dimension dimension, double expected) =>
        Assert.Equal(expected, Quantity.Parse(text, dimension, "here"), 12);

    [Theory]
    [InlineData("4.25", Dimension.Voltage)]
    [InlineData("4.25 A", Dimension.Voltage)]
    [InlineData("V", Dimension.Voltage)]
    [InlineData("", Dimension.Voltage)]
    [InlineData("four V", Dimension.Voltage)]
    [InlineData("NaN V", Dimension.Voltage)]
    [InlineData("1e999 V", Dimension.Voltage)]
    [InlineData("1,5 V", Dimension.Voltage)]
    [InlineData("5 MV", Dimension.Voltage)]
    [InlineData("1 C", Dimension.Fraction)]
    public void Anything_else_is_refused_with_the_place_and_the_units(string text, Dimension dimension)
    {
        var error = Assert.Throws<BadInputException>(() => Quantity.Parse(text, dimension, "suite.yaml:3:7"));
        Assert.StartsWith("suite.yaml:3:7: ", error.Message, System.StringComparison.Ordinal);
        Assert.Contains("expected a number with", error.Message, System.StringComparison.Ordinal);
    }
}
