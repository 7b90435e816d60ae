using System.Globalization;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>One way that a conditional branch or a switch can go, and how often it went.</summary>
/// <param name="Namespace">The namespace of the type, the outermost one's where types nest.</param>
/// <param name="Type">The full name of the type.</param>
/// <param name="Method">The method, as Mono.Cecil writes it.</param>
/// <param name="Offset">The branch's IL offset in the original.</param>
/// <param name="Outcome">"taken" or "not taken"; for a switch "case N", counted from 0, or "no case".</param>
/// <param name="Source">File name and line, where the symbols were there.</param>
/// <param name="Hits">How often it went that way since the counts were reset.</param>
internal sealed record BranchOutcome(string Namespace, string Type, string Method, int Offset, string Outcome, string? Source, long Hits)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"IL_{Offset:x4} {Outcome}{(Source is null ? "" : " at " + Source)}");
}
