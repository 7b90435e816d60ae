namespace Bms.Hil.Cells;

/// <summary>
/// What of its current limits a cell permits over temperature and state of charge, as fractions 0…1 of <see cref="CellLimits"/>; a row a
/// temperature, a value a state of charge. Bilinear between the nodes, held beyond them.
/// </summary>
public sealed class CellPowerMaps
{
    /// <summary>Most nodes along either axis.</summary>
    public const int MaximumNodes = 8;

    public double[] TemperatureCelsius { get; set; } = [];

    public double[] Soc { get; set; } = [];

    public double[][] Charge { get; set; } = [];

    public double[][] Discharge { get; set; } = [];

    /// <summary>Checks every rule; <paramref name="ranges"/> words the refusal.</summary>
    internal void Check(CellRanges ranges)
    {
        ranges.Count(TemperatureCelsius.Length, "powerMaps.temperatureCelsius", 1, MaximumNodes);
        ranges.Rising(TemperatureCelsius, "powerMaps.temperatureCelsius", -60, 120, "°C");
        ranges.Count(Soc.Length, "powerMaps.soc", 1, MaximumNodes);
        ranges.Rising(Soc, "powerMaps.soc", 0, 1, "");
        Check(Charge, "powerMaps.charge", ranges);
        Check(Discharge, "powerMaps.discharge", ranges);
    }

    private void Check(double[][] rows, string path, CellRanges ranges)
    {
        ranges.Count(rows.Length, path, TemperatureCelsius.Length, TemperatureCelsius.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            ranges.Count(rows[row].Length, $"{path}[{row}]", Soc.Length, Soc.Length);
            for (int column = 0; column < rows[row].Length; column++)
                ranges.Within(rows[row][column], $"{path}[{row}][{column}]", 0, 1, "");
        }
    }
}
