using System.Collections.Generic;
using System.Linq;
using Bms.Architecture.Tests.ReferenceAssembly;
using Bms.Architecture.Tests.Rules;
using Bms.Architecture.Tests.Support;
using Mono.Cecil;
using Xunit;

namespace Bms.Architecture.Tests.Device;

/// <summary>What becomes several assemblies on the device compiles so, each part from those before it, and each stays small enough.</summary>
public sealed class DevicePartTests
{
    public static TheoryData<string> Devices() =>
        [.. DeviceAssemblies.All.Where(device => device.Parts.Count > 0).Select(device => device.Name)];

    [Theory]
    [MemberData(nameof(Devices))]
    public void The_parts_are_the_layers_in_their_order(string name)
    {
        DeviceAssembly device = DeviceAssemblies.Named(name);
        Assert.Equal(device.Layers, device.Parts.SelectMany(part => part.Layers));
        Assert.Equal(device.SourcePaths().Count, device.Parts.Sum(part => device.SourcePaths(part).Count));
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void Each_part_compiles_from_those_before_it_and_keeps_the_size(string name)
    {
        DeviceAssembly device = DeviceAssemblies.Named(name);
        IReadOnlyList<Compiled> parts = DeviceCompilation.CompileParts(device);
        Assert.Empty(parts[^1].Errors);
        Assert.Equal(device.Parts.Count, parts.Count);
        foreach (Compiled part in parts)
        {
            using ModuleDefinition module = part.ReadModule();
            TestContext.Current.TestOutputHelper?.WriteLine($"{part.Name}: {CodeSizeRule.Measure(module)} bytes of IL");
            Assert.Empty(new CodeSizeRule().Check(module).Select(violation => violation.ToString()));
        }
    }
}
