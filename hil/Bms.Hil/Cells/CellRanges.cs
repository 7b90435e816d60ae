using System;
using System.Globalization;

namespace Bms.Hil.Cells;

/// <summary>The checks that the rules of the cell format are made of; every refusal is one line of the same form.</summary>
internal sealed class CellRanges
{
    private readonly string _source;

    public CellRanges(string source)
    {
        _source = source;
    }

    public BadInputException Refusal(string path, string problem) => new($"{_source}: {path}: {problem}");

    public void NotBlank(string text, string path)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Refusal(path, "found an empty text, expected words");
    }

    public void OneOf(string text, string path, string[] allowed)
    {
        if (Array.IndexOf(allowed, text) < 0)
            throw Refusal(path, $"found \"{Shorten(text)}\", expected one of: {string.Join(", ", allowed)}");
    }

    /// <summary>How many values an array has, both bounds included.</summary>
    public void Count(int count, string path, int least, int most)
    {
        if (count >= least && count <= most)
            return;
        string expected = least == most ? $"{least}" : $"{least} to {most}";
        throw Refusal(path, $"found {count} {(count == 1 ? "value" : "values")}, expected {expected}");
    }

    /// <summary>A finite value, both bounds included.</summary>
    public void Within(double value, string path, double least, double most, string unit)
    {
        if (!(value >= least && value <= most))
            throw Refusal(path, $"found {Text(value, unit)}, expected {ExpectedRange(least, most, unit)}");
    }

    public void Exactly(double value, string path, double expected)
    {
        if (value != expected)
            throw Refusal(path, $"found {Text(value, "")}, expected exactly {Text(expected, "")}");
    }

    /// <summary>A finite value above a bound that is not itself allowed.</summary>
    public void Above(double value, string path, double bound, double most, string unit)
    {
        if (!(value > bound && value <= most))
            throw Refusal(path, $"found {Text(value, unit)}, expected more than {Text(bound, unit)} and at most {Text(most, unit)}");
    }

    /// <summary>Values that rise strictly, within bounds that are included.</summary>
    public void Rising(double[] values, string path, double least, double most, string unit)
    {
        for (int index = 0; index < values.Length; index++)
        {
            Within(values[index], $"{path}[{index}]", least, most, unit);
            if (index > 0 && values[index] <= values[index - 1])
            {
                throw Refusal($"{path}[{index}]",
                    $"found {Text(values[index], unit)} after {Text(values[index - 1], unit)}, expected rising values");
            }
        }
    }

    /// <summary>A text of the file as a message may quote it: one line, not too long.</summary>
    internal static string Shorten(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= 60 ? line : line[..60] + "…";
    }

    private static string Text(double value, string unit)
    {
        string number = value.ToString(CultureInfo.InvariantCulture);
        return unit.Length == 0 ? number : $"{number} {unit}";
    }

    private static string ExpectedRange(double least, double most, string unit) => least == double.Epsilon
        ? $"more than 0 and at most {Text(most, unit)}"
        : $"{Text(least, "")} to {Text(most, unit)}";
}
