using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Bms.Hil.Tests.Strength;

/// <summary>What one scenario or one class of tests executed of what the mutations change.</summary>
/// <param name="Name">What runs it: the scenario's path, the class's full name.</param>
/// <param name="IsScenario">Which of the two.</param>
/// <param name="Counts">How often the place of each mutation was executed, in the order of the table.</param>
internal sealed record CoveredRun(string Name, bool IsScenario, IReadOnlyList<long> Counts)
{
    /// <summary>All of that: how long it takes, told without a clock.</summary>
    public long Work { get; } = Counts.Sum();

    /// <summary>Its name in the table.</summary>
    public string ShortName => IsScenario ? Path.GetFileNameWithoutExtension(Name) : Name[(Name.LastIndexOf('.') + 1)..];
}
