namespace Bms.Hil.Scenarios.Expectations;

/// <summary>One expectation and what became of it.</summary>
/// <param name="Text">What was expected.</param>
/// <param name="Met">Whether it was met.</param>
/// <param name="Outcome">What was observed instead, or as proof.</param>
public sealed record CheckOutcome(string Text, bool Met, string Outcome);
