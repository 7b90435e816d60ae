using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Bms.Architecture.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Bms.Architecture.Tests.Device;

/// <summary>Compiles the sources of a device assembly for the PC, in memory, whatever configuration the tests were built in.</summary>
internal static class DeviceSources
{
    /// <summary>Compiles a device assembly and those that it references; errors in the sources are an exception that lists them.</summary>
    public static CompiledDevice Compile(string name, OptimizationLevel optimization)
    {
        DeviceAssembly device = DeviceAssemblies.Named(name);
        CompiledDevice[] references = [.. device.References.Select(reference => Compile(reference, optimization))];
        IEnumerable<MetadataReference> metadata =
            references.Select(reference => MetadataReference.CreateFromImage(reference.Compiled.Image));
        Compiled compiled = Compiler.Compile(name, Parse(device, forDevice: false), [.. Compiler.Framework, .. metadata], optimization);
        return compiled.Errors.Count == 0
            ? new CompiledDevice(compiled, references)
            : throw new InvalidOperationException($"{name} does not compile in {optimization}:\n{string.Join('\n', compiled.Errors)}");
    }

    /// <summary>Parses all sources of a device assembly.</summary>
    /// <param name="device">The assembly.</param>
    /// <param name="forDevice">True defines what the device's own build system defines, NANOFRAMEWORK_1_0.</param>
    public static IReadOnlyList<SyntaxTree> Parse(DeviceAssembly device, bool forDevice) =>
        [.. device.SourcePaths().Select(path => Compiler.Parse(File.ReadAllText(path), path, forDevice))];
}

/// <summary>A device assembly compiled in memory, with those that it references.</summary>
internal sealed record CompiledDevice(Compiled Compiled, IReadOnlyList<CompiledDevice> References)
{
    /// <summary>Loads it, with its references, into a context of its own: types of two loads differ and share no static field.</summary>
    public Assembly Load()
    {
        AssemblyLoadContext context = new(Compiled.Name, isCollectible: true);
        return LoadInto(context);
    }

    private Assembly LoadInto(AssemblyLoadContext context)
    {
        foreach (CompiledDevice reference in References)
        {
            if (!context.Assemblies.Any(loaded => loaded.GetName().Name == reference.Compiled.Name))
                reference.LoadInto(context);
        }

        using MemoryStream image = new(Compiled.Image);
        using MemoryStream symbols = new(Compiled.Symbols);
        return context.LoadFromStream(image, symbols);
    }
}
