using System;
using System.Globalization;

namespace Bms.Hil.Cells;

/// <summary>The rules of the tables [temperature][SOC]: shape, range, and what an open-circuit voltage must keep besides.</summary>
internal sealed class CellTableRules
{
    private readonly CellGrid _grid;
    private readonly CellRanges _ranges;

    public CellTableRules(CellGrid grid, CellRanges ranges)
    {
        _grid = grid;
        _ranges = ranges;
    }

    /// <summary>Checks the shape and that every value lies within the bounds, which are included.</summary>
    public void Check(double[][] table, string path, double least, double most, string unit)
    {
        int rows = _grid.TemperatureCelsius.Length;
        if (table.Length != rows)
            throw _ranges.Refusal(path, $"found {table.Length} rows, expected {rows}, one a temperature of the grid");
        for (int row = 0; row < rows; row++)
        {
            double[] values = table[row];
            if (values.Length != _grid.Soc.Length)
            {
                throw _ranges.Refusal($"{path}[{row}]",
                    $"found {values.Length} values, expected {_grid.Soc.Length}, one a SOC of the grid");
            }
            for (int node = 0; node < values.Length; node++)
                _ranges.Within(values[node], $"{path}[{row}][{node}]", least, most, unit);
        }
    }

    /// <summary>Checks an open-circuit voltage: within the bounds of a cell, never falling with SOC, and within one window.</summary>
    public void CheckOcv(double[][] table, double windowVolts)
    {
        const string path = "ocvVolts";
        Check(table, path, CellFileRules.LowestVolts, CellFileRules.HighestVolts, "V");
        double lowest = double.MaxValue;
        double highest = double.MinValue;
        for (int row = 0; row < table.Length; row++)
        {
            CheckNeverFalls(table[row], row);
            lowest = Math.Min(lowest, table[row][0]);
            highest = Math.Max(highest, table[row][^1]);
        }
        if (highest - lowest > windowVolts)
        {
            throw _ranges.Refusal(path, string.Create(CultureInfo.InvariantCulture,
                $"found a span of {highest - lowest:0.####} V, from {lowest} to {highest} V, expected at most {windowVolts} V"));
        }
    }

    private void CheckNeverFalls(double[] volts, int row)
    {
        for (int node = 1; node < volts.Length; node++)
        {
            if (volts[node] >= volts[node - 1])
                continue;
            string found = string.Create(CultureInfo.InvariantCulture,
                $"found {volts[node]} V at SOC {_grid.Soc[node]} and {_grid.TemperatureCelsius[row]} °C");
            string before = string.Create(CultureInfo.InvariantCulture, $"{volts[node - 1]} V at SOC {_grid.Soc[node - 1]}");
            throw _ranges.Refusal($"ocvVolts[{row}][{node}]",
                $"{found}, below {before}; expected a voltage that never falls with SOC");
        }
    }
}
