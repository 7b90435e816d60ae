using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bms.Hil.Tests.Strength;

/// <summary>Where a mutation's text stands in the sources.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Span">The text within it.</param>
/// <param name="Member">The member that it stands in.</param>
internal sealed record MutationPlace(SyntaxTree Tree, TextSpan Span, MemberDeclarationSyntax Member)
{
    /// <summary>Finds the one place; a table that no longer fits the sources is a failure, not a mutation that is not caught.</summary>
    /// <exception cref="InvalidOperationException">The type, the member or the text is not there, or the text stands there more than once.</exception>
    public static MutationPlace Find(IEnumerable<SyntaxTree> sources, Mutation mutation)
    {
        MemberDeclarationSyntax[] members =
        [
            .. sources.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
                .Where(type => type.Identifier.Text == mutation.Type)
                .SelectMany(type => type.Members)
                .Where(member => NamesOf(member).Contains(mutation.Member)),
        ];
        if (members.Length == 0)
            throw new InvalidOperationException($"{mutation} no longer applies: the core has no {mutation.Where}");
        MutationPlace[] places = [.. members.SelectMany(member => Occurrences(member, mutation.From))];
        return places.Length == 1
            ? places[0]
            : throw new InvalidOperationException(
                $"{mutation} no longer applies: '{mutation.From}' stands {places.Length} times in {mutation.Where}, expected once");
    }

    /// <summary>The folder that its file stands in: the stage, or the core's own name for its front door.</summary>
    public string Folder => Path.GetFileName(Path.GetDirectoryName(Tree.FilePath)!);

    /// <summary>The file with another text there.</summary>
    public SyntaxTree With(string text) => Tree.WithChangedText(Tree.GetText().WithChanges(new TextChange(Span, text)));

    private static IEnumerable<MutationPlace> Occurrences(MemberDeclarationSyntax member, string text)
    {
        string source = member.ToString();
        for (int at = source.IndexOf(text, StringComparison.Ordinal); at >= 0; at = source.IndexOf(text, at + 1, StringComparison.Ordinal))
            yield return new MutationPlace(member.SyntaxTree, new TextSpan(member.SpanStart + at, text.Length), member);
    }

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => [method.Identifier.Text],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.Text],
        PropertyDeclarationSyntax property => [property.Identifier.Text],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        _ => [],
    };
}
