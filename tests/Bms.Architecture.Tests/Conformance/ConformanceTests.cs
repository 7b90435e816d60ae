using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.Instrumentation;
using Bms.Architecture.Tests.Support;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Bms.Architecture.Tests.Conformance;

/// <summary>
/// The digest of conformance is the committed one, in Debug and in Release; its stimulus takes nearly every branch of the core; its
/// quick form fits a board. A wanted change is blessed with BMS_BLESS_CONFORMANCE="the reason".
/// </summary>
public sealed class ConformanceTests
{
    private const double LeastCoverage = 0.90;
    private const long QuickBudget = 30_000_000;

    private static readonly string GoldenPath = Path.Combine(Repository.Root, "hil", "golden", "conformance.json");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Theory]
    [InlineData(true, OptimizationLevel.Debug)]
    [InlineData(true, OptimizationLevel.Release)]
    [InlineData(false, OptimizationLevel.Debug)]
    [InlineData(false, OptimizationLevel.Release)]
    public void The_digest_is_the_committed_one(bool quick, OptimizationLevel optimization)
    {
        Assembly core = DeviceSources.Compile("Bms.Core", optimization).Load();
        dynamic run = Run(core, quick);
        Assert.Equal(-1, (int)run.WrongArithmeticCase);
        string form = quick ? "quick" : "full";
        string digest = ((int)run.Digest).ToString("X8", CultureInfo.InvariantCulture);
        List<string> checkpoints = Checkpoints(run);
        if (Environment.GetEnvironmentVariable("BMS_BLESS_CONFORMANCE") is { Length: > 0 } reason)
            Bless(form, digest, checkpoints, reason);
        Assert.True(File.Exists(GoldenPath), "hil/golden/conformance.json is missing");
        JsonElement golden = JsonDocument.Parse(File.ReadAllText(GoldenPath)).RootElement.GetProperty(form);
        string?[] expected = [.. golden.GetProperty("checkpoints").EnumerateArray().Select(element => element.GetString())];
        int part = Enumerable.Range(0, Math.Min(expected.Length, checkpoints.Count)).FirstOrDefault(index => expected[index] != checkpoints[index], -1);
        Assert.True(part < 0, $"the {form} run parts from the committed one at checkpoint {part}");
        Assert.Equal(golden.GetProperty("digest").GetString(), digest);
    }

    [Fact]
    public void The_stimulus_takes_nearly_every_branch_of_the_core()
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(DeviceSources.Compile("Bms.Core", OptimizationLevel.Release).Compiled);
        Run(core.Assembly, quick: false);
        // What only the short form does is a part of the stimulus too.
        Run(core.Assembly, quick: true);
        IReadOnlyList<BranchOutcome> branches = core.Branches;
        TestContext.Current.TestOutputHelper?.WriteLine(BranchReport.Write(branches));
        Assert.True(BranchReport.Coverage(branches) >= LeastCoverage, BranchReport.Write(branches));
    }

    [Fact]
    public void The_quick_form_fits_a_board()
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(DeviceSources.Compile("Bms.Core", OptimizationLevel.Release).Compiled);
        Run(core.Assembly, quick: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"{core.ExecutedInstructions} instructions");
        Assert.InRange(core.ExecutedInstructions, 1, QuickBudget);
    }

    private static dynamic Run(Assembly core, bool quick)
    {
        Type type = core.GetType("Bms.Core.Conformance.ConformanceRun", throwOnError: true)!;
        dynamic run = Activator.CreateInstance(type, [quick])!;
        run.Run();
        return run;
    }

    private static List<string> Checkpoints(dynamic run)
    {
        var texts = new List<string>();
        for (int index = 0; index < (int)run.CheckpointCount; index++)
            texts.Add(((int)run.Checkpoint(index)).ToString("X8", CultureInfo.InvariantCulture));
        return texts;
    }

    private static void Bless(string form, string digest, List<string> checkpoints, string reason)
    {
        Dictionary<string, object> golden = [];
        if (File.Exists(GoldenPath))
        {
            foreach (JsonProperty property in JsonDocument.Parse(File.ReadAllText(GoldenPath)).RootElement.EnumerateObject())
                golden[property.Name] = property.Value.Clone();
        }
        golden["reason"] = reason;
        golden[form] = new { digest, checkpoints };
        File.WriteAllText(GoldenPath, JsonSerializer.Serialize(golden, Indented) + "\n");
    }
}
