using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Presets;

/// <summary>The chemistry presets: each has a pack that says where its limits come from, scenarios, and no limit beyond its chemistry's ceiling.</summary>
public class PresetTests
{
    private const int FewestScenarios = 2;

    [Fact]
    public void Every_cell_has_a_pack_and_two_scenarios_at_least()
    {
        IReadOnlyList<Preset> presets = PresetList.Read();
        Assert.True(presets.Count >= 13);
        Assert.All(presets, preset => Assert.True(preset.Packs.Count > 0, $"{preset.Name} has no pack"));
        Assert.All(presets, preset => Assert.True(preset.Scenarios.Count >= FewestScenarios, $"{preset.Name} has {preset.Scenarios.Count} scenarios"));
    }

    [Fact]
    public void Every_pack_is_run_by_a_scenario()
    {
        HashSet<string> run = [.. PresetList.Read().SelectMany(preset => preset.Scenarios).Select(scenario => scenario.Pack.Name)];
        Assert.All(PresetList.Read().SelectMany(preset => preset.Packs), pack => Assert.Contains(pack.Name, run));
    }

    [Fact]
    public void Every_pack_trips_within_what_its_chemistry_may_see()
    {
        foreach (PackFile pack in PresetList.Read().SelectMany(preset => preset.Packs))
        {
            Chemistry chemistry = pack.Configuration.Cell.Chemistry;
            int over = pack.Configuration.FindRow(ProtectionKind.CellOverVoltage)!.TripLimit;
            int under = pack.Configuration.FindRow(ProtectionKind.CellUnderVoltage)!.TripLimit;
            Assert.InRange(over, pack.Configuration.Cell.MaximumMicrovolts, ChemistryLimits.HighestCellMicrovolts(chemistry));
            Assert.InRange(under, ChemistryLimits.LowestCellMicrovolts(chemistry), over);
        }
    }

    /// <summary>Peer defect 8: a chemistry preset with an unsafe voltage.</summary>
    [Theory]
    [MemberData(nameof(ShippedCells.Names), MemberType = typeof(ShippedCells))]
    public void A_cell_that_asks_for_more_than_its_chemistry_may_see_is_refused(string name)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name));
        var options = new PackOptions { SeriesGroups = 4 };
        double ceiling = ChemistryLimits.HighestCellMicrovolts(CellQuantiser.ChemistryOf(cell.Chemistry)) * 1e-6;
        cell.Limits.MaximumVolts = ceiling + 0.001;
        Assert.Throws<BadInputException>(() => PackBuilder.Build(cell, options, name));
        // Fifty millivolts of margin to the trip still fit under the ceiling there.
        cell.Limits.MaximumVolts = ceiling - 0.05;
        Assert.NotNull(PackBuilder.Build(cell, options, name));
    }

    [Theory]
    [InlineData("synthetic-lfp-short-blade", 3.80)]
    [InlineData("synthetic-polymer-lfp-30ah", 3.80)]
    [InlineData("synthetic-lto-20ah", 3.00)]
    [InlineData("synthetic-sodium-18650", 4.20)]
    [InlineData("synthetic-lmo-10ah", 4.36)]
    public void A_charge_voltage_of_another_chemistry_is_refused(string name, double volts)
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf(name + ".json"));
        cell.Limits.MaximumVolts = volts;
        Assert.Throws<BadInputException>(() => PackBuilder.Build(cell, new PackOptions { SeriesGroups = 4 }, name));
    }

    [Fact]
    public void Every_pack_file_says_where_its_limits_come_from_or_that_they_are_invented()
    {
        foreach (PackFile pack in PresetList.Read().SelectMany(preset => preset.Packs))
        {
            string text = File.ReadAllText(pack.Path);
            Assert.True(text.Contains("# Limits: ", StringComparison.Ordinal) || text.Contains("The pack is invented", StringComparison.Ordinal), pack.Path);
        }
    }

    /// <summary>What a synthetic preset's text says about a silicon anode: the gap between its branches, as SOC.</summary>
    [Fact]
    public void The_gap_of_the_silicon_cell_is_worth_about_a_tenth_of_its_charge_at_mid_range()
    {
        CellFile cell = CellFileReader.Read(ShippedCells.PathOf("synthetic-semisolid-silicon.json"));
        int warm = Array.IndexOf(cell.Grid.TemperatureCelsius, 25.0);
        double[] volts = cell.OcvVolts[warm];
        int middle = Array.IndexOf(cell.Grid.Soc, 0.5);
        double slope = (volts[middle + 2] - volts[middle - 2]) / (cell.Grid.Soc[middle + 2] - cell.Grid.Soc[middle - 2]);
        Assert.InRange(2 * cell.HysteresisVolts![warm][middle] / slope, 0.07, 0.11);
    }
}
