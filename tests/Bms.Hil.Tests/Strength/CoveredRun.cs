using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Tests.Strength;

/// <summary>What one scenario or one class of tests executed of what the mutations change.</summary>
/// <param name="Name">What people call it: the scenario's file, the class.</param>
/// <param name="Key">What runs it: the path, the class.</param>
/// <param name="Counts">How often the place of each mutation was executed, in the order of the table.</param>
internal sealed record CoveredRun(string Name, string Key, IReadOnlyList<long> Counts)
{
    /// <summary>All of that: how long it takes, told without a clock.</summary>
    public long Work { get; } = Counts.Sum();
}
