using System.Collections.Generic;

namespace Bms.Architecture.Tests.Device;

/// <summary>
/// One of the assemblies that a project becomes on the device, where an assembly's code must stay below 48 KB: some of its folders, in the
/// order of its layers, so that each part needs only those before it.
/// </summary>
/// <param name="Name">The assembly's name on the device.</param>
/// <param name="Layers">Its namespaces.</param>
internal sealed record DevicePart(string Name, IReadOnlyList<string> Layers);
