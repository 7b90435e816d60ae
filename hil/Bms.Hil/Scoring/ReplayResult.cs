using System.Collections.Generic;
using Bms.Core.PackState;
using Bms.Hil.Traces;

namespace Bms.Hil.Scoring;

/// <summary>What <c>replay --json</c> prints. SOC errors are fractions, times seconds since the recording's first row.</summary>
public sealed record ReplayResult
{
    public required string Trace { get; init; }

    public required string Cell { get; init; }

    /// <summary>Where the cell's figures come from: <c>identified</c>, <c>synthetic</c>, or <c>image</c>.</summary>
    public required string CellProvenance { get; init; }

    public required string Estimator { get; init; }

    public required string TemperatureSource { get; init; }

    public required long Samples { get; init; }

    public required long SkippedRows { get; init; }

    /// <summary>The first rows that were skipped, with line, column and reason.</summary>
    public required IReadOnlyList<SkippedRow> FirstSkipped { get; init; }

    public required double DurationSeconds { get; init; }

    public required SocFigures Soc { get; init; }

    public required VoltageFigures Voltage { get; init; }

    /// <summary>What the pack still gives and takes, and what has flowed.</summary>
    public required EnergyFigures Energy { get; init; }

    /// <summary>That the reference SOC leaves 0…1, how far and since when; null where it does not.</summary>
    public string? ReferenceWarning { get; init; }
    /// <summary>The pack's capacity at the end as learned, in ampere-hours.</summary>
    public required double CapacityAhFinal { get; init; }

    /// <summary>One sigma of it.</summary>
    public required double CapacityAhSigma { get; init; }

    /// <summary>What became of the latest evidence of capacity: <c>accepted</c>, or why not.</summary>
    public required HealthReason CapacityReason { get; init; }

    /// <summary>Resistance of the average group to a pulse of ten seconds at 25 °C and mid SOC at the end as learned, in ohms.</summary>
    public required double ResistanceOhmFinal { get; init; }

    /// <summary>One sigma of it.</summary>
    public required double ResistanceOhmSigma { get; init; }

    /// <summary>What became of the latest evidence of resistance: <c>accepted</c>, or why not.</summary>
    public required HealthReason ResistanceReason { get; init; }

    /// <summary>Each recording by itself where there were several; else null.</summary>
    public IReadOnlyList<ReplayResult>? Recordings { get; init; }
    /// <summary>What the pack could give and take at the end, and the least of it on the way.</summary>
    public required PowerFigures Power { get; init; }

    /// <summary>How the firmware went on from a snapshot; null where it was told a start.</summary>
    public RestartFigures? Restart { get; init; }

    /// <summary>What the firmware says of each group at the end, in the order of the recording's columns.</summary>
    public required IReadOnlyList<GroupFigures> Groups { get; init; }

    public required IReadOnlyList<ReplayEvent> Events { get; init; }

    /// <summary>Events beyond the first thousand, which <see cref="Events"/> leaves out.</summary>
    public required long EventsNotListed { get; init; }

    public required string Digest { get; init; }

    public required TimingFigures Timing { get; init; }
}

/// <summary>Figures of the state of charge, as fractions; see <see cref="SocScore"/>.</summary>
public sealed record SocFigures(
    double? Rmse,
    double? Mae,
    double? Max,
    double? RmseAfter600s,
    double? Final,
    double? FinalReference,
    double? ConvergenceSeconds,
    double? Coverage2Sigma,
    double? MeanSigma);

/// <summary>How far the expected group voltage is from the recorded one.</summary>
public sealed record VoltageFigures(double? RmseMillivolts);

/// <summary>One group at the end of a replay: SOC and its sigma as fractions, resistance and capacity over the average group's.</summary>
/// <param name="Soc">State of charge.</param>
/// <param name="SocSigma">One standard deviation of it.</param>
/// <param name="ResistanceFactor">Resistance over the average group's.</param>
/// <param name="CapacityFactor">Capacity over the average group's.</param>
/// <param name="Known">Whether its difference to the average was measured of late.</param>
/// <param name="Weakest">Whether it would be empty first.</param>
public sealed record GroupFigures(
    double Soc,
    double SocSigma,
    double ResistanceFactor,
    double CapacityFactor,
    bool Known,
    bool Weakest);
/// <summary>
/// Powers in watts and currents in amperes for 2 s, 10 s, 30 s and continuously, magnitudes; and of 10 s the least and the mean once there
/// is a promise, null where there never was one.
/// </summary>
public sealed record PowerFigures(
    float[] DischargeWatts,
    float[] ChargeWatts,
    float[] DischargeAmps,
    float[] ChargeAmps,
    double? LeastDischarge10sWatts,
    double? MeanDischarge10sWatts,
    double? LeastCharge10sWatts,
    double? MeanCharge10sWatts);

/// <summary>A restart from a snapshot: the time off that the firmware was told, and whether the first voltages agreed with the snapshot.</summary>
public sealed record RestartFigures(double? OffSeconds, bool Trusted);

/// <summary>One event of the firmware.</summary>
public sealed record ReplayEvent(string Kind, string Level, double AtSeconds, int Channel);

/// <summary>Where the time went; the only figures that differ between two equal runs.</summary>
public sealed record TimingFigures(double ReadSeconds, double StepSeconds, double StepsPerSecond);
