using System.Collections.Generic;

namespace Bms.Hil.Scoring.Suites;

/// <summary>What a recording's results have to keep to. A limit that is absent is not judged.</summary>
public sealed record ScoreLimits
{
    /// <summary>No limits at all.</summary>
    public static readonly ScoreLimits None = new();

    /// <summary>The largest root mean square error after 600 s, a fraction, by disturbance.</summary>
    public IReadOnlyDictionary<string, double> RmseAfter600s { get; init; } = new Dictionary<string, double>();

    /// <summary>The smallest share of rows within two sigmas, by disturbance.</summary>
    public IReadOnlyDictionary<string, double> Coverage { get; init; } = new Dictionary<string, double>();

    /// <summary>The largest pooled mean sigma, a fraction.</summary>
    public double? MeanSigma { get; init; }

    /// <summary>The largest pooled mean sigma in multiples of the pooled root mean square error.</summary>
    public double? SigmaOverRmse { get; init; }
}
