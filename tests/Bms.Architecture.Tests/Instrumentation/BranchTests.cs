using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.ReferenceAssembly;
using Bms.Architecture.Tests.Support;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>Branch outcomes are told apart, and an instrumented copy behaves as its original.</summary>
public sealed class BranchTests
{
    public static TheoryData<string> Devices() => [.. DeviceAssemblies.All.Select(device => device.Name)];

    [Fact]
    public void Both_ways_of_a_branch_are_told_apart()
    {
        using InstrumentedAssembly flow = InstrumentedAssembly.Load(Compiler.CompileSample(InstrumentationSamples.Flow));
        Invoke(flow.Assembly, "Sample.Flow.Choices", "Sign", 4);
        // The compiler turns the question round: x > 0 goes straight on, x <= 0 is the jump.
        Assert.Equal([("not taken", 1L), ("taken", 0L)], Outcomes(flow, "Sign"));
        Invoke(flow.Assembly, "Sample.Flow.Choices", "Sign", -4);
        Invoke(flow.Assembly, "Sample.Flow.Choices", "Sign", 0);
        Assert.Equal([("not taken", 1L), ("taken", 2L)], Outcomes(flow, "Sign"));
    }

    [Fact]
    public void Every_case_of_a_switch_and_none_are_told_apart()
    {
        using InstrumentedAssembly flow = InstrumentedAssembly.Load(Compiler.CompileSample(InstrumentationSamples.Flow));
        Assert.Equal(10, Invoke(flow.Assembly, "Sample.Flow.Choices", "Pick", 0));
        Assert.Equal(13, Invoke(flow.Assembly, "Sample.Flow.Choices", "Pick", 3));
        Assert.Equal(13, Invoke(flow.Assembly, "Sample.Flow.Choices", "Pick", 3));
        Assert.Equal([("no case", 0L), ("case 0", 1L), ("case 1", 0L), ("case 2", 0L), ("case 3", 2L)], Outcomes(flow, "Pick"));
        Assert.Equal(-1, Invoke(flow.Assembly, "Sample.Flow.Choices", "Pick", 4));
        Assert.Equal(("no case", 1L), Outcomes(flow, "Pick")[0]);
    }

    [Fact]
    public void Outcomes_that_never_occurred_are_reported_with_their_place()
    {
        using InstrumentedAssembly flow = InstrumentedAssembly.Load(Compiler.CompileSample(InstrumentationSamples.Flow));
        Invoke(flow.Assembly, "Sample.Flow.Choices", "Sign", 4);
        Invoke(flow.Assembly, "Sample.Flow.Loops", "Sum", 2);
        BranchOutcome[] seen = [.. flow.Branches.Where(branch => IsOf(branch, "Sign") || IsOf(branch, "Sum"))];
        Assert.Equal(0.75, BranchReport.Coverage(seen));
        string[] lines = InstrumentationSamples.Flow.Split('\n');
        int line = 1 + Array.FindIndex(lines, text => text.Contains("if (x > 0)", StringComparison.Ordinal));
        string expected = string.Create(CultureInfo.InvariantCulture, $$"""
            3 of 4 branch outcomes, 75.0 %
            System.Int32 Sample.Flow.Choices::Sign(System.Int32)
              IL_0002 taken at Sample.cs:{{line}}

            """);
        Assert.Equal(expected, BranchReport.Write(seen));
    }

    [Theory]
    [InlineData(10, 2)]
    [InlineData(10, 0)]
    [InlineData(200, 0)]
    [InlineData(13, 0)]
    public void Protected_regions_work_as_before(int x, int y)
    {
        foreach (OptimizationLevel optimization in new[] { OptimizationLevel.Debug, OptimizationLevel.Release })
        {
            Compiled sample = Compiler.CompileSample(InstrumentationSamples.Regions, optimization);
            AssemblyLoadContext context = new("original", isCollectible: true);
            string expected = Divide(context.LoadFromStream(new System.IO.MemoryStream(sample.Image)), x, y);
            context.Unload();
            using InstrumentedAssembly instrumented = InstrumentedAssembly.Load(sample);
            Assert.Equal(expected, Divide(instrumented.Assembly, x, y));
            using InstrumentedAssembly staged = InstrumentedAssembly.Load(sample, "Sample.Regions.Guarded::Divide");
            Assert.Equal(expected, Divide(staged.Assembly, x, y));
        }
    }

    [Theory]
    [InlineData(OptimizationLevel.Debug)]
    [InlineData(OptimizationLevel.Release)]
    public void Every_instrumented_method_of_a_rich_sample_is_valid(OptimizationLevel optimization)
    {
        foreach (string source in new[] { DialectSamples.CompilesOnDevice, InstrumentationSamples.Flow, InstrumentationSamples.Stages })
        {
            using InstrumentedAssembly instrumented = InstrumentedAssembly.Load(Compiler.CompileSample(source, optimization));
            Assert.True(PrepareAll(instrumented.Assembly) > 0);
        }
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Every_instrumented_method_of_a_device_assembly_is_valid(string name)
    {
        using InstrumentedAssembly instrumented = InstrumentedAssembly.Load(DeviceAssemblies.Named(name).BuiltPath);
        Assert.Equal(name, instrumented.Assembly.GetName().Name);
        PrepareAll(instrumented.Assembly);
    }

    /// <summary>The run-time compiler refuses a method whose instructions or regions are not valid.</summary>
    private static int PrepareAll(Assembly assembly)
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        List<MethodBase> methods =
            [.. assembly.GetTypes().SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))];
        methods.RemoveAll(method => method.IsAbstract || method.ContainsGenericParameters);
        methods.ForEach(method => RuntimeHelpers.PrepareMethod(method.MethodHandle));
        return methods.Count;
    }

    private static string Divide(Assembly assembly, int x, int y)
    {
        string outcome;
        try
        {
            outcome = string.Create(CultureInfo.InvariantCulture, $"{Invoke(assembly, "Sample.Regions.Guarded", "Divide", x, y)}");
        }
        catch (TargetInvocationException exception)
        {
            outcome = exception.InnerException!.Message;
        }

        return outcome + " " + assembly.GetType("Sample.Regions.Guarded")!.GetField("Trace")!.GetValue(null);
    }

    private static (string Outcome, long Hits)[] Outcomes(InstrumentedAssembly flow, string method) =>
        [.. flow.Branches.Where(branch => IsOf(branch, method)).Select(branch => (branch.Outcome, branch.Hits))];

    private static bool IsOf(BranchOutcome branch, string method) => branch.Method.Contains($"::{method}(", StringComparison.Ordinal);

    private static object? Invoke(Assembly assembly, string type, string method, params object[] arguments) =>
        assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments);
}
