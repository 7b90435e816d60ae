using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>What to identify, and from what.</summary>
public sealed record FitSettings
{
    /// <summary>The recordings, in the order in which they were given.</summary>
    public required IReadOnlyList<FitInput> Inputs { get; init; }

    /// <summary>The cell's name.</summary>
    public required string Name { get; init; }

    /// <summary>Capacity in ampere-hours; null for what the recordings say.</summary>
    public double? CapacityAmpHours { get; init; }

    /// <summary>Every how many pulses of a pulse test one is kept from the fit and scored instead, at least 2; null for none.</summary>
    public int? HoldOutEvery { get; init; }

    /// <summary>The chemistry as cell files name it; null to tell it from the open-circuit voltage.</summary>
    public string? Chemistry { get; init; }
}
