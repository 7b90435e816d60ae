using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Bms.Hil.Tests.Strength;

/// <summary>
/// Counts, in a core that is otherwise as it stands, how often the statement that each mutation changes is executed. A mutation of a
/// field, such as a table, counts wherever any method of its type is entered.
/// </summary>
internal static class CoverageProbe
{
    /// <summary>The full name of the type that counts.</summary>
    public const string TypeName = "Bms.Core.StrengthProbe";

    /// <summary>Its field, an array with a count for each mutation in the order of the table.</summary>
    public const string Counts = "Counts";

    /// <summary>The instrumented core.</summary>
    public static byte[] Compile(CoreSources sources, IReadOnlyList<Mutation> mutations)
    {
        var insertions = mutations
            .SelectMany((mutation, index) => Insertions(MutationPlace.Find(sources.Trees, mutation), Hit(index)))
            .GroupBy(insertion => insertion.Tree, insertion => insertion.Change);
        var changes = insertions.Select(file => (file.Key, Changed(file.Key, file)));
        string probe = $$"""
            namespace Bms.Core
            {
                internal static class StrengthProbe
                {
                    public static readonly long[] {{Counts}} = new long[{{mutations.Count}}];
                    public static void Hit(int index) => {{Counts}}[index]++;
                }
            }
            """;
        return sources.Compile(changes, probe);
    }

    private static string Hit(int index) => $" global::{TypeName}.Hit({index}); ";

    private static SyntaxTree Changed(SyntaxTree tree, IEnumerable<TextChange> changes)
    {
        // Two mutations may share a statement: what is inserted at one place goes in together.
        IEnumerable<TextChange> merged = changes.GroupBy(change => change.Span, change => change.NewText)
            .Select(group => new TextChange(group.Key, Merged([.. group.Select(text => text!)])));
        return tree.WithChangedText(tree.GetText().WithChanges(merged.OrderBy(change => change.Span.Start)));
    }

    private static string Merged(string[] texts)
    {
        // A replaced expression body comes with its probe in front; further probes of the same one go before that.
        string last = texts[^1];
        int open = last.IndexOf("global::", StringComparison.Ordinal);
        IEnumerable<string> probes = texts[..^1].Select(text => text[text.IndexOf("global::", StringComparison.Ordinal)..(text.IndexOf(';') + 1)]);
        return last[..open] + string.Concat(probes) + last[open..];
    }

    private static IEnumerable<(SyntaxTree Tree, TextChange Change)> Insertions(MutationPlace place, string hit)
    {
        if (place.Member is FieldDeclarationSyntax field)
        {
            return field.Parent!.ChildNodes().OfType<BaseMethodDeclarationSyntax>().Where(method => method.Body is not null)
                .Select(method => (place.Tree, new TextChange(new TextSpan(method.Body!.OpenBraceToken.Span.End, 0), hit)));
        }
        SyntaxNode node = place.Tree.GetRoot().FindNode(place.Span);
        StatementSyntax? statement = node.AncestorsAndSelf().OfType<StatementSyntax>()
            .FirstOrDefault(candidate => candidate.Parent is BlockSyntax or SwitchSectionSyntax && place.Member.Span.Contains(candidate.Span));
        if (statement is not null)
            return [(place.Tree, new TextChange(new TextSpan(statement.SpanStart, 0), hit))];
        ArrowExpressionClauseSyntax arrow = node.AncestorsAndSelf().OfType<ArrowExpressionClauseSyntax>().FirstOrDefault()
            ?? throw new InvalidOperationException($"no statement holds the text at {place.Member.GetLocation().GetLineSpan()}");
        // The semicolon behind the expression becomes part of what is replaced.
        TextSpan span = TextSpan.FromBounds(arrow.SpanStart, arrow.Span.End + 1);
        bool gives = arrow.Parent is not MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } };
        string body = $"{{{hit}{(gives ? "return " : "")}{arrow.Expression}; }}";
        return [(place.Tree, new TextChange(span, arrow.Parent is PropertyDeclarationSyntax ? $"{{ get {body} }}" : body))];
    }
}
