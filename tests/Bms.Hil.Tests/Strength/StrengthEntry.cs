using System.Linq;

namespace Bms.Hil.Tests.Strength;

/// <summary>One line of the table.</summary>
/// <param name="Mutation">What goes wrong.</param>
/// <param name="Where">Where: the member of the core, or the row of the protection table.</param>
/// <param name="Assigned">What looked for it.</param>
/// <param name="CaughtBy">The scenario or the class of tests that failed first; empty where none did.</param>
/// <param name="Reason">What failed in it.</param>
/// <param name="ByScenario">True where that was a scenario.</param>
internal sealed record StrengthEntry(string Mutation, string Where, string Assigned, string CaughtBy, string Reason, bool ByScenario)
{
    /// <summary>How many scenarios and classes of tests, in words; of what there is none it says nothing.</summary>
    public static string Counted(int scenarios, int classes) =>
        string.Join(", ", new[] { Counted(scenarios, "scenario", "s"), Counted(classes, "test class", "es") }.Where(text => text.Length > 0));

    private static string Counted(int count, string what, string plural) => count == 0 ? "" : $"{count} {what}{(count == 1 ? "" : plural)}";
}
