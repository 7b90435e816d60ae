using System;
using Bms.Core.Configuration;

namespace Bms.Hil.Tests.Safety;

/// <summary>One hazard of docs/SAFETY.md: how measurements show it, and what ends it.</summary>
/// <param name="Name">In words.</param>
/// <param name="Kind">The row that sees it; null where it is no row of the table.</param>
/// <param name="Show">Lays it over a step's measurements; told the time since the first step that shows it.</param>
internal sealed record Hazard(string Name, ProtectionKind? Kind, Action<ReactionBench, int> Show)
{
    /// <summary>What flows before, and goes on flowing while the contacts are closed; positive charges.</summary>
    public int Microamps { get; init; } = -ReactionBench.WorkingMicroamps;

    /// <summary>How warm the pack is before.</summary>
    public int Centidegrees { get; init; } = ReactionBench.CalmCentidegrees;

    /// <summary>How much longer than usual the first step takes that shows it, in milliseconds.</summary>
    public int LateMilliseconds { get; init; }

    /// <summary>True where no time passes from the first step on.</summary>
    public bool StopsTheClock { get; init; }

    /// <summary>The most that may pass from the first sample that shows it to the opening, in milliseconds; 0 for the same step.</summary>
    public int? BudgetMilliseconds { get; init; }

    /// <summary>What has to be seen beside open contactors; nothing where it is a row, whose trip is.</summary>
    public Func<ReactionBench, bool>? Recorded { get; init; }

    /// <summary>What the document says of a hazard that is no row: detection, limit, debounce and reaction.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>What the document says of how a row detects.</summary>
    public string Detection { get; init; } = "";
}
