using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Packs;

/// <summary>From volts and fractions to the scaled integers of the image.</summary>
public sealed class CellQuantiserTests
{
    private static CellFile Cell() => CellFileReader.Read(ShippedCells.PathOf("synthetic-lfp-100ah.json"));

    [Fact]
    public void A_cell_that_names_no_model_error_gets_half_its_noise_and_six_percent_everywhere()
    {
        CellFile cell = Cell();
        Assert.Null(cell.ModelError);
        CellProfile profile = CellQuantiser.Quantise(cell, 100);
        Assert.Equal(cell.Grid.Soc.Length * cell.Grid.TemperatureCelsius.Length, profile.ModelError.Length);
        Assert.All(profile.ModelError, value => Assert.Equal(100, value));
        Assert.Equal(cell.Grid.TemperatureCelsius.Length, profile.ModelErrorOverpotentialPermille.Length);
        Assert.All(profile.ModelErrorOverpotentialPermille, value => Assert.Equal(60, value));
        Assert.Empty(profile.InstantHysteresis);
        Assert.Empty(profile.ChargeResistancePermille);
        Assert.Equal(10000, profile.CoulombicEfficiencyPermyriad);
    }

    [Fact]
    public void Every_optional_part_reaches_the_profile_in_its_unit()
    {
        CellFile cell = Cell();
        int temperatures = cell.Grid.TemperatureCelsius.Length;
        cell.InstantHysteresisVolts = [.. Enumerable.Range(0, temperatures).Select(row => 0.01 + (0.001 * row))];
        cell.ChargeResistanceFactor = [.. cell.R0Ohms.Select((row, index) => row.Select(_ => 1 + (0.05 * index)).ToArray())];
        cell.CoulombicEfficiency = 0.9975;
        cell.ModelError = new CellModelError
        {
            Volts = [.. cell.R0Ohms.Select((row, index) => row.Select((_, node) => 0.005 + (0.001 * index) + (0.0001 * node)).ToArray())],
            OverpotentialFraction = [.. Enumerable.Range(0, temperatures).Select(row => 0.05 + (0.01 * row))],
        };
        CellProfile profile = CellQuantiser.Quantise(cell, 100);
        int nodes = cell.Grid.Soc.Length;
        Assert.Equal(1000, profile.InstantHysteresis[0]);
        Assert.Equal(1100, profile.InstantHysteresis[1]);
        Assert.Equal(1000, profile.ChargeResistancePermille[0]);
        Assert.Equal(1100, profile.ChargeResistancePermille[(2 * nodes) + 5]);
        Assert.Equal(9975, profile.CoulombicEfficiencyPermyriad);
        Assert.Equal(50 + 20 + 7, profile.ModelError[(2 * nodes) + 7]);
        Assert.Equal(70, profile.ModelErrorOverpotentialPermille[2]);
        Assert.Equal(PackFault.None, new CellValidator(profile, 1).Check());
    }
}
