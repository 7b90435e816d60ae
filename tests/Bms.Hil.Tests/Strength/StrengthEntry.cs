namespace Bms.Hil.Tests.Strength;

/// <summary>One line of the table.</summary>
/// <param name="Mutation">What goes wrong.</param>
/// <param name="Where">Where: the member of the core, or the row of the protection table.</param>
/// <param name="Assigned">What looked for it.</param>
/// <param name="CaughtBy">The scenario or the class of tests that failed first; empty where none did.</param>
/// <param name="Reason">What failed in it.</param>
/// <param name="ByScenario">True where that was a scenario.</param>
internal sealed record StrengthEntry(string Mutation, string Where, string Assigned, string CaughtBy, string Reason, bool ByScenario);
