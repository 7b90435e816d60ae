using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Architecture.Tests.Support;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Device;

/// <summary>One assembly that is deployed to boards, and what the gate must know about it.</summary>
internal sealed record DeviceAssembly
{
    /// <summary>The assembly's name, which is its project's and its root namespace's too.</summary>
    public required string Name { get; init; }

    /// <summary>The device libraries that it may use, by the names of their lists, mscorlib apart.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>The device assemblies that it is compiled against.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Its namespaces, each of which may use itself and those before it; empty where there is no order.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>The assemblies that it becomes on the device, each after those that it needs; empty where it stays one.</summary>
    public IReadOnlyList<DevicePart> Parts { get; init; } = [];

    /// <summary>What a step or a frame calls first, as <c>Namespace.Type::Method</c>: from there on nothing may be allocated.</summary>
    public IReadOnlyList<string> EntryPoints { get; init; } = [];

    /// <summary>The folder of its project.</summary>
    public string Folder => Path.Combine(Repository.Root, "firmware", Name);

    /// <summary>The built assembly beside the tests, in the configuration that they were built in.</summary>
    public string BuiltPath => Path.Combine(AppContext.BaseDirectory, Name + ".dll");

    /// <summary>Opens the built assembly.</summary>
    public ModuleDefinition ReadModule() => ModuleDefinition.ReadModule(BuiltPath, new ReaderParameters { InMemory = true });

    /// <summary>The paths of its sources, in a fixed order, without what the build wrote.</summary>
    public IReadOnlyList<string> SourcePaths() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories).Where(IsSource).Order(StringComparer.Ordinal),
    ];

    /// <summary>The paths of the sources of one part: those in the folders of its namespaces.</summary>
    public IReadOnlyList<string> SourcePaths(DevicePart part) => [.. SourcePaths().Where(path => part.Layers.Contains(NamespaceOf(path)))];

    private string NamespaceOf(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetRelativePath(Folder, path))!;
        return folder.Length == 0 ? Name : $"{Name}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";
    }

    private bool IsSource(string path)
    {
        string first = Path.GetRelativePath(Folder, path).Split(Path.DirectorySeparatorChar)[0];
        return first is not ("bin" or "obj");
    }
}
