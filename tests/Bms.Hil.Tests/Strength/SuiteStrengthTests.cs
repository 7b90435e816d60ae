using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Bms.Core.Configuration;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Tests.Scenarios;
using Xunit;

namespace Bms.Hil.Tests.Strength;

/// <summary>
/// How much scenarios and unit tests see: a listed defect is put into the core, or the trip limit of one row of the protection table is
/// moved out of reach, and one of them has to fail. The validator that every image passes through refuses such a table, so that the suite
/// is the second to see it.
/// </summary>
public class SuiteStrengthTests(ITestOutputHelper output)
{
    /// <summary>Beyond any quantity in the units of the table, and no sum with it overflows.</summary>
    private const int OutOfReach = 2_000_000_000;

    private const int FewestMutations = 20;

    [Fact]
    public async Task Every_defect_of_the_code_and_every_limit_out_of_reach_is_caught()
    {
        IReadOnlyList<Mutation> table = MutationTable.All;
        Assert.True(table.Count >= FewestMutations);
        var sources = CoreSources.Read();
        IReadOnlyList<StrengthEntry> mutations = await new MutationRun(sources, await CoverageMap.Compute(sources, table)).Run(table);
        Suite suite = ShippedSuite.Read();
        StrengthEntry[] rows = [.. Enum.GetValues<ProtectionKind>().Select(row => MoveLimit(suite, row))];
        StrengthEntry[] all = [.. mutations, .. rows];
        output.WriteLine(StrengthDocument.Table(all) + StrengthDocument.Summary(all));
        foreach (StrengthEntry entry in all)
            output.WriteLine($"{entry.Mutation}: {entry.CaughtBy}: {entry.Reason.ReplaceLineEndings(" ")}");
        if (Environment.GetEnvironmentVariable(StrengthDocument.WriteVariable) == "1")
            StrengthDocument.Write(mutations, rows);
        string[] missed = [.. all.Where(entry => entry.CaughtBy.Length == 0).Select(entry => $"{entry.Mutation} in {entry.Where}")];
        Assert.True(missed.Length == 0, "not caught:\n" + string.Join('\n', missed));
        string differences = StrengthDocument.Differences(all);
        Assert.True(differences.Length == 0, differences);
    }

    private static StrengthEntry MoveLimit(Suite suite, ProtectionKind row)
    {
        IReadOnlyList<Scenario> scenarios = suite.ThatTrip(row);
        StrengthEntry entry = new("trip limit out of reach", row.ToString(), StrengthEntry.Counted(scenarios.Count, 0), "", "", ByScenario: false);
        foreach (Scenario scenario in scenarios)
        {
            ScenarioResult sound = ShippedSuite.RunWith(scenario, configuration => configuration);
            Assert.True(sound.Verdict == Verdict.Passed, $"{scenario.Name}: {sound.Reason}");
            ScenarioResult defective = ShippedSuite.RunWith(scenario, configuration => WithoutTrip(configuration, row));
            if (defective.Verdict == Verdict.Failed)
                return entry with { CaughtBy = Path.GetFileNameWithoutExtension(scenario.File), Reason = defective.Reason, ByScenario = true };
        }
        return entry;
    }

    [Theory]
    [InlineData("CoulombCounter", "Leap", "_sigma + growth", "no longer applies: the core has no CoulombCounter.Leap")]
    [InlineData("CoulombCounter", "Step", "_sigma + 2f * growth", "no longer applies: '_sigma + 2f * growth' stands 0 times in CoulombCounter.Step, expected once")]
    [InlineData("CoulombCounter", "Step", "growth", "no longer applies: 'growth' stands 4 times in CoulombCounter.Step, expected once")]
    [InlineData("CoulombCounter", "Step", "_sigma + growth", "does not compile")]
    public void A_mutation_that_does_not_fit_the_sources_is_named(string type, string member, string text, string expected)
    {
        Mutation mutation = new(7, "made up", type, member, text, "nothing that compiles");
        string message = Assert.Throws<InvalidOperationException>(() => CoreSources.Read().Compile(mutation)).Message;
        Assert.StartsWith("mutation 7 (made up) ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
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
        Identity = pack.Identity,
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
