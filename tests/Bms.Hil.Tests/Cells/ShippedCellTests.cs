using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Xunit;

namespace Bms.Hil.Tests.Cells;

/// <summary>The shipped cells keep the format's rules and what their own texts promise.</summary>
public class ShippedCellTests
{
    [Fact]
    public void Every_chemistry_is_there()
    {
        IEnumerable<string> chemistries = Directory.EnumerateFiles(ShippedCells.Folder, "*.json").Select(path => CellFileReader.Read(path).Chemistry);
        Assert.Equal(CellFileRules.ChemistryNames.Order(StringComparer.Ordinal), chemistries.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The reader, the quantiser, the validator and the chemistry's own ceilings all accept it, with and without a margin of its trips.</summary>
    [Theory]
    [MemberData(nameof(ShippedCells.Names), MemberType = typeof(ShippedCells))]
    public void Makes_a_pack_image_that_a_board_accepts(string name)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name));
        PackConfiguration pack = PackBuilder.Build(cell, new PackOptions { SeriesGroups = 16, TemperatureSensors = 4 }, name);
        PackImage image = PackImage.Read(PackImage.Write(pack));
        Assert.Equal(PackFault.None, image.Fault);
        Chemistry chemistry = image.Configuration!.Cell.Chemistry;
        Assert.Equal(CellQuantiser.ChemistryOf(cell.Chemistry), chemistry);
        Assert.InRange(cell.Limits.MaximumVolts * 1e6, cell.OcvVolts.Max(row => row[^1]) * 1e6, ChemistryLimits.HighestCellMicrovolts(chemistry));
        Assert.InRange(cell.Limits.MinimumVolts * 1e6, ChemistryLimits.LowestCellMicrovolts(chemistry), cell.OcvVolts.Min(row => row[0]) * 1e6);
        Assert.InRange(cell.Limits.ChargeCelsius[0] * 100, ChemistryLimits.LowestChargeCentidegrees(chemistry), cell.Limits.ChargeCelsius[1] * 100);
        Assert.InRange(cell.Limits.ChargeCelsius[1] * 100, 0, ChemistryLimits.HighestChargeCentidegrees(chemistry));
        Assert.InRange(cell.Limits.DischargeCelsius[0] * 100, ChemistryLimits.LowestDischargeCentidegrees(chemistry), cell.Limits.DischargeCelsius[1] * 100);
        Assert.InRange(cell.Limits.DischargeCelsius[1] * 100, 0, ChemistryLimits.HighestDischargeCentidegrees(chemistry));
    }

    [Theory]
    [MemberData(nameof(ShippedCells.Names), MemberType = typeof(ShippedCells))]
    public void Reads_and_is_written_as_it_stands(string name)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name));
        Assert.Equal(File.ReadAllText(ShippedCells.PathOf(name)), CellFileWriter.ToText(cell));
    }

    [Theory]
    [MemberData(nameof(ShippedCells.Names), MemberType = typeof(ShippedCells))]
    public void Has_a_strictly_rising_voltage_and_positive_resistances(string name)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name));
        Assert.InRange(cell.Grid.Soc.Length, 2, 41);
        foreach (double[] volts in cell.OcvVolts)
            Assert.All(Enumerable.Range(1, volts.Length - 1), node => Assert.True(volts[node] > volts[node - 1], $"node {node}"));
        Assert.All(cell.Branches.SelectMany(branch => branch.Ohms).SelectMany(row => row), ohms => Assert.True(ohms > 0));
        Assert.Equal(3, cell.Branches.Count);
    }

    [Theory]
    [MemberData(nameof(ShippedCells.Names), MemberType = typeof(ShippedCells))]
    public void Says_where_it_comes_from(string name)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name));
        bool synthetic = name.StartsWith("synthetic-", StringComparison.Ordinal);
        Assert.Equal(synthetic ? "synthetic" : "identified", cell.Provenance);
        Assert.Contains(synthetic ? "not identified from any cell" : "CC BY 4.0", cell.Method, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ShippedCells.Synthetic), MemberType = typeof(ShippedCells))]
    public void A_synthetic_cell_resists_more_when_colder(string name)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name));
        foreach (double[][] table in cell.Branches.Select(branch => branch.Ohms).Append(cell.R0Ohms))
        {
            for (int row = 1; row < table.Length; row++)
                Assert.All(table[row].Zip(table[row - 1]), pair => Assert.True(pair.First < pair.Second));
        }
    }

    /// <summary>The tables are what the formulas in the method text give, read from that text, so that anyone can make them again.</summary>
    [Theory]
    [MemberData(nameof(ShippedCells.Synthetic), MemberType = typeof(ShippedCells))]
    public void A_synthetic_cell_follows_the_formulas_in_its_text(string name)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name));
        if (!cell.Method.Contains("OCV = U", StringComparison.Ordinal))
        {
            Compare(cell, cell.OcvVolts, FormulaText.After(cell.Method, "OCV = ", ". "), _ => 6e-6);
            Compare(cell, cell.R0Ohms, FormulaText.After(cell.Method, "R0 = ", ". "), ohms => ohms * 6e-4);
            foreach (CellBranch branch in cell.Branches)
            {
                string title = string.Create(CultureInfo.InvariantCulture, $"Branch of {branch.TauSeconds} s = ");
                Compare(cell, branch.Ohms, FormulaText.After(cell.Method, title, ". "), ohms => ohms * 6e-4);
            }
            if (cell.HysteresisVolts is double[][] gap)
                Compare(cell, gap, FormulaText.After(cell.Method, "Half gap = ", ", rate"), volts => volts * 6e-3);
        }
    }

    private static void Compare(CellFile cell, double[][] table, FormulaText formula, Func<double, double> tolerance)
    {
        for (int row = 0; row < table.Length; row++)
        {
            for (int node = 0; node < table[row].Length; node++)
            {
                double expected = formula.Value(cell.Grid.Soc[node], cell.Grid.TemperatureCelsius[row] + 273.15);
                Assert.Equal(expected, table[row][node], tolerance(expected));
            }
        }
    }

    /// <summary>The same for the oldest one, whose text is written in another way.</summary>
    [Fact]
    public void The_synthetic_lfp_cell_follows_its_formulas()
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf("synthetic-lfp-100ah.json"));
        for (int row = 0; row < cell.Grid.TemperatureCelsius.Length; row++)
        {
            double kelvin = cell.Grid.TemperatureCelsius[row] + 273.15;
            for (int node = 0; node < cell.Grid.Soc.Length; node++)
            {
                double s = cell.Grid.Soc[node];
                double volts = 3.299 + (0.017 * Math.Tanh((s - 0.66) / 0.04)) + (0.013 * Math.Tanh((s - 0.28) / 0.06)) + (0.01 * (s - 0.5))
                    - (0.25 * Math.Exp(-s / 0.06)) - (0.40 * Math.Exp(-s / 0.008)) + (0.10 * Math.Exp(-(1 - s) / 0.006))
                    + (5e-5 * Math.Tanh((s - 0.35) / 0.15) * (kelvin - 298.15));
                Assert.Equal(volts, cell.OcvVolts[row][node], 6e-6);
                double ohms = 0.0004 * (1 + (0.35 * Math.Exp(-s / 0.06))) * Math.Exp(20000 / 8.314 * ((1 / kelvin) - (1 / 298.15)));
                Assert.Equal(ohms, cell.R0Ohms[row][node], ohms * 6e-4);
            }
        }
    }
}
