using System;
using System.Linq;
using System.Text.Json.Serialization;

namespace Bms.Hil.Cells;

/// <summary>
/// One sigma of the model's own error, which lasts many minutes, so that averaging does not make it smaller: the square root of
/// volts² + (overpotentialFraction · |overpotential|)².
/// </summary>
public sealed class CellModelError
{
    /// <summary>Taken as half of the noise that the cell names: 10 mV with the noise that cells usually name, 20 mV.</summary>
    private const double AssumedShareOfNoise = 0.5;

    private const double AssumedOverpotentialFraction = 0.06;

    /// <summary>In volts [temperature][SOC]; a file may give one number for all.</summary>
    [JsonConverter(typeof(NumberOrTable))]
    public double[][] Volts { get; set; } = [];

    /// <summary>One value a temperature of the grid; a file may give one number for all.</summary>
    [JsonConverter(typeof(NumberOrRow))]
    public double[] OverpotentialFraction { get; set; } = [];

    /// <summary>What is taken for a cell that names none: half of its noise and 6 % of the overpotential.</summary>
    public static CellModelError Assumed(CellFile cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var error = new CellModelError
        {
            Volts = [[AssumedShareOfNoise * cell.Uncertainty.Volts]],
            OverpotentialFraction = [AssumedOverpotentialFraction],
        };
        error.Spread(cell.Grid);
        return error;
    }

    /// <summary>Spreads single numbers over a grid; what is not a single number stays as it is.</summary>
    public void Spread(CellGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (Volts.Length == 1 && Volts[0].Length == 1)
            Volts = [.. grid.TemperatureCelsius.Select(_ => Enumerable.Repeat(Volts[0][0], grid.Soc.Length).ToArray())];
        if (OverpotentialFraction.Length == 1)
            OverpotentialFraction = [.. Enumerable.Repeat(OverpotentialFraction[0], grid.TemperatureCelsius.Length)];
    }
}
