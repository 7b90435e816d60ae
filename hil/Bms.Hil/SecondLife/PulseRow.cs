using System;
using System.Globalization;
using ExcelDataReader;

namespace Bms.Hil.SecondLife;

/// <summary>One row of a table of pulse tests, and how its faults are told.</summary>
internal sealed class PulseRow(string where, int row, IExcelDataReader reader, PulseColumns columns)
{
    public string Name()
    {
        string? text = Text(columns.Cell);
        return text is null ? throw Refuse(columns.Cell, "is empty; expected the cell's number or name") : text;
    }

    public double Number(int column, double lowest, double highest) =>
        Optional(column, lowest, highest) ?? throw Refuse(column, Bounds("is empty", lowest, highest));

    public double? Optional(int column, double lowest, double highest)
    {
        object? value = column < reader.FieldCount ? reader.GetValue(column) : null;
        double number;
        if (value is double given)
            number = given;
        else if (value is int whole)
            number = whole;
        else if (Text(column) is not string text)
            return null;
        else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            throw Refuse(column, Bounds($"'{OneLine.Of(text)}'", lowest, highest));
        return number >= lowest && number <= highest
            ? number
            : throw Refuse(column, Bounds(number.ToString(CultureInfo.InvariantCulture), lowest, highest));
    }

    public BadInputException Refuse(int column, string problem) =>
        new($"{where}, row {row}, column {PulseColumns.Letters(column)}: {problem}");

    private string? Text(int column)
    {
        string? text = column < reader.FieldCount ? Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)?.Trim() : null;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static string Bounds(string found, double lowest, double highest) =>
        string.Create(CultureInfo.InvariantCulture, $"{found}; expected a number from {lowest} to {highest}");
}
