using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Hil.Cells;
using Xunit;

namespace Bms.Hil.Tests.Cells;

/// <summary>The shipped cells keep the format's rules and what their own texts promise.</summary>
public class ShippedCellTests
{
    [Fact]
    public void The_four_cells_are_there()
    {
        IEnumerable<string> names = Directory.EnumerateFiles(ShippedCells.Folder, "*.json").Select(path => Path.GetFileName(path));
        Assert.Equal(
            ["panasonic-ncr18650pf.json", "synthetic-lfp-100ah.json", "synthetic-nmc-50ah.json", "synthetic-polymer-lfp-30ah.json"],
            names.Order(StringComparer.Ordinal));
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
    [InlineData("synthetic-lfp-100ah.json")]
    [InlineData("synthetic-nmc-50ah.json")]
    [InlineData("synthetic-polymer-lfp-30ah.json")]
    public void A_synthetic_cell_resists_more_when_colder(string name)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name));
        foreach (double[][] table in cell.Branches.Select(branch => branch.Ohms).Append(cell.R0Ohms))
        {
            for (int row = 1; row < table.Length; row++)
                Assert.All(table[row].Zip(table[row - 1]), pair => Assert.True(pair.First < pair.Second));
        }
    }

    /// <summary>The table is what the formulas in the method text give, so that anyone can make it again.</summary>
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
