using System;
using Bms.Core.Configuration;
using Bms.Hil.Packs;
using Bms.Hil.Traces;

namespace Bms.Hil.Scoring;

/// <summary>A replay's settings once the cell and the recording's header are known: everything resolved, everything checked.</summary>
public sealed class ReplayPlan
{
    private const double LargestCapacityAmpHours = 2000;
    private const double LongestOffSeconds = 3650 * 86400.0;

    private ReplayPlan(ReplaySettings settings, CellSource cell, int groups, double trueCapacity)
    {
        Settings = settings;
        Cell = cell;
        SeriesGroups = groups;
        TrueCapacityAmpHours = trueCapacity;
    }

    /// <summary>The settings.</summary>
    public ReplaySettings Settings { get; }

    /// <summary>The cell.</summary>
    public CellSource Cell { get; }

    /// <summary>Series groups of the pack.</summary>
    public int SeriesGroups { get; }

    /// <summary>True capacity, in ampere-hours.</summary>
    public double TrueCapacityAmpHours { get; }

    /// <summary>The estimator that runs.</summary>
    public EstimatorKind Estimator => Cell.Estimator ?? Settings.Estimator ?? EstimatorKind.Ekf;

    /// <summary>Resolves the settings against a cell and a recording.</summary>
    /// <exception cref="BadInputException">They contradict each other or are out of range.</exception>
    public static ReplayPlan Make(ReplaySettings settings, CellSource cell, TraceColumns columns)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(columns);
        CheckRanges(settings);
        CheckRestart(settings);
        if (cell.IsImage)
            CheckImage(settings, cell);
        if (settings.SeriesGroups is int asked && columns.CellCount > 0 && asked != columns.CellCount)
            throw new BadInputException($"--series {asked}: the recording has {columns.CellCount} cell voltages of its own");
        int groups = columns.CellCount > 0 ? columns.CellCount : settings.SeriesGroups ?? cell.SeriesGroups ?? 1;
        return new ReplayPlan(settings, cell, groups, settings.CapacityAmpHours ?? cell.CapacityAmpHours);
    }

    /// <summary>The capacity that the firmware is told, in ampere-hours.</summary>
    public double ToldCapacityAmpHours => TrueCapacityAmpHours * (1 + Settings.Disturbances.CapacityError);

    /// <summary>The configuration that the firmware gets, with the capacity that it is told.</summary>
    public PackConfiguration Configure() => Configure(ToldCapacityAmpHours);

    /// <summary>The configuration that the firmware gets, with another capacity that it is told.</summary>
    public PackConfiguration Configure(double toldAmpHours)
    {
        return Cell.Configure(new PackOptions { SeriesGroups = SeriesGroups, Estimator = Estimator, CapacityAmpHours = toldAmpHours });
    }

    /// <summary>The SOC that the estimator is told, given the reference where it starts.</summary>
    public double ToldSoc(double reference) => Math.Clamp((Settings.InitialSoc ?? reference) + Settings.Disturbances.InitialSocError, 0, 1);

    private static void CheckRanges(ReplaySettings settings)
    {
        if (settings.InitialSoc is double initial && !(initial >= 0 && initial <= 1))
            throw new BadInputException($"--initial-soc {initial}: expected 0 to 1");
        if (!(settings.ReferenceSoc >= 0 && settings.ReferenceSoc <= 1))
            throw new BadInputException($"--reference-soc {settings.ReferenceSoc}: expected 0 to 1");
        if (settings.CapacityAmpHours is double capacity && !(capacity > 0.001 && capacity <= LargestCapacityAmpHours))
            throw new BadInputException($"--capacity {capacity}: expected above 0.001 and at most {LargestCapacityAmpHours} Ah");
        if (settings.TemperatureCelsius is double celsius && !(celsius >= -100 && celsius <= 200))
            throw new BadInputException($"--temperature {celsius}: expected -100 to 200 °C");
        if (settings.SeriesGroups is int groups && (groups < 1 || groups > PackConfiguration.MaximumSeriesGroups))
            throw new BadInputException($"--series {groups}: expected 1 to {PackConfiguration.MaximumSeriesGroups}");
        if (!(settings.FromSeconds >= 0) || !double.IsFinite(settings.FromSeconds))
            throw new BadInputException($"--from {settings.FromSeconds}: expected seconds since the first row, 0 or more");
        if (!(settings.ToSeconds > settings.FromSeconds))
            throw new BadInputException($"--to {settings.ToSeconds}: expected more than --from ({settings.FromSeconds})");
        if (settings.ScoreFromSeconds is double score && !(score >= settings.FromSeconds && score < settings.ToSeconds))
            throw new BadInputException($"--score-from {score}: expected at least --from ({settings.FromSeconds}) and less than --to");
    }

    private static void CheckRestart(ReplaySettings settings)
    {
        if (settings.OffSeconds is double off && !(off >= 0 && off <= LongestOffSeconds))
            throw new BadInputException($"--off-time {off} s: expected 0 to {LongestOffSeconds / 86400} d");
        if (settings.SnapshotPath is null && settings.OffSeconds is not null)
            throw new BadInputException("--off-time: tells how old a snapshot is; expected --snapshot beside it");
        if (settings.SnapshotPath is not null && settings.InitialSoc is not null)
            throw new BadInputException("--initial-soc: the snapshot states the start; expected one of --initial-soc and --snapshot");
        if (settings.SnapshotPath is not null && settings.Disturbances.InitialSocError != 0)
            throw new BadInputException("--disturb initial-soc-error: the snapshot states the start");
    }

    private static void CheckImage(ReplaySettings settings, CellSource cell)
    {
        if (settings.Estimator is EstimatorKind asked && asked != cell.Estimator)
            throw new BadInputException($"--estimator {Name(asked)}: the image {cell.Name} runs {Name(cell.Estimator!.Value)}");
        if (settings.Disturbances.CapacityError != 0)
            throw new BadInputException($"--disturb capacity-error: the capacity of the image {cell.Name} is its own");
    }

    /// <summary>The name of an estimator on the command line and in JSON.</summary>
    public static string Name(EstimatorKind kind) => EstimatorNames.Of(kind);
}
