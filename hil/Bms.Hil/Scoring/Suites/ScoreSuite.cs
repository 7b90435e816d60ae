using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Faults;
using Bms.Hil.Identification;
using Bms.Hil.Packs;

namespace Bms.Hil.Scoring.Suites;

/// <summary>What <c>score</c> runs: recordings of cells, each with its estimators and disturbances.</summary>
public sealed record ScoreSuite
{
    public required string Name { get; init; }

    /// <summary>One line; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>In the file's order, those of included suites in the place of the include.</summary>
    public required IReadOnlyList<ScoreRecording> Recordings { get; init; }

    /// <summary>Every case: recording by recording, in each estimator by estimator, in each disturbance by disturbance.</summary>
    public IEnumerable<ScoreCase> Cases =>
        from recording in Recordings
        from estimator in recording.Estimators
        from disturbance in recording.Disturbances
        select new ScoreCase(recording, estimator, disturbance);

    /// <summary>The same suite with nothing to judge by.</summary>
    public ScoreSuite WithoutLimits() => this with { Recordings = [.. Recordings.Select(one => one with { Limits = ScoreLimits.None })] };
}

/// <summary>The cell that recordings are replayed with: one that is known, or one to identify first.</summary>
/// <param name="Name">Its key in the suite.</param>
/// <param name="Place">Where it stands in the suite, for messages.</param>
/// <param name="File">The cell file; null where <paramref name="Recipe"/> is given.</param>
/// <param name="Recipe">What to identify it from; null where <paramref name="File"/> is given.</param>
public sealed record ScoreCell(string Name, string Place, string? File, FitSettings? Recipe);

/// <summary>One recording of a suite.</summary>
public sealed record ScoreRecording
{
    /// <summary>Unique among the recordings of its cell.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the suite, for messages.</summary>
    public required string Place { get; init; }

    public required ScoreCell Cell { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>What is the same in every case: capacity, start, cut, seed. Path, cell, estimator and disturbances are each case's own.</summary>
    public required ReplaySettings Settings { get; init; }

    public required IReadOnlyList<EstimatorKind> Estimators { get; init; }

    public required IReadOnlyList<ScoreDisturbance> Disturbances { get; init; }

    public ScoreLimits Limits { get; init; } = ScoreLimits.None;
}

/// <summary>Something that is wrong with sensors or start, by a name.</summary>
public sealed record ScoreDisturbance(string Name, Disturbances Disturbances);

/// <summary>One replay of a suite.</summary>
public sealed record ScoreCase(ScoreRecording Recording, EstimatorKind Estimator, ScoreDisturbance Disturbance)
{
    /// <summary>What <c>--filter</c> looks at: cell, recording, estimator and disturbance with strokes between them.</summary>
    public string Id => $"{Recording.Cell.Name}/{Recording.Name}/{EstimatorNames.Of(Estimator)}/{Disturbance.Name}";

    /// <summary>Whether the id holds every word, letter case apart.</summary>
    public bool Matches(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return filter.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Id.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
