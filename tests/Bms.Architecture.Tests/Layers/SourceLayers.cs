using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bms.Architecture.Tests.Layers;

/// <summary>
/// The order of layers, checked on every name in the sources: a constant of a later layer leaves no trace in compiled code, so
/// <see cref="LayerRule"/> cannot see it.
/// </summary>
internal static class SourceLayers
{
    /// <summary>All names in the sources that mean something of a later layer than the one that they stand in.</summary>
    public static IEnumerable<string> Check(
        IReadOnlyList<SyntaxTree> sources, IEnumerable<MetadataReference> references, IReadOnlyList<string> layers)
    {
        LayerTable table = new(layers);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Layers", sources, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        foreach (SyntaxTree source in sources)
        {
            SemanticModel model = compilation.GetSemanticModel(source);
            foreach (SimpleNameSyntax name in source.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                int user = table.LayerOf(NamespaceAround(name));
                if (model.GetSymbolInfo(name).Symbol is not { } meant || meant is INamespaceSymbol || user < 0)
                    continue;
                bool own = SymbolEqualityComparer.Default.Equals(meant.ContainingAssembly, compilation.Assembly);
                int used = own ? table.LayerOf(meant.ContainingNamespace.ToDisplayString()) : -1;
                if (used <= user)
                    continue;
                int line = name.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return $"{source.FilePath}:{line}: {layers[user]} may not use {meant.ToDisplayString()} of the later {layers[used]}";
            }
        }
    }

    private static string NamespaceAround(SyntaxNode node) =>
        string.Join('.', node.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(part => part.Name.ToString()));
}
