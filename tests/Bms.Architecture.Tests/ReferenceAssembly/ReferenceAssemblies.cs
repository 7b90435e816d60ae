using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Architecture.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>
/// Reference assemblies that stand for the device's libraries: made from their lists, they offer what the device offers and nothing
/// else, and mscorlib is its own root, so the compiler finds no type that the device lacks.
/// </summary>
internal sealed class ReferenceAssemblies(ApiCatalogue catalogue)
{
    /// <summary>The library that every other one rests on.</summary>
    public const string CoreLibrary = "mscorlib";

    private static readonly Lazy<ReferenceAssemblies> Shared = new(() => new ReferenceAssemblies(ApiCatalogue.Required()));

    private readonly Dictionary<string, MetadataReference> _built = [];

    /// <summary>
    /// The references for mscorlib and the named libraries with all that they rest on; skips the test where the lists are absent.
    /// </summary>
    public static IReadOnlyList<MetadataReference> For(IEnumerable<string> libraries)
    {
        _ = ApiCatalogue.Required();
        ReferenceAssemblies shared = Shared.Value;
        lock (shared)
        {
            return shared.References(libraries);
        }
    }

    private List<MetadataReference> References(IEnumerable<string> libraries)
    {
        SortedSet<string> closure = new(StringComparer.Ordinal) { CoreLibrary };
        foreach (string library in libraries)
            AddClosure(library, closure);
        return [.. closure.Select(Reference)];
    }

    private MetadataReference Reference(string library)
    {
        if (!_built.TryGetValue(library, out MetadataReference? built))
            _built.Add(library, built = Build(library));
        return built;
    }

    private PortableExecutableReference Build(string library)
    {
        SortedSet<string> closure = new(StringComparer.Ordinal);
        AddClosure(library, closure);
        closure.Remove(library);
        SyntaxTree source = Compiler.Parse(new TypeSource(catalogue).Write(catalogue.Libraries[library]), library + ".cs");
        CSharpCompilation compilation = CSharpCompilation.Create(
            library,
            [source],
            closure.Select(Reference),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(
            image, options: new EmitOptions(metadataOnly: true, includePrivateMembers: false, runtimeMetadataVersion: "v4.0.30319"));
        return result.Success
            ? MetadataReference.CreateFromImage(image.ToArray())
            : throw new InvalidDataException($"the list of {library} makes no assembly:\n" + string.Join(
                '\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(30)));
    }

    private void AddClosure(string library, SortedSet<string> closure)
    {
        if (!closure.Add(library))
            return;
        IEnumerable<string> used = catalogue.Libraries[library].Types.SelectMany(TypesUsedBy)
            .Select(name => catalogue.Owners.GetValueOrDefault(name.Replace("[]", "", StringComparison.Ordinal), CoreLibrary));
        foreach (string dependency in used.Distinct().ToList())
            AddClosure(dependency, closure);
    }

    private static IEnumerable<string> TypesUsedBy(ApiType type) =>
    [
        type.Base,
        .. type.Interfaces,
        .. type.Members.Select(member => member.Type),
        .. type.Members.SelectMany(member => member.Parameters).Select(parameter => parameter.Type),
    ];
}
