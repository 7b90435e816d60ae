using System.Collections.Generic;
using System.Text.Json.Serialization;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios.Expectations;
using Bms.Hil.Scenarios.Pictures;
using Bms.Hil.Scoring;

namespace Bms.Hil.Scenarios.Results;

/// <summary>
/// What became of one scenario, as <c>results.json</c> holds it. Everything but <see cref="Timing"/> is the same in every run. SOC
/// errors are fractions, times seconds of the scenario.
/// </summary>
public sealed record ScenarioResult
{
    public required string Name { get; init; }

    public required string File { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The first expectation that was not met, or what failed; empty where it passed.</summary>
    public required string Reason { get; init; }

    /// <summary>The firmware's cell, and whether its figures were identified or invented.</summary>
    public string Cell { get; init; } = "";

    public string Provenance { get; init; } = "";

    public string Estimator { get; init; } = "";

    public ulong Seed { get; init; }

    /// <summary>Steps taken.</summary>
    public long Steps { get; init; }

    /// <summary>Virtual time covered.</summary>
    public double DurationSeconds { get; init; }

    public IReadOnlyList<CheckOutcome> Expectations { get; init; } = [];

    public IReadOnlyList<ScenarioEvent> Events { get; init; } = [];

    /// <summary>Events beyond the first thousand, which <see cref="Events"/> leaves out.</summary>
    public long EventsNotKept { get; init; }

    /// <summary>Over the whole scenario, whatever is asked for; null where it did not run.</summary>
    public SocFigures? Soc { get; init; }

    /// <summary>A fingerprint of everything that the firmware put out.</summary>
    public string Digest { get; init; } = "";

    public ScenarioTiming Timing { get; init; } = new(0, 0);

    /// <summary>What the report needs beside this.</summary>
    [JsonIgnore]
    public ScenarioPictures? Pictures { get; init; }
}

/// <summary>Where the time went; differs from run to run.</summary>
/// <param name="RunSeconds">Wall time of the scenario.</param>
/// <param name="TimesRealTime">Virtual time over wall time.</param>
public sealed record ScenarioTiming(double RunSeconds, double TimesRealTime);
