using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Packs;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Results;
using Xunit;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>
/// How much the shipped suite sees: a trip limit of one row of the protection table is moved out of reach, and the suite has to fail.
/// The validator that every image passes through refuses such a table, so that the suite is the second to see it.
/// </summary>
public class SuiteStrengthTests(ITestOutputHelper output)
{
    /// <summary>Beyond any quantity in the units of the table, and no sum with it overflows.</summary>
    private const int OutOfReach = 2_000_000_000;

    [Fact]
    public void A_trip_limit_out_of_reach_makes_the_suite_fail_whichever_row_it_is()
    {
        Suite suite = ShippedSuite.Read();
        output.WriteLine("| row | scenarios that caught it |");
        output.WriteLine("|---|---|");
        foreach (ProtectionKind row in Enum.GetValues<ProtectionKind>())
        {
            var caught = new List<string>();
            foreach (Scenario scenario in suite.ThatTrip(row))
            {
                ScenarioResult sound = ShippedSuite.RunWith(scenario, configuration => configuration);
                Assert.True(sound.Verdict == Verdict.Passed, $"{scenario.Name}: {sound.Reason}");
                ScenarioResult defective = ShippedSuite.RunWith(scenario, configuration => WithoutTrip(configuration, row));
                if (defective.Verdict == Verdict.Failed)
                    caught.Add(scenario.Name);
            }
            output.WriteLine($"| {PackFaultText.RowName((int)row)} | {string.Join("; ", caught)} |");
            Assert.True(caught.Count > 0, $"nothing in the suite sees that {row} never trips");
        }
    }

    [Fact]
    public void The_validator_refuses_each_of_these_tables()
    {
        PackConfiguration[] packs = [.. ShippedSuite.Read().Scenarios.Select(scenario => scenario.Pack.Configuration)];
        foreach (PackConfiguration pack in packs)
        {
            Assert.Equal(PackFault.None, new PackValidator(pack).Check());
            foreach (ProtectionKind row in pack.Protection.Select(row => row.Kind))
            {
                PackConfiguration defective = WithoutTrip(pack, row);
                var validator = new PackValidator(defective);
                Assert.Equal((PackFault.ProtectionReach, (int)row), (validator.Check(), validator.Detail));
                Assert.Throws<ArgumentException>(() => new Bms.Core.PackController(defective));
            }
        }
    }

    private static PackConfiguration WithoutTrip(PackConfiguration pack, ProtectionKind kind) => new()
    {
        SeriesGroups = pack.SeriesGroups,
        ParallelCells = pack.ParallelCells,
        TemperatureSensors = pack.TemperatureSensors,
        ChargeLimitMicroamps = pack.ChargeLimitMicroamps,
        DischargeLimitMicroamps = pack.DischargeLimitMicroamps,
        Auxiliaries = pack.Auxiliaries,
        Measurement = pack.Measurement,
        Plausibility = pack.Plausibility,
        Runaway = pack.Runaway,
        Contactors = pack.Contactors,
        Afe = pack.Afe,
        Protection = [.. pack.Protection.Select(row => row.Kind == kind ? WithoutTrip(row) : row)],
        Balancing = pack.Balancing,
        Estimation = pack.Estimation,
        PackState = pack.PackState,
        Power = pack.Power,
        Charging = pack.Charging,
        Thermal = pack.Thermal,
        Cell = pack.Cell,
    };

    private static ProtectionRow WithoutTrip(ProtectionRow row) => new()
    {
        Kind = row.Kind,
        WarningLimit = row.WarningLimit,
        DerateLimit = row.DerateLimit,
        TripLimit = ProtectionPolicy.ActsAbove(row.Kind) ? OutOfReach : -OutOfReach,
        Hysteresis = row.Hysteresis,
        DebounceSamples = row.DebounceSamples,
        DebounceMilliseconds = row.DebounceMilliseconds,
        RecoveryMilliseconds = row.RecoveryMilliseconds,
        Latching = row.Latching,
        CoolDownMilliseconds = row.CoolDownMilliseconds,
        RecloseLimit = row.RecloseLimit,
        WaitMilliseconds = row.WaitMilliseconds,
    };
}
