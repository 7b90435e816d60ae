using Bms.Core.Configuration;

namespace Bms.Hil.Packs;

/// <summary>What a tool decides about a pack beyond its cell.</summary>
public sealed record PackOptions
{
    /// <summary>Series groups, 1…32.</summary>
    public int SeriesGroups { get; init; } = 1;

    /// <summary>Cells in parallel in each group, 1…255.</summary>
    public int ParallelCells { get; init; } = 1;

    /// <summary>Temperature sensors, 1…16.</summary>
    public int TemperatureSensors { get; init; } = 1;

    /// <summary>The estimator.</summary>
    public EstimatorKind Estimator { get; init; } = EstimatorKind.Ekf;

    /// <summary>The estimator runs every this many steps.</summary>
    public int EstimateEverySteps { get; init; } = 1;

    /// <summary>Capacity of one cell to tell the firmware, in ampere-hours; null for the cell file's own.</summary>
    public double? CapacityAmpHours { get; init; }

    /// <summary>Continuous charge current of the pack, in amperes; null for what its cells take.</summary>
    public double? ChargeLimitAmps { get; init; }

    /// <summary>Continuous discharge current of the pack, a magnitude in amperes; null for what its cells give.</summary>
    public double? DischargeLimitAmps { get; init; }
}
