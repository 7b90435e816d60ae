using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.ReferenceAssembly;
using Bms.Architecture.Tests.Support;
using Mono.Cecil;
using Xunit;

namespace Bms.Architecture.Tests.Rules;

/// <summary>The second half of the dialect gate: rules on compiled device assemblies, each with samples that it catches.</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Devices() => [.. DeviceAssemblies.All.Select(device => device.Name)];

    public static TheoryData<int> Samples() => [.. Enumerable.Range(0, RuleSamples.All.Count)];

    [Theory]
    [MemberData(nameof(Devices))]
    public void A_built_device_assembly_keeps_every_rule(string name)
    {
        DeviceAssembly device = DeviceAssemblies.Named(name);
        using ModuleDefinition module = device.ReadModule();
        AssertNone(DialectRules.Check(device, module));
    }

    /// <summary>The compiler lowers some constructs otherwise for a smaller library, so what goes to boards is checked as well.</summary>
    [Theory]
    [MemberData(nameof(Devices))]
    public void A_device_assembly_compiled_against_the_devices_libraries_keeps_every_rule(string name)
    {
        DeviceAssembly device = DeviceAssemblies.Named(name);
        Compiled compiled = DeviceCompilation.Compile(device);
        Assert.SkipUnless(compiled.Errors.Count == 0, $"{name} does not compile against the device's libraries, as another test says");
        using ModuleDefinition module = compiled.ReadModule();
        AssertNone(DialectRules.Check(device, module));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_bad_sample_is_caught(int index)
    {
        RuleSample sample = RuleSamples.All[index];
        using ModuleDefinition module = Compiler.CompileSample(RuleSamples.SourceOf(sample)).ReadModule();
        IReadOnlyList<Violation> violations = DialectRules.Check(module);
        Assert.True(
            violations.Any(v => v.Rule == sample.Rule && v.Message.Contains(sample.Named, StringComparison.Ordinal)),
            $"{sample.Rule} does not name {sample.Named} in sample {index}:\n{string.Join('\n', violations)}");
    }

    [Fact]
    public void Every_rule_has_a_bad_sample() => Assert.Equal(
        DialectRules.All.Select(rule => rule.Name).Order(StringComparer.Ordinal),
        RuleSamples.All.Select(sample => sample.Rule).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Microsoft.CodeAnalysis.OptimizationLevel.Debug)]
    [InlineData(Microsoft.CodeAnalysis.OptimizationLevel.Release)]
    public void A_good_sample_keeps_every_rule(Microsoft.CodeAnalysis.OptimizationLevel optimization)
    {
        using ModuleDefinition module = Compiler.CompileSample(DialectSamples.CompilesOnDevice, optimization).ReadModule();
        AssertNone(DialectRules.Check(module));
    }

    [Fact]
    public void A_violation_names_its_rule_type_method_and_offset()
    {
        // IL: ldarg.0 (1 byte), ldc.r4 (5 bytes), then rem.
        const string Source = "namespace Sample; static class Bad { static float Rest(float x) => x % 3f; }";
        using ModuleDefinition module = Compiler.CompileSample(Source).ReadModule();
        Violation violation = Assert.Single(DialectRules.Check(module));
        Assert.Equal(
            "float remainder: Sample.Bad::Rest IL_0006: % of floats differs on the device; subtract whole multiples", violation.ToString());
    }

    [Fact]
    public void Integer_remainders_casts_and_tables_are_fine()
    {
        const string Source = """
            namespace Sample;
            static class Good
            {
                static readonly int[] Table = { 1, 2, 3 };
                static int Rest(int x, uint y) => x % 3 + (int)(y % 5u);
                static byte Low(int x) => (byte)(Table[x & 1] >> 8);
                static int Whole(float x) => (byte)(int)x;
                static void Fill(int[] into) => into[Table.Length - 1] = Table[0];
            }
            """;
        using ModuleDefinition module = Compiler.CompileSample(Source).ReadModule();
        AssertNone(DialectRules.Check(module));
    }

    [Fact]
    public void Every_allowed_framework_member_exists_on_the_device()
    {
        ApiCatalogue catalogue = ApiCatalogue.Required();
        HashSet<string> onDevice =
            [.. catalogue.Types.Values.SelectMany(type => type.Members.SelectMany(member => member.MetadataNames(type.Name)))];
        Assert.All(AllowedFramework.List.Members, member => Assert.Contains(member, onDevice));
        Assert.All(AllowedFramework.List.Types, type => Assert.Contains(type, catalogue.Types.Keys));
    }

    private static void AssertNone(IReadOnlyList<Violation> violations) =>
        Assert.True(violations.Count == 0, $"{violations.Count} violations of the device dialect:\n{string.Join('\n', violations)}");
}
