using Bms.Core.Configuration;
using Bms.Hil.Faults;

namespace Bms.Hil.Scoring;

/// <summary>One replay of a recording through the firmware.</summary>
public sealed record ReplaySettings
{
    /// <summary>The recording's path.</summary>
    public required string TracePath { get; init; }

    /// <summary>The cell: a cell file, the name of a shipped one, or a pack image.</summary>
    public required string Cell { get; init; }

    /// <summary>The estimator; null for the image's own, or the filter where there is no image.</summary>
    public EstimatorKind? Estimator { get; init; }

    /// <summary>What the estimator is told at its start; null for the reference there.</summary>
    public double? InitialSoc { get; init; }

    /// <summary>The true SOC at the first row.</summary>
    public double ReferenceSoc { get; init; } = 1;

    /// <summary>The true capacity in ampere-hours of the pack; null for the profile's.</summary>
    public double? CapacityAmpHours { get; init; }

    /// <summary>The temperature where the recording has none, in degrees Celsius.</summary>
    public double? TemperatureCelsius { get; init; }

    /// <summary>Series groups that all see a single cell's voltage; null for as many as the recording has.</summary>
    public int? SeriesGroups { get; init; }

    /// <summary>Where the replay starts, in seconds since the first row.</summary>
    public double FromSeconds { get; init; }

    /// <summary>Where it ends.</summary>
    public double ToSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>From when on errors count; null for the start.</summary>
    public double? ScoreFromSeconds { get; init; }

    /// <summary>A snapshot to go on from instead of being told a start; null for none.</summary>
    public string? SnapshotPath { get; init; }

    /// <summary>How long nothing was measured since that snapshot, in seconds; null where the firmware is not to know.</summary>
    public double? OffSeconds { get; init; }

    /// <summary>Where to write a snapshot at the end; null for nowhere.</summary>
    public string? SnapshotOutPath { get; init; }

    /// <summary>Seed of the noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What is wrong with the sensors and with what the firmware is told.</summary>
    public Disturbances Disturbances { get; init; } = new();
}
