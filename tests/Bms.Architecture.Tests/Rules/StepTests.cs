using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.Support;
using Mono.Cecil;
using Xunit;

namespace Bms.Architecture.Tests.Rules;

/// <summary>No allocation in what a step or a frame can reach.</summary>
public sealed class StepTests
{
    private const string EntryPoint = "Sample.Controller::Step";

    public static TheoryData<string> EntryPoints() => [.. DeviceAssemblies.All.SelectMany(device => device.EntryPoints)];

    [Theory]
    [MemberData(nameof(EntryPoints))]
    public void A_step_of_the_device_reaches_no_allocation(string entryPoint)
    {
        List<ModuleDefinition> modules = [.. DeviceAssemblies.All.Select(device => device.ReadModule())];
        CallGraph graph = new(modules);
        IReadOnlyList<MethodDefinition> methods = StepRule.Find(graph, entryPoint);
        Assert.SkipWhen(methods.Count == 0, $"the type of {entryPoint} is not there yet");
        Violation[] violations = [.. StepRule.Check(graph, methods)];
        modules.ForEach(module => module.Dispose());
        Assert.True(violations.Length == 0, string.Join('\n', violations.Select(violation => violation.ToString())));
    }

    [Fact]
    public void Allocation_in_constructors_and_beside_the_step_is_fine() => Assert.Empty(Check(StepSamples.Good));

    [Theory]
    [InlineData("newobj", "_last = new object();")]
    [InlineData("newarr", "_values.CopyTo(new float[2], 0);")]
    [InlineData("box System.Int32", "_last = x;")]
    [InlineData("a string", "_last = \"text\";")]
    [InlineData("a delegate or function pointer", "Rule rule = Same; _last = rule;")]
    [InlineData("a call of a delegate", "_rule(x);")]
    [InlineData("newobj", "if (x < 0) throw new System.InvalidOperationException();")]
    [InlineData("keeps out of steps", "string.Concat(_last.ToString(), null);")]
    [InlineData("keeps out of steps", "System.BitConverter.GetBytes(x);")]
    public void An_allocation_behind_a_call_is_caught(string named, string helper)
    {
        Violation[] violations = [.. Check(StepSamples.CallingHelper(helper))];
        Assert.Contains(violations, violation => violation.Message.Contains(named, StringComparison.Ordinal));
        Assert.All(violations, violation =>
            Assert.EndsWith("reached by Controller.Step > Controller.Helper", violation.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StepSamples.AllocatingImplementation, "Sample.Loud::")]
    [InlineData(StepSamples.AllocatingOverride, "Sample.Last::")]
    [InlineData(StepSamples.AllocatingInherited, "Sample.Unaware::")]
    public void Whatever_a_virtual_call_may_go_to_is_followed(string source, string place) =>
        Assert.Contains(Check(source), violation => violation.Place.StartsWith(place, StringComparison.Ordinal));

    [Fact]
    public void An_entry_point_that_its_type_lacks_is_an_error()
    {
        using ModuleDefinition module = Compiler.CompileSample(StepSamples.Good).ReadModule();
        CallGraph graph = new([module]);
        Assert.Empty(StepRule.Find(graph, "Sample.Missing::Step"));
        Assert.Throws<InvalidOperationException>(() => StepRule.Find(graph, "Sample.Controller::Walk"));
    }

    private static List<Violation> Check(string source)
    {
        using ModuleDefinition module = Compiler.CompileSample(source).ReadModule();
        CallGraph graph = new([module]);
        return [.. StepRule.Check(graph, StepRule.Find(graph, EntryPoint))];
    }
}
