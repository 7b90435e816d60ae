using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Whether limits were kept.</summary>
public enum ScoreVerdict
{
    /// <summary>There was no limit to judge by.</summary>
    NotJudged,

    Passed,

    Failed,
}

/// <summary>
/// What <c>score --json</c> prints. It holds neither times nor how many ran together: the same suite gives the same text. Errors and
/// sigmas are fractions of SOC.
/// </summary>
public sealed record ScoreResult
{
    public required string Suite { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<ScoredCell> Cells { get; init; }

    /// <summary>In the suite's order, for each estimator.</summary>
    public required IReadOnlyList<PooledScore> Recordings { get; init; }

    /// <summary>In the suite's order.</summary>
    public required IReadOnlyList<CaseScore> Cases { get; init; }

    /// <summary>Limits that were kept.</summary>
    public int LimitsMet => AllLimits.Count(limit => limit.Met);

    /// <summary>Limits that were broken.</summary>
    public int LimitsBroken => AllLimits.Count(limit => !limit.Met);

    private IEnumerable<JudgedLimit> AllLimits => Cases.SelectMany(one => one.Limits).Concat(Recordings.SelectMany(one => one.Limits));

    /// <summary>The exit code that it makes.</summary>
    public int ExitCode() => LimitsBroken > 0 ? Hil.ExitCode.VerdictFailed : Hil.ExitCode.Pass;
}

/// <summary>A cell that recordings were replayed with.</summary>
/// <param name="Name">Its key in the suite.</param>
/// <param name="Cell">Its own name.</param>
/// <param name="Provenance">Where its figures come from, or <c>identified for this suite</c>.</param>
/// <param name="CapacityAmpHours">Its capacity.</param>
public sealed record ScoredCell(string Name, string Cell, string Provenance, double CapacityAmpHours);

/// <summary>One limit, held against what came out.</summary>
/// <param name="Name">What is limited, as suites name it.</param>
/// <param name="Limit">The bar.</param>
/// <param name="Value">What came out; null where there is nothing, which breaks the limit.</param>
/// <param name="Met">Whether the limit was kept.</param>
public sealed record JudgedLimit(string Name, double Limit, double? Value, bool Met)
{
    /// <summary>A value that may be at most so much.</summary>
    public static JudgedLimit AtMost(string name, double limit, double? value) => new(name, limit, value, value <= limit);

    /// <summary>A value that has to be at least so much.</summary>
    public static JudgedLimit AtLeast(string name, double limit, double? value) => new(name, limit, value, value >= limit);
}

/// <summary>One case: a recording, an estimator, a disturbance.</summary>
public sealed record CaseScore
{
    public required string Cell { get; init; }

    public required string Recording { get; init; }

    public required string Estimator { get; init; }

    public required string Disturbance { get; init; }

    /// <summary>Rows that the firmware got.</summary>
    public required long Samples { get; init; }

    public required SocFigures Soc { get; init; }

    public required double? VoltageRmseMillivolts { get; init; }

    public required string Digest { get; init; }

    public required IReadOnlyList<JudgedLimit> Limits { get; init; }

    public ScoreVerdict Verdict => VerdictOf(Limits);

    /// <summary>From when on errors counted, in seconds since the recording's first row.</summary>
    [JsonIgnore]
    public double ScoreFromSeconds { get; init; }

    /// <summary>The error over time, for the report.</summary>
    [JsonIgnore]
    public ErrorTrace? Trace { get; init; }

    internal static ScoreVerdict VerdictOf(IReadOnlyList<JudgedLimit> limits) =>
        limits.Count == 0 ? ScoreVerdict.NotJudged : limits.All(limit => limit.Met) ? ScoreVerdict.Passed : ScoreVerdict.Failed;
}

/// <summary>A recording's cases taken together, each with the same weight.</summary>
public sealed record PooledScore
{
    public required string Cell { get; init; }

    public required string Recording { get; init; }

    public required string Estimator { get; init; }

    /// <summary>How many cases are pooled.</summary>
    public required int Cases { get; init; }

    /// <summary>Of how many that the suite has; where some were filtered out, pooled limits are not judged.</summary>
    public required int CasesInSuite { get; init; }

    /// <summary>The root of the mean of the squares of the cases' errors after 600 s.</summary>
    public required double? RmseAfter600s { get; init; }

    /// <summary>The largest error after 600 s of a case.</summary>
    public required double? LargestRmseAfter600s { get; init; }

    /// <summary>The mean of the cases' coverages.</summary>
    public required double? Coverage2Sigma { get; init; }

    /// <summary>The smallest coverage of a case.</summary>
    public required double? SmallestCoverage2Sigma { get; init; }

    /// <summary>The mean of the cases' mean sigmas.</summary>
    public required double? MeanSigma { get; init; }

    /// <summary>The pooled mean sigma in multiples of the pooled error.</summary>
    public required double? SigmaOverRmse { get; init; }

    /// <summary>How many cases broke a limit of their own.</summary>
    public required int CasesFailed { get; init; }

    /// <summary>The limits of the pooled figures.</summary>
    public required IReadOnlyList<JudgedLimit> Limits { get; init; }

    /// <summary>Failed where a case failed or a pooled limit was broken.</summary>
    public required ScoreVerdict Verdict { get; init; }
}
