using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Architecture.Tests.Device;
using Bms.Architecture.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>Compiles a device assembly as the device's own build would: against its libraries and nothing else.</summary>
internal static class DeviceCompilation
{
    /// <summary>Compiles; the errors are in the answer. Skips the test where the lists of the device's libraries are absent.</summary>
    public static Compiled Compile(DeviceAssembly device)
    {
        IReadOnlyList<MetadataReference> libraries = ReferenceAssemblies.For(device.Libraries);
        IEnumerable<MetadataReference> devices = device.References
            .Select(reference => Compile(DeviceAssemblies.Named(reference)))
            .Where(reference => reference.Errors.Count == 0)
            .Select(reference => (MetadataReference)MetadataReference.CreateFromImage(reference.Image));
        return Compiler.Compile(device.Name, DeviceSources.Parse(device, forDevice: true), [.. libraries, .. devices]);
    }

    /// <summary>
    /// Compiles the parts that an assembly becomes on the device, each against the libraries and the parts before it; stops at the first
    /// that does not compile.
    /// </summary>
    public static IReadOnlyList<Compiled> CompileParts(DeviceAssembly device)
    {
        List<MetadataReference> references = [.. ReferenceAssemblies.For(device.Libraries)];
        List<Compiled> parts = [];
        foreach (DevicePart part in device.Parts)
        {
            IEnumerable<string> friends = device.Parts.SkipWhile(other => other != part).Skip(1)
                .Select(later => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{later.Name}\")]");
            IEnumerable<SyntaxTree> sources = device.SourcePaths(part)
                .Select(path => Compiler.Parse(File.ReadAllText(path), path, true))
                .Append(Compiler.Parse(string.Join('\n', friends), "Friends.cs", true));
            Compiled compiled = Compiler.Compile(part.Name, [.. sources], references);
            parts.Add(compiled);
            if (compiled.Errors.Count > 0)
                break;
            references.Add(MetadataReference.CreateFromImage(compiled.Image));
        }
        return parts;
    }
}
