using System;
using System.Globalization;

namespace Bms.Hil.Identification;

/// <summary>
/// One recording to identify from, as the command line names it:
/// <c>FILE;capacity=AH;soc=X;from=S;to=S;temperature=C;sign=reversed</c>.
/// </summary>
public sealed record FitInput
{
    private const string Keys = "capacity=AH, soc=X, from=S, to=S, temperature=C and sign=reversed";
    private const double LargestCapacityAmpHours = 2000;

    /// <summary>The recording's path.</summary>
    public required string Path { get; init; }

    /// <summary>What it is used for.</summary>
    public required FitRole Role { get; init; }

    /// <summary>The cell's capacity when this was recorded, in ampere-hours; null for the fit's own.</summary>
    public double? CapacityAmpHours { get; init; }

    /// <summary>SOC at the first row of the file, 0…1; null to find it out.</summary>
    public double? Soc { get; init; }

    /// <summary>Rows before this are counted but not used, in seconds since the first row.</summary>
    public double FromSeconds { get; init; }

    /// <summary>Rows after this are left out, in seconds since the first row.</summary>
    public double ToSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>The temperature where the file has none, in degrees Celsius.</summary>
    public double? TemperatureCelsius { get; init; }

    /// <summary>True where positive current discharges in this file.</summary>
    public bool SignReversed { get; init; }

    /// <summary>The file's name without its folder, as reports name it.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The option that names files of this role.</summary>
    public string OptionName => Role switch
    {
        FitRole.Ocv => "--ocv",
        FitRole.Pulse => "--pulse",
        _ => "--dynamic",
    };

    /// <summary>Reads one value of <c>--ocv</c>, <c>--pulse</c> or <c>--dynamic</c>.</summary>
    /// <exception cref="BadInputException">An unknown key, one given twice, or a value out of range.</exception>
    public static FitInput Parse(string text, FitRole role)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(';');
        var input = new FitInput { Path = parts[0].Trim(), Role = role };
        if (input.Path.Length == 0)
            throw new BadInputException($"{input.OptionName} '{text}': expected FILE, then any of {Keys}, each after a semicolon");
        for (int index = 1; index < parts.Length; index++)
        {
            string key = KeyOf(parts[index]);
            for (int earlier = 1; earlier < index; earlier++)
            {
                if (KeyOf(parts[earlier]) == key)
                    throw new BadInputException($"{input.OptionName} '{text}': {key} is given twice");
            }
            input = input.With(parts[index], text);
        }
        if (input.ToSeconds <= input.FromSeconds)
            throw new BadInputException($"{input.OptionName} '{text}': to must be more than from");
        return input;
    }

    private static string KeyOf(string part) => part.Split('=')[0].Trim();

    private FitInput With(string part, string text)
    {
        int equals = part.IndexOf('=', StringComparison.Ordinal);
        string value = equals < 0 ? "" : part[(equals + 1)..].Trim();
        switch (KeyOf(part))
        {
            case "capacity":
                return this with { CapacityAmpHours = Number("capacity", value, 0.001, LargestCapacityAmpHours, "Ah", text) };
            case "soc":
                return this with { Soc = Number("soc", value, 0, 1, "", text) };
            case "from":
                return this with { FromSeconds = Number("from", value, 0, 1e12, "s", text) };
            case "to":
                return this with { ToSeconds = Number("to", value, 0, 1e12, "s", text) };
            case "temperature":
                return this with { TemperatureCelsius = Number("temperature", value, -60, 120, "°C", text) };
            case "sign" when value == "reversed":
                return this with { SignReversed = true };
            default:
                throw new BadInputException($"{OptionName} '{text}': '{part.Trim()}' is none of {Keys}");
        }
    }

    private double Number(string key, string value, double least, double most, string unit, string text)
    {
        bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        if (isNumber && number >= least && number <= most)
            return number;
        string range = string.Create(CultureInfo.InvariantCulture, $"{least} to {most} {unit}").TrimEnd();
        throw new BadInputException($"{OptionName} '{text}': {key}: found '{value}', expected a number from {range}");
    }
}
