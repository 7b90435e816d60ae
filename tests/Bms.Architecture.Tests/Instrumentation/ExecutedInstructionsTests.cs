using System;
using System.Collections.Generic;
using Bms.Architecture.Tests.Support;
using Xunit;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>The counts of executed instructions agree with counts made by hand.</summary>
public sealed class ExecutedInstructionsTests
{
    [Theory]
    [InlineData("Loops", "Sum", 0, 10)]
    [InlineData("Loops", "Sum", 1, 21)]
    [InlineData("Loops", "Sum", 10, 120)]
    [InlineData("Loops", "AddTwice", 5, 14)]
    [InlineData("Choices", "Sign", 1, 5)]
    [InlineData("Choices", "Sign", -1, 5)]
    [InlineData("Choices", "Pick", 2, 4)]
    [InlineData("Choices", "Pick", 9, 5)]
    public void Instructions_are_counted_as_they_are_executed(string type, string method, int argument, long expected)
    {
        using InstrumentedAssembly flow = InstrumentedAssembly.Load(Compiler.CompileSample(InstrumentationSamples.Flow));
        Invoke(flow, "Sample.Flow." + type, method, argument);
        Assert.Equal(expected, flow.ExecutedInstructions);
    }

    [Theory]
    [InlineData(7, true, 21, 11)]
    [InlineData(1, false, 1, 13)]
    public void A_branch_with_values_waiting_on_the_stack_keeps_them(int x, bool twice, int result, long expected)
    {
        using InstrumentedAssembly flow = InstrumentedAssembly.Load(Compiler.CompileSample(InstrumentationSamples.Flow));
        Assert.Equal(result, Invoke(flow, "Sample.Flow.Choices", "Choose", x, twice));
        Assert.Equal(expected, flow.ExecutedInstructions);
    }

    [Fact]
    public void Counts_add_up_and_start_again()
    {
        using InstrumentedAssembly flow = InstrumentedAssembly.Load(Compiler.CompileSample(InstrumentationSamples.Flow));
        Assert.Equal(0, flow.ExecutedInstructions);
        Invoke(flow, "Sample.Flow.Loops", "AddTwice", 1);
        Invoke(flow, "Sample.Flow.Choices", "Sign", 1);
        Assert.Equal(19, flow.ExecutedInstructions);
        Assert.Equal(Counts(("Sample.Flow.Loops", 14), ("Sample.Flow.Choices", 5)), flow.ExecutedInstructionsByType());
        Assert.Equal(8, flow.ExecutedInstructionsByMethod()["System.Int32 Sample.Flow.Loops::Add(System.Int32,System.Int32)"]);
        flow.ResetCounts();
        Assert.Equal(0, flow.ExecutedInstructions);
        Assert.Empty(flow.ExecutedInstructionsByType());
        Invoke(flow, "Sample.Flow.Choices", "Sign", 1);
        Assert.Equal(5, flow.ExecutedInstructions);
    }

    [Theory]
    [InlineData(3, 2, 7)]
    [InlineData(3, 0, 11)]
    public void A_block_that_throws_counts_as_a_whole(int x, int y, long expected)
    {
        using InstrumentedAssembly regions = InstrumentedAssembly.Load(Compiler.CompileSample(InstrumentationSamples.Regions));
        Invoke(regions, "Sample.Regions.Guarded", "Safe", 1, 1);
        regions.ResetCounts();
        Invoke(regions, "Sample.Regions.Guarded", "Safe", x, y);
        Assert.Equal(expected, regions.ExecutedInstructions);
    }

    [Fact]
    public void What_a_stage_calls_counts_for_the_stage()
    {
        using InstrumentedAssembly stages = LoadStages("Sample.One.StageOne::Step", "Sample.Two.StageTwo::Step");
        Step(stages, 3);
        Assert.Equal(
            Counts((InstrumentedAssembly.OutsideStages, 13), ("Sample.One.StageOne::Step", 7), ("Sample.Two.StageTwo::Step", 12)),
            stages.ExecutedInstructionsByStage());
        Assert.Equal(
            Counts(("Sample", 13), ("Sample.One", 3), ("Sample.Two", 8), ("Sample.Shared", 8)),
            stages.ExecutedInstructionsByNamespace());
        Assert.Equal(32, stages.ExecutedInstructions);
    }

    [Fact]
    public void A_stage_that_catches_counts_on_for_itself()
    {
        using InstrumentedAssembly stages = LoadStages("Sample.Controller::Step", "Sample.One.StageOne::Step", "Sample.Two.StageTwo::Step");
        Step(stages, -1);
        Assert.Equal(
            Counts(
                (InstrumentedAssembly.OutsideStages, 0),
                ("Sample.Controller::Step", 20),
                ("Sample.One.StageOne::Step", 7),
                ("Sample.Two.StageTwo::Step", 5)),
            stages.ExecutedInstructionsByStage());
    }

    [Fact]
    public void A_stage_that_is_not_there_is_an_error()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => LoadStages("Sample.Controller::Walk"));
        Assert.Contains("Sample.Controller::Walk", refusal.Message, StringComparison.Ordinal);
    }

    private static InstrumentedAssembly LoadStages(params string[] stages) =>
        InstrumentedAssembly.Load(Compiler.CompileSample(InstrumentationSamples.Stages), stages);

    private static Dictionary<string, long> Counts(params (string Name, long Executed)[] counts)
    {
        Dictionary<string, long> expected = [];
        foreach ((string name, long executed) in counts)
            expected.Add(name, executed);
        return expected;
    }

    /// <summary>Makes a controller, forgets what that counted, and steps it once.</summary>
    private static void Step(InstrumentedAssembly stages, int x)
    {
        Type type = stages.Assembly.GetType("Sample.Controller", throwOnError: true)!;
        object controller = Activator.CreateInstance(type)!;
        stages.ResetCounts();
        type.GetMethod("Step")!.Invoke(controller, [x]);
    }

    private static object? Invoke(InstrumentedAssembly instrumented, string type, string method, params object[] arguments) =>
        instrumented.Assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments);
}
