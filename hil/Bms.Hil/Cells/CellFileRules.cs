using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bms.Hil.Cells;

/// <summary>
/// The rules that a cell keeps, in the order of the format. Each refusal names the place and the value that breaks the rule, and
/// what is allowed. The bounds come from what the pack image can hold and from physics with a wide margin.
/// </summary>
public static class CellFileRules
{
    public const double MaximumCapacityAmpHours = 2000;
    public const int MaximumSocNodes = 48;
    public const int MaximumTemperatureNodes = 8;
    public const int MaximumBranches = 3;
    public const double LowestVolts = 0.5;
    public const double HighestVolts = 5.5;

    /// <summary>What the open-circuit voltages of one cell may span: a scaled 16-bit table holds 3.2 V at 0.1 mV.</summary>
    public const double OcvWindowVolts = 3.2;

    /// <summary>No model is better: the tables of the pack image step by half of it.</summary>
    public const double LeastModelErrorVolts = 1e-4;

    private const double LeastEfficiency = 0.9;
    private const double MostEntropyMicrovoltsPerKelvin = 5000;
    private const double LowestCelsius = -60;
    private const double HighestCelsius = 120;
    private const double MaximumAmps = 20000;

    private static readonly string[] Chemistries =
        ["lfp", "nmc", "nca", "lmo", "lto", "sodium-ion", "semi-solid", "solid-sulfide", "solid-polymer"];

    /// <summary>The chemistries that a cell may name.</summary>
    public static IReadOnlyList<string> ChemistryNames => Chemistries;

    private static readonly string[] Provenances = ["identified", "synthetic"];

    /// <summary>Checks every rule; <paramref name="source"/> is what the message calls the cell.</summary>
    /// <exception cref="BadInputException">The first rule that the cell breaks.</exception>
    public static void Check(CellFile cell, string source)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var ranges = new CellRanges(source);
        CheckDescription(cell, ranges);
        CheckGrid(cell.Grid, ranges);
        var tables = new CellTableRules(cell.Grid, ranges);
        tables.CheckOcv(cell.OcvVolts, OcvWindowVolts);
        if (cell.HysteresisVolts is not null)
            tables.Check(cell.HysteresisVolts, "hysteresisVolts", 0, 0.3, "V");
        ranges.Within(cell.HysteresisRate, "hysteresisRate", 0, 10000, "");
        tables.Check(cell.R0Ohms, "r0Ohms", double.Epsilon, 10, "ohm");
        CheckBranches(cell, tables, ranges);
        CheckRow(cell.SaturationPerRate, cell.Grid, "saturationPerRate", 100, "", ranges);
        CheckRow(cell.InstantHysteresisVolts, cell.Grid, "instantHysteresisVolts", 0.3, "V", ranges);
        if (cell.ChargeResistanceFactor is not null)
            tables.Check(cell.ChargeResistanceFactor, "chargeResistanceFactor", 0.1, 10, "");
        ranges.Within(cell.CoulombicEfficiency, "coulombicEfficiency", LeastEfficiency, 1, "");
        CheckEntropy(cell, ranges);
        CheckModelError(cell, tables, ranges);
        ranges.Within(cell.Uncertainty.Volts, "uncertainty.volts", 0, 1, "V");
        ranges.Within(cell.Uncertainty.OverpotentialFraction, "uncertainty.overpotentialFraction", 0, 10, "");
        ranges.Within(cell.Uncertainty.SocError, "uncertainty.socError", 0, 1, "");
        CheckLimits(cell.Limits, ranges);
        cell.PowerMaps?.Check(ranges);
    }

    private static void CheckDescription(CellFile cell, CellRanges ranges)
    {
        if (cell.Format != CellFile.CurrentFormat)
            throw ranges.Refusal("format", $"found \"{CellRanges.Shorten(cell.Format)}\", expected \"{CellFile.CurrentFormat}\"");
        ranges.NotBlank(cell.Name, "name");
        ranges.OneOf(cell.Chemistry, "chemistry", Chemistries);
        ranges.OneOf(cell.Provenance, "provenance", Provenances);
        ranges.NotBlank(cell.Method, "method");
        ranges.Above(cell.CapacityAmpHours, "capacityAmpHours", 0, MaximumCapacityAmpHours, "Ah");
    }

    private static void CheckGrid(CellGrid grid, CellRanges ranges)
    {
        ranges.Count(grid.Soc.Length, "grid.soc", 2, MaximumSocNodes);
        ranges.Rising(grid.Soc, "grid.soc", 0, 1, "");
        ranges.Exactly(grid.Soc[0], "grid.soc[0]", 0);
        ranges.Exactly(grid.Soc[^1], $"grid.soc[{grid.Soc.Length - 1}]", 1);
        ranges.Count(grid.TemperatureCelsius.Length, "grid.temperatureCelsius", 1, MaximumTemperatureNodes);
        ranges.Rising(grid.TemperatureCelsius, "grid.temperatureCelsius", LowestCelsius, HighestCelsius, "°C");
    }

    private static void CheckBranches(CellFile cell, CellTableRules tables, CellRanges ranges)
    {
        ranges.Count(cell.Branches.Count, "branches", 0, MaximumBranches);
        var taus = new double[cell.Branches.Count];
        for (int index = 0; index < taus.Length; index++)
        {
            CellBranch branch = cell.Branches[index];
            taus[index] = branch.TauSeconds;
            tables.Check(branch.Ohms, $"branches[{index}].ohms", 0, 10, "ohm");
        }
        ranges.Rising(taus, "branches[].tauSeconds", 0.1, 100000, "s");
    }

    /// <summary>A value a temperature of the grid, each at least 0.</summary>
    private static void CheckRow(double[]? values, CellGrid grid, string path, double most, string unit, CellRanges ranges)
    {
        if (values is null)
            return;
        int expected = grid.TemperatureCelsius.Length;
        if (values.Length != expected)
            throw ranges.Refusal(path, $"found length {values.Length}, expected {expected}, one value a temperature of the grid");
        for (int index = 0; index < values.Length; index++)
            ranges.Within(values[index], $"{path}[{index}]", 0, most, unit);
    }

    private static void CheckEntropy(CellFile cell, CellRanges ranges)
    {
        if (cell.EntropyMicrovoltsPerKelvin is not double[] entropy)
            return;
        int expected = cell.Grid.Soc.Length;
        if (entropy.Length != expected)
        {
            throw ranges.Refusal("entropyMicrovoltsPerKelvin",
                $"found length {entropy.Length}, expected {expected}, one value a SOC of the grid");
        }
        for (int index = 0; index < expected; index++)
        {
            ranges.Within(entropy[index], $"entropyMicrovoltsPerKelvin[{index}]",
                -MostEntropyMicrovoltsPerKelvin, MostEntropyMicrovoltsPerKelvin, "µV/K");
        }
    }

    private static void CheckModelError(CellFile cell, CellTableRules tables, CellRanges ranges)
    {
        if (cell.ModelError is not CellModelError error)
            return;
        tables.Check(error.Volts, "modelError.volts", LeastModelErrorVolts, 1, "V");
        CheckRow(error.OverpotentialFraction, cell.Grid, "modelError.overpotentialFraction", 10, "", ranges);
    }

    private static void CheckLimits(CellLimits limits, CellRanges ranges)
    {
        ranges.Within(limits.MinimumVolts, "limits.minimumVolts", LowestVolts, HighestVolts, "V");
        ranges.Within(limits.MaximumVolts, "limits.maximumVolts", LowestVolts, HighestVolts, "V");
        if (limits.MaximumVolts <= limits.MinimumVolts)
        {
            throw ranges.Refusal("limits.maximumVolts", string.Create(CultureInfo.InvariantCulture,
                $"found {limits.MaximumVolts} V, expected more than limits.minimumVolts, {limits.MinimumVolts} V"));
        }
        ranges.Above(limits.ChargeAmps, "limits.chargeAmps", 0, MaximumAmps, "A");
        ranges.Above(limits.DischargeAmps, "limits.dischargeAmps", 0, MaximumAmps, "A");
        ranges.Count(limits.ChargeCelsius.Length, "limits.chargeCelsius", 2, 2);
        ranges.Rising(limits.ChargeCelsius, "limits.chargeCelsius", LowestCelsius, HighestCelsius, "°C");
        ranges.Count(limits.DischargeCelsius.Length, "limits.dischargeCelsius", 2, 2);
        ranges.Rising(limits.DischargeCelsius, "limits.dischargeCelsius", LowestCelsius, HighestCelsius, "°C");
    }
}
