using System;
using System.Globalization;
using System.Linq;

namespace Bms.Hil.Quantities;

/// <summary>Reads quantities with units as people type them: <c>4.25 V</c>, <c>-20C</c>, <c>300 ms</c>, <c>1%</c>.</summary>
public static class Quantity
{
    private static readonly (Dimension Dimension, string Unit, double Factor)[] Units =
    [
        (Dimension.Voltage, "V", 1), (Dimension.Voltage, "mV", 1e-3), (Dimension.Voltage, "uV", 1e-6), (Dimension.Voltage, "µV", 1e-6),
        (Dimension.Current, "A", 1), (Dimension.Current, "mA", 1e-3),
        (Dimension.Charge, "Ah", 1), (Dimension.Charge, "mAh", 1e-3),
        (Dimension.Temperature, "C", 1), (Dimension.Temperature, "°C", 1), (Dimension.Temperature, "degC", 1),
        (Dimension.Time, "s", 1), (Dimension.Time, "ms", 1e-3), (Dimension.Time, "min", 60), (Dimension.Time, "h", 3600), (Dimension.Time, "d", 86400),
        (Dimension.Resistance, "Ohm", 1), (Dimension.Resistance, "mOhm", 1e-3), (Dimension.Resistance, "uOhm", 1e-6), (Dimension.Resistance, "kOhm", 1e3),
        (Dimension.Power, "W", 1), (Dimension.Power, "mW", 1e-3), (Dimension.Power, "kW", 1e3),
        (Dimension.Capacitance, "F", 1), (Dimension.Capacitance, "mF", 1e-3), (Dimension.Capacitance, "uF", 1e-6),
        (Dimension.HeatCapacity, "J/K", 1), (Dimension.ThermalConductance, "W/K", 1),
        (Dimension.TemperatureRate, "C/min", 1), (Dimension.Pressure, "kPa", 1), (Dimension.Pressure, "bar", 100), (Dimension.PressureRate, "kPa/min", 1),
        (Dimension.Fraction, "", 1), (Dimension.Fraction, "%", 0.01),
    ];

    /// <summary>Reads one quantity in SI units (hours of ampere-hours, degrees Celsius).</summary>
    /// <param name="text">The text.</param>
    /// <param name="dimension">What it has to measure.</param>
    /// <param name="where">What the message begins with: the option, or file, line and column.</param>
    /// <exception cref="BadInputException">It is no finite number with a unit of that dimension.</exception>
    public static double Parse(string text, Dimension dimension, string where)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        int end = trimmed.Length;
        while (end > 0 && !char.IsAsciiDigit(trimmed[end - 1]) && trimmed[end - 1] != '.')
            end--;
        string unit = trimmed[end..].Trim();
        bool isNumber = double.TryParse(trimmed.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (isNumber && double.IsFinite(number))
        {
            foreach ((Dimension known, string name, double factor) in Units)
            {
                if (known == dimension && name == unit)
                    return number * factor;
            }
        }
        throw new BadInputException($"{where}: '{OneLine.Of(text)}' is no {NameOf(dimension)}: expected a number with {UnitsOf(dimension)}");
    }

    /// <summary>The unit that <see cref="Parse"/> gives its result in, for messages: V, A, Ah, C, s …; empty for a fraction.</summary>
    public static string BaseUnitOf(Dimension dimension) => Array.Find(Units, unit => unit.Dimension == dimension && unit.Factor == 1).Unit;

    private static string NameOf(Dimension dimension) => dimension switch
    {
        Dimension.HeatCapacity => "heat capacity",
        Dimension.ThermalConductance => "thermal conductance",
        Dimension.TemperatureRate => "rate of a temperature",
        Dimension.PressureRate => "rate of a pressure",
        _ => dimension.ToString().ToLowerInvariant(),
    };

    private static string UnitsOf(Dimension dimension)
    {
        string[] names = [.. Units.Where(unit => unit.Dimension == dimension).Select(unit => unit.Unit.Length == 0 ? "no unit" : unit.Unit)];
        return names.Length == 1 ? names[0] : string.Join(", ", names[..^1]) + " or " + names[^1];
    }
}
