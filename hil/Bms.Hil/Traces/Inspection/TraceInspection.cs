using System.Collections.Generic;

namespace Bms.Hil.Traces.Inspection;

/// <summary>What <c>inspect</c> found in a trace. Test times are as in the file; null stands for what the trace does not have.</summary>
public sealed record TraceInspection
{
    /// <summary>The path as given.</summary>
    public required string Trace { get; init; }

    /// <summary><c>gzip</c> or <c>none</c>.</summary>
    public required string Compression { get; init; }

    /// <summary>Headers of the columns that are read.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Headers of the columns that are not read.</summary>
    public required IReadOnlyList<string> IgnoredColumns { get; init; }

    /// <summary>Series groups with a voltage of their own; 0 for a single cell.</summary>
    public required int CellCount { get; init; }

    /// <summary><c>surface</c>, <c>t1</c> or <c>ambient</c>; null if the trace has no temperature.</summary>
    public required string? TemperatureSource { get; init; }

    /// <summary>Usable rows.</summary>
    public required long Rows { get; init; }

    public required long SkippedRows { get; init; }

    /// <summary>The first skipped rows, at most <see cref="TraceReader.MostSkippedNamed"/>.</summary>
    public required IReadOnlyList<SkippedRow> FirstSkipped { get; init; }

    public required double FirstTestTimeSeconds { get; init; }

    public required double LastTestTimeSeconds { get; init; }

    /// <summary>Sum of all steps of time that go forward.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Steps of time that go forward; null if there is none.</summary>
    public required SamplingSummary? Sampling { get; init; }

    public required IReadOnlyList<QuantityRange> Ranges { get; init; }

    /// <summary>Largest difference between two group voltages of one row; null without group voltages.</summary>
    public required PackSpread? LargestSpread { get; init; }

    public required ChargeSummary Charge { get; init; }

    public required GapSummary Gaps { get; init; }

    public required TimeFault TimeBackwards { get; init; }

    public required TimeFault DuplicateTimes { get; init; }

    public required IReadOnlyList<Dropouts> Dropouts { get; init; }

    public required SignVerdict SignCheck { get; init; }
}

/// <summary>Steps of time between rows; the median is that of a <see cref="LogHistogram"/>.</summary>
public sealed record SamplingSummary(double MedianSeconds, double MinSeconds, double MaxSeconds);

/// <summary>Range of one column; null where all of its cells are empty.</summary>
public sealed record QuantityRange(string Column, string Unit, double? Min, double? Max, double? Mean, long EmptyCells);

/// <summary>The largest difference between two group voltages of one row and where it is.</summary>
public sealed record PackSpread(double Millivolts, long Line, double TestTimeSeconds);

/// <summary>Net charge (charging positive) and charge moved in either direction.</summary>
public sealed record ChargeTotal(double NetAmpHours, double ThroughputAmpHours);

/// <summary>Charge by integration (row k's current holds over (t[k−1], t[k]]) and by the tester's counter, if there is one.</summary>
/// <param name="ByIntegration">From the current.</param>
/// <param name="ByCounter">From <c>Net Capacity / Ah</c>, or null.</param>
/// <param name="NetDifferenceAmpHours">Counter minus integration, or null.</param>
public sealed record ChargeSummary(ChargeTotal ByIntegration, ChargeTotal? ByCounter, double? NetDifferenceAmpHours);

/// <summary>Steps of time above the threshold.</summary>
/// <param name="ThresholdSeconds">Ten times the median step, at least 1 s.</param>
/// <param name="Count">How many.</param>
/// <param name="TotalSeconds">Their sum.</param>
/// <param name="LongestSeconds">The longest, or null.</param>
/// <param name="LongestLine">Line of the row after the longest, or null.</param>
/// <param name="LongestTestTimeSeconds">Test time of the row before the longest, or null.</param>
public sealed record GapSummary(
    double ThresholdSeconds, long Count, double TotalSeconds, double? LongestSeconds, long? LongestLine, double? LongestTestTimeSeconds);

/// <summary>Rows whose time is before, or the same as, that of the row before.</summary>
/// <param name="Count">How many.</param>
/// <param name="FirstLine">Line of the first, or null.</param>
/// <param name="FirstFromSeconds">Test time of the row before the first, or null.</param>
/// <param name="FirstToSeconds">Test time of the first, or null.</param>
public sealed record TimeFault(long Count, long? FirstLine, double? FirstFromSeconds, double? FirstToSeconds);

/// <summary>Values of one column that leave and come back within one sample; see <see cref="DropoutDetector"/>.</summary>
public sealed record Dropouts(string Column, long Count, long FirstLine, double FirstTestTimeSeconds, double FirstValue);

/// <summary>Whether the voltage behaves as if positive current charges; see <see cref="SignCheck"/>.</summary>
/// <param name="Result"><c>agrees</c>, <c>reversed</c> or <c>undecided</c>.</param>
/// <param name="Reason">The evidence, in words.</param>
/// <param name="Steps">Steps of current that the voltage answered.</param>
/// <param name="AgreeingShare">Share of them, weighted by size, where the voltage went the way the current did; null without steps.</param>
/// <param name="StepResistanceOhms">Slope of voltage steps over current steps, or null.</param>
/// <param name="TrendCorrelation">Correlation of voltage with charge counted since the start, or null.</param>
public sealed record SignVerdict(
    string Result, string Reason, long Steps, double? AgreeingShare, double? StepResistanceOhms, double? TrendCorrelation);
