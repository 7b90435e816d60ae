using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Bms.Hil.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Bms.Hil.Tests.Strength;

/// <summary>The core's sources, parsed once, and the assemblies that are compiled of them with a file or two changed.</summary>
internal sealed class CoreSources
{
    private static readonly string[] Framework = ["System.Private.CoreLib.dll", "System.Runtime.dll"];
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private readonly CSharpCompilation _compilation;

    private CoreSources(IReadOnlyList<SyntaxTree> trees, SyntaxTree attributes)
    {
        Trees = trees;
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        _compilation = CSharpCompilation.Create(
            "Bms.Core",
            [.. trees, attributes],
            [.. Framework.Select(name => MetadataReference.CreateFromFile(Path.Combine(framework, name)))],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Its files.</summary>
    public IReadOnlyList<SyntaxTree> Trees { get; }

    /// <summary>Reads firmware/Bms.Core of the repository that the tests stand in.</summary>
    public static CoreSources Read()
    {
        string folder = Path.Combine(RecordedTraces.RepositoryRoot, "firmware", "Bms.Core");
        string built = Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar;
        string[] paths = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains(built, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        // The friends that the project file names: without them the harness and the tests do not load against what is compiled here.
        IEnumerable<string> friends = XDocument.Load(Path.Combine(folder, "Bms.Core.csproj")).Descendants("InternalsVisibleTo")
            .Select(friend => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{(string?)friend.Attribute("Include")}\")]\n");
        string attributes = "[assembly: System.Reflection.AssemblyVersion(\"0.1.0.0\")]\n" + string.Concat(friends);
        return new CoreSources(
            [.. paths.Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Language, path, Encoding.UTF8))],
            CSharpSyntaxTree.ParseText(attributes, Language));
    }

    /// <summary>The assembly with one mutation in it.</summary>
    public byte[] Compile(Mutation mutation)
    {
        MutationPlace place = MutationPlace.Find(Trees, mutation);
        return Emit(_compilation.ReplaceSyntaxTree(place.Tree, place.With(mutation.To)), mutation.ToString());
    }

    /// <summary>The assembly with files replaced, and one more source.</summary>
    public byte[] Compile(IEnumerable<(SyntaxTree From, SyntaxTree To)> changes, string more)
    {
        CSharpCompilation compilation = changes.Aggregate(_compilation, (before, change) => before.ReplaceSyntaxTree(change.From, change.To));
        return Emit(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(more, Language)), "the core with its probes");
    }

    private static byte[] Emit(CSharpCompilation compilation, string what)
    {
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        return result.Success
            ? image.ToArray()
            : throw new InvalidOperationException(
                $"{what} does not compile: {result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");
    }
}
