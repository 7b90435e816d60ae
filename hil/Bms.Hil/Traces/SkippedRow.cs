namespace Bms.Hil.Traces;

/// <summary>A row that the reader could not use.</summary>
/// <param name="Line">Line of the file, counted from 1.</param>
/// <param name="Column">Column header as the file writes it, or empty where the whole row is at fault.</param>
/// <param name="Reason">What is wrong with it, with the text found.</param>
public sealed record SkippedRow(long Line, string Column, string Reason)
{
    /// <summary>One line: <c>line 7, Current / A: 'abc' is not a number</c>.</summary>
    public override string ToString() => Column.Length == 0 ? $"line {Line}: {Reason}" : $"line {Line}, {Column}: {Reason}";
}
