using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.Rules;
using Bms.Architecture.Tests.Support;
using Mono.Cecil;
using Xunit;

namespace Bms.Architecture.Tests.Layers;

/// <summary>Folders of a device assembly depend one way.</summary>
public sealed partial class LayerTests
{
    private static readonly string[] SampleLayers = ["Sample.First", "Sample.Second", "Sample", "Sample.Last"];

    public static TheoryData<string> LayeredDevices() =>
        [.. DeviceAssemblies.All.Where(device => device.Layers.Count > 0).Select(device => device.Name)];

    public static TheoryData<string> Devices() => [.. DeviceAssemblies.All.Select(device => device.Name)];

    [Theory]
    [MemberData(nameof(LayeredDevices))]
    public void A_device_assembly_depends_one_way(string name)
    {
        DeviceAssembly device = DeviceAssemblies.Named(name);
        using ModuleDefinition module = device.ReadModule();
        Violation[] violations = [.. new LayerRule(device.Layers).Check(module)];
        Assert.True(violations.Length == 0, string.Join('\n', violations.Select(violation => violation.ToString())));
    }

    [Theory]
    [MemberData(nameof(LayeredDevices))]
    public void A_device_assemblys_sources_depend_one_way(string name)
    {
        DeviceAssembly device = DeviceAssemblies.Named(name);
        string[] findings = [.. SourceLayers.Check(DeviceSources.Parse(device, forDevice: false), Compiler.Framework, device.Layers)];
        Assert.True(findings.Length == 0, string.Join('\n', findings));
    }

    [Fact]
    public void A_constant_of_a_later_layer_is_caught_in_the_source()
    {
        const string Source = """
            namespace Sample.First { class A { int Get() => Sample.Second.B.Limit + (int)Sample.Second.Kind.Two; } }
            namespace Sample.Second { class B { public const int Limit = 3; } enum Kind { One, Two } }
            """;
        Assert.Empty(Check(Source));
        string[] findings = [.. SourceLayers.Check([Compiler.Parse(Source, "Sample.cs")], Compiler.Framework, SampleLayers)];
        Assert.Contains("Sample.cs:1: Sample.First may not use Sample.Second.B.Limit of the later Sample.Second", findings);
        Assert.Contains(findings, finding => finding.Contains("Sample.Second.Kind.Two", StringComparison.Ordinal));
        const string Allowed = """
            namespace Sample.First { class A { public const int Limit = 3; } }
            namespace Sample.Second { class B { int Get() => Sample.First.A.Limit; } }
            """;
        Assert.Empty(SourceLayers.Check([Compiler.Parse(Allowed, "Sample.cs")], Compiler.Framework, SampleLayers));
    }

    /// <summary>The layers are namespaces; this makes them folders too.</summary>
    [Theory]
    [MemberData(nameof(Devices))]
    public void A_source_lies_in_the_folder_of_its_namespace(string name)
    {
        DeviceAssembly device = DeviceAssemblies.Named(name);
        List<string> misplaced = [];
        foreach (string path in device.SourcePaths())
        {
            string folder = Path.GetDirectoryName(Path.GetRelativePath(device.Folder, path))!;
            string expected = folder.Length == 0 ? name : $"{name}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
            Match declared = NamespaceLine().Match(File.ReadAllText(path));
            if (declared.Success && declared.Groups[1].Value != expected)
                misplaced.Add($"{path} declares {declared.Groups[1].Value}, and its folder says {expected}");
        }

        Assert.True(misplaced.Count == 0, string.Join('\n', misplaced));
    }

    [Theory]
    [InlineData("field", "namespace Sample.First { class A { Sample.Second.B? _b = null; } }")]
    [InlineData("array in a signature", "namespace Sample.First { class A { void Take(Sample.Second.B[] b) { } } }")]
    [InlineData("base", "namespace Sample.First { class A : Sample.Second.B { } }")]
    [InlineData("call", "namespace Sample.First { class A { int Get() => Sample.Second.B.One(); } }")]
    [InlineData("local", "namespace Sample.First { class A { bool Is(object x) => x is Sample.Second.B; } }")]
    [InlineData("nested type", "namespace Sample.First { class A { class Inner { int Get() => Sample.Second.B.One(); } } }")]
    public void A_use_of_a_later_layer_is_caught(string what, string source)
    {
        Violation[] violations = Check(source + "\nnamespace Sample.Second { class B { public static int One() => 1; } }");
        Assert.True(
            violations.Any(v => v.Message == "Sample.First may not use Sample.Second.B of the later Sample.Second"),
            $"{what}: {string.Join('\n', violations.Select(violation => violation.ToString()))}");
    }

    [Fact]
    public void The_root_namespace_is_a_layer_of_its_own()
    {
        const string Source = "namespace Sample.First { class A { Sample.C? _c = null; } } namespace Sample { class C { } }";
        Violation violation = Assert.Single(Check(Source));
        Assert.Equal("layers: Sample.First.A: Sample.First may not use Sample.C of the later Sample", violation.ToString());
        Assert.Single(Check("namespace Sample { class C { Sample.Last.D? _d = null; } } namespace Sample.Last { class D { } }"));
    }

    [Fact]
    public void A_namespace_outside_the_table_is_caught()
    {
        Violation violation = Assert.Single(Check("namespace Elsewhere { class A { } }"));
        Assert.Equal("layers: Elsewhere.A: the namespace Elsewhere is not in the table of layers", violation.ToString());
    }

    [Fact]
    public void Uses_of_earlier_layers_are_fine()
    {
        const string Source = """
            namespace Sample.First { class A { public static readonly int[] Table = { 1, 2, 3, 4 }; } }
            namespace Sample.Second.Deeper { class B { public int Get(int i) => Sample.First.A.Table[i]; } }
            namespace Sample { class C { public Sample.Second.Deeper.B? B; } }
            namespace Sample.Last { class D { public Sample.C? C; } }
            """;
        Assert.Empty(Check(Source));
    }

    private static Violation[] Check(string source)
    {
        using ModuleDefinition module = Compiler.CompileSample("#pragma warning disable\n" + source).ReadModule();
        return [.. new LayerRule(SampleLayers).Check(module)];
    }

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex NamespaceLine();
}
