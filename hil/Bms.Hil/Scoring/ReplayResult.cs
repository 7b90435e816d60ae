using System.Collections.Generic;
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

    /// <summary>What the pack could give and take at the end, and the least of it on the way.</summary>
    public required PowerFigures Power { get; init; }

    /// <summary>How the firmware went on from a snapshot; null where it was told a start.</summary>
    public RestartFigures? Restart { get; init; }

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
