using System.Collections.Generic;
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
}
