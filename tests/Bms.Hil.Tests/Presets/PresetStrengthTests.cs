using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Tests.Scenarios;
using Xunit;

namespace Bms.Hil.Tests.Presets;

/// <summary>What is special in a chemistry is really checked: each defect makes the scenario that is about it fail.</summary>
public class PresetStrengthTests
{
    private const int OutOfReach = 2_000_000_000;

    private static readonly Dictionary<string, Func<PackConfiguration, PackConfiguration>> Defects = new()
    {
        // Derating that begins where it ends.
        ["cold charge in full until it trips"] = pack => Row(pack, ProtectionKind.UnderTemperatureCharge, row => row.With("DerateLimit", row.TripLimit)),
        ["hot charge in full until it trips"] = pack => Row(pack, ProtectionKind.OverTemperatureCharge, row => row.With("DerateLimit", row.TripLimit)),
        ["hot discharge in full until it trips"] = pack => Row(pack, ProtectionKind.OverTemperatureDischarge, row => row.With("DerateLimit", row.TripLimit)),
        ["loose stack in full until it trips"] = pack => Row(pack, ProtectionKind.PressureLow, row => row.With("DerateLimit", row.TripLimit)),
        // The habits of a graphite cell.
        ["cold charge refused below 0 °C"] = pack => Row(pack, ProtectionKind.UnderTemperatureCharge,
            row => row.With("WarningLimit", 200).With("DerateLimit", 200).With("TripLimit", 0)),
        ["under-voltage of a ternary cell"] = pack => Row(pack, ProtectionKind.CellUnderVoltage,
            row => row.With("WarningLimit", 3_000_000).With("DerateLimit", 2_900_000).With("TripLimit", 2_700_000)),
        ["cold charge allowed"] = pack => Row(pack, ProtectionKind.UnderTemperatureCharge,
            row => row.With("WarningLimit", -5000).With("DerateLimit", -5000).With("TripLimit", -5000)),
        ["over-voltage of a ternary cell"] = pack => Row(pack, ProtectionKind.CellOverVoltage,
            row => row.With("WarningLimit", 4_200_000).With("DerateLimit", 4_210_000).With("TripLimit", 4_250_000)),
        ["trips early in the heat"] = pack => Row(pack, ProtectionKind.OverTemperatureDischarge, row => row.With("TripLimit", 4600)),
        // What only one chemistry needs.
        ["no path in the voltage"] = pack => pack.With("Cell", pack.Cell.With("Hysteresis", Array.Empty<short>())),
        ["no preheat"] = pack => pack.With("Contactors", pack.Contactors.With("Preheat", false)),
        ["closes again for ever"] = pack => Row(pack, ProtectionKind.CellOverVoltage, row => row.With("RecloseLimit", 0)),
        ["blind to pressure"] = pack => Row(pack, ProtectionKind.PressureLow, row => row.With("TripLimit", -OutOfReach)),
        ["blind to the rate of pressure"] = pack => Row(pack, ProtectionKind.PressureRate, row => row.With("TripLimit", OutOfReach)),
        ["over-voltage never"] = pack => Row(pack, ProtectionKind.CellOverVoltage, row => row.With("TripLimit", OutOfReach)),
        // An estimate that nobody corrects, told ten points too much.
        ["counts only, from a wrong start"] = pack => pack.With("Estimation", pack.Estimation.With("Kind", EstimatorKind.Coulomb)),
    };

    [Theory]
    [InlineData("blade-cool-charge", "cold charge in full until it trips")]
    [InlineData("blade-cold-charge", "cold charge allowed")]
    [InlineData("lfp26650-cold-start", "cold charge allowed")]
    [InlineData("nmc21700-ride", "cold charge in full until it trips")]
    [InlineData("nmc21700-charger-does-not-stop", "closes again for ever")]
    [InlineData("nmc46-fast-charge", "hot charge in full until it trips")]
    [InlineData("lmo-hot-hill", "hot discharge in full until it trips")]
    [InlineData("lto-cold-charge", "cold charge refused below 0 °C")]
    [InlineData("lto-too-cold", "cold charge allowed")]
    [InlineData("sodium-cold-charge", "cold charge in full until it trips")]
    [InlineData("sodium-cold-charge", "cold charge refused below 0 °C")]
    [InlineData("sodium-day", "under-voltage of a ternary cell")]
    [InlineData("sodium-over-voltage", "over-voltage of a ternary cell")]
    [InlineData("semisolid-hysteresis", "no path in the voltage")]
    [InlineData("sulfide-pressure-lost", "blind to pressure")]
    [InlineData("sulfide-pressure-lost", "loose stack in full until it trips")]
    [InlineData("sulfide-pressure-rises", "blind to the rate of pressure")]
    [InlineData("sulfide-cold-charge", "cold charge in full until it trips")]
    [InlineData("polymer-too-cold", "no preheat")]
    [InlineData("polymer-cold-charge", "cold charge allowed")]
    [InlineData("ncr18650-robot", "counts only, from a wrong start")]
    public void A_scenario_about_a_chemistry_fails_where_the_firmware_is_wrong_about_it(string file, string defect)
    {
        Scenario scenario = ShippedSuite.Read().Scenarios.Single(each => each.File == file + ".yaml");
        ScenarioResult sound = ShippedSuite.RunWith(scenario, pack => pack);
        Assert.True(sound.Verdict == Verdict.Passed, sound.Reason);
        ScenarioResult defective = ShippedSuite.RunWith(scenario, Defects[defect]);
        Assert.True(defective.Verdict == Verdict.Failed, $"nothing in {file} sees '{defect}'");
    }

    /// <summary>Each chemistry has an over-voltage at its own limit, and notices where that limit never acts.</summary>
    [Fact]
    public void Every_preset_of_a_new_pack_sees_an_over_voltage_that_never_trips()
    {
        Scenario[] scenarios = [.. ShippedSuite.Read().Scenarios.Where(each => each.File.EndsWith("-over-voltage.yaml", StringComparison.Ordinal)
            && each.Expectations.Events.Any(expected => (int)expected.Kind == (int)ProtectionKind.CellOverVoltage && expected.Level == 3))];
        Assert.Equal(Enum.GetValues<Chemistry>(), scenarios.Select(each => each.Pack.Configuration.Cell.Chemistry).Distinct().Order());
        foreach (Scenario scenario in scenarios)
            Assert.Equal(Verdict.Failed, ShippedSuite.RunWith(scenario, Defects["over-voltage never"]).Verdict);
    }

    private static PackConfiguration Row(PackConfiguration pack, ProtectionKind kind, Func<ProtectionRow, ProtectionRow> change) =>
        pack.With("Protection", pack.Protection.Select(row => row.Kind == kind ? change(row) : row).ToArray());
}
