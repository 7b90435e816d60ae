using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Commands;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Results;
using Xunit;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>The shipped suite passes, covers what it promises, and gives the same bits however it is run.</summary>
public class ShippedSuiteTests
{
    private const int FewestScenarios = 20;

    [Fact]
    public void It_passes_and_gives_the_same_bytes_serially_in_parallel_and_again()
    {
        Suite suite = ShippedSuite.Read();
        SuiteResult serial = ShippedSuite.Run(suite, jobs: 1);
        Assert.All(serial.Scenarios, scenario => Assert.True(scenario.Verdict == Verdict.Passed, $"{scenario.Name}: {scenario.Reason}"));
        string expected = WithoutTimings(serial);
        Assert.Equal(expected, WithoutTimings(ShippedSuite.Run(suite, jobs: 4)));
        // Read anew, so that nothing that a run leaves behind in a scenario can hide.
        Assert.Equal(expected, WithoutTimings(ShippedSuite.Run(ShippedSuite.Read(), jobs: 2)));
    }

    [Fact]
    public void It_covers_every_chemistry_and_every_row_of_the_table()
    {
        Suite suite = ShippedSuite.Read();
        Assert.True(suite.Scenarios.Count >= FewestScenarios);
        IEnumerable<string> chemistries = suite.Scenarios.Select(scenario => scenario.Pack.Cell.Chemistry).Distinct();
        Assert.Equal(CellFileRules.ChemistryNames.Order(StringComparer.Ordinal), chemistries.Order(StringComparer.Ordinal));
        foreach (ProtectionKind row in Enum.GetValues<ProtectionKind>())
            Assert.NotEmpty(suite.ThatTrip(row));
    }

    [Fact]
    public void Every_scenario_file_is_in_the_suite()
    {
        string folder = Path.GetDirectoryName(ShippedSuite.Read().Scenarios[0].Path)!;
        string[] files = [.. Directory.GetFiles(folder, "*.yaml").Select(path => Path.GetFileName(path)!)
            .Where(file => !file.EndsWith(".suite.yaml", StringComparison.Ordinal) && !file.EndsWith(".plant.yaml", StringComparison.Ordinal))];
        Assert.Equal(files.Order(StringComparer.Ordinal), ShippedSuite.Read().Scenarios.Select(scenario => scenario.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_scenario_says_what_it_is_about_and_expects_more_than_silence()
    {
        Assert.All(ShippedSuite.Read().Scenarios, scenario =>
        {
            Assert.NotEmpty(scenario.Description);
            Assert.NotEmpty(scenario.Tags);
            Assert.True(scenario.Expectations.Signals.Count + scenario.Expectations.Soc.Count + scenario.Expectations.Events.Count > 0, scenario.Name);
        });
    }

    /// <summary>The results as written, without the fields that are told to differ.</summary>
    private static string WithoutTimings(SuiteResult result)
    {
        using var text = new StringWriter();
        JsonOutput.Write(text, result);
        JsonNode root = JsonNode.Parse(text.ToString())!;
        root.AsObject().Remove("timing");
        foreach (JsonNode? scenario in root["scenarios"]!.AsArray())
            scenario!.AsObject().Remove("timing");
        return root.ToJsonString();
    }
}
