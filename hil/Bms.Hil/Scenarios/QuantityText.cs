using System.Globalization;
using Bms.Hil.Quantities;

namespace Bms.Hil.Scenarios;

/// <summary>Numbers with units as verdicts print them.</summary>
internal static class QuantityText
{
    /// <summary>A value in SI units with its unit, rounded to what a sensor resolves.</summary>
    /// <param name="value">The value.</param>
    /// <param name="dimension">What it measures; null for a count.</param>
    public static string Of(double value, Dimension? dimension) => dimension switch
    {
        null => Number(value, "0.###"),
        Dimension.Voltage => Number(value, "0.0000") + " V",
        Dimension.Current => Number(value, "0.###") + " A",
        Dimension.Temperature => Number(value, "0.##") + " °C",
        Dimension.Fraction => Number(value * 100, "0.###") + " %",
        Dimension.Time => TimeWindow.Words(value),
        _ => Number(value, "0.######") + " " + Quantity.BaseUnitOf(dimension.Value),
    };

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
