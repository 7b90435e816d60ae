using System;
using System.Text.Json;
using Bms.Core.Lifecycle;
using Bms.Hil.Commands;
using Bms.Hil.Passports;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Commands;
using Xunit;

namespace Bms.Hil.Tests.Passports;

/// <summary>From the shipped swap to its ledger, its passport and its grade.</summary>
public sealed class SwapScenarioTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_shipped_swap_leaves_two_matings_and_one_life()
    {
        string dump = Dump();
        PackLife life = LifetimeFile.Read(dump);
        Assert.Equal(2, life.Swaps.Count);
        Assert.NotNull(life.Swaps[0].UnmatedOperatingSeconds);
        Assert.InRange(life.Swaps[0].UnmatedOperatingSeconds!.Value, 47, 51);
        Assert.InRange(life.Swaps[0].SocMated!.Value, 0.5, 0.75);
        Assert.Null(life.Swaps[1].UnmatedOperatingSeconds);
        Assert.Equal(1, life[LifetimeLayout.Restarts]);
    }

    [Fact]
    public void Passport_and_grade_print_one_object_each()
    {
        string dump = Dump();
        string page = _scratch.PathOf("passport.html");
        (int code, string output, string error) = CommandLine.Run(PassportCommand.Create(), [dump, "--report", page]);
        Assert.Equal((0, ""), (code, error));
        using JsonDocument passport = JsonDocument.Parse(output);
        Assert.True(passport.RootElement.GetProperty("values").GetProperty("energyThroughput").GetProperty("value").GetDouble() > 0);
        Assert.True(passport.RootElement.GetProperty("unknown").GetArrayLength() > 0);
        Assert.Contains("Battery passport", System.IO.File.ReadAllText(page), StringComparison.Ordinal);
        (code, output, error) = CommandLine.Run(GradeCommand.Create(), [dump, "--json"]);
        Assert.Equal((0, ""), (code, error));
        using JsonDocument grade = JsonDocument.Parse(output);
        Assert.Equal("D", grade.RootElement.GetProperty("grade").GetString());
    }

    private string Dump()
    {
        string scenario = ShippedFile.Resolve("nmc-swap", "scenarios", ".yaml", "scenario");
        (int code, _, string error) = CommandLine.Run(RunCommand.Create(), [scenario, "--out", _scratch.PathOf("out"), "--memory-out", _scratch.PathOf("memories")]);
        Assert.Equal((0, ""), (code, error));
        return _scratch.PathOf("memories/nmc-swap.memory");
    }
}
