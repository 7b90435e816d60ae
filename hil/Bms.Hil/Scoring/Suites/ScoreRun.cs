using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Bms.Hil.Cells;
using Bms.Hil.Identification;
using Bms.Hil.Packs;

namespace Bms.Hil.Scoring.Suites;

/// <summary>
/// Runs a suite: first its cells are identified, each once, then its cases run, several at a time. Each case has its own controller and
/// random numbers, and results stand in the suite's order, so that they do not depend on how many run together.
/// </summary>
public sealed class ScoreRun
{
    private readonly ScoreSuite _suite;
    private readonly ScoreCase[] _cases;
    private readonly ScoreCell[] _cells;
    private readonly int _jobs;

    /// <param name="suite">The suite.</param>
    /// <param name="filter">Only cases whose id holds these words run; null for all.</param>
    /// <param name="jobs">How many run at the same time, at least 1.</param>
    /// <exception cref="BadInputException">No case is left.</exception>
    public ScoreRun(ScoreSuite suite, string? filter, int jobs)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        _suite = suite;
        _jobs = jobs;
        _cases = [.. suite.Cases.Where(one => filter is null || one.Matches(filter))];
        if (_cases.Length == 0)
            throw new BadInputException($"--filter '{filter}': no cell/recording/estimator/disturbance of the {suite.Cases.Count()} in '{suite.Name}' holds it");
        _cells = [.. _cases.Select(one => one.Recording.Cell).Distinct(ReferenceEqualityComparer.Instance).Cast<ScoreCell>()];
    }

    /// <summary>Is told of each cell and of each case that is done, from any thread.</summary>
    public Action? Progress { get; set; }

    /// <summary>How many times <see cref="Progress"/> will be told.</summary>
    public int Steps => _cells.Length + _cases.Length;

    /// <exception cref="BadInputException">A cell or a recording cannot be used; the first in the suite's order is told.</exception>
    public ScoreResult Run(CancellationToken cancellation)
    {
        CellSource[] sources = InParallel(_cells, cell => Open(cell, cancellation), cell => cell.Place, cancellation);
        var cells = new Dictionary<ScoreCell, CellSource>(ReferenceEqualityComparer.Instance);
        for (int index = 0; index < sources.Length; index++)
            cells.Add(_cells[index], sources[index]);
        var recordings = new RecordingCache(_cases.GroupBy(one => one.Recording.Path).ToDictionary(group => group.Key, group => group.Count()));
        CaseScore[] scores = InParallel(
            _cases, one => Replay(one, cells[one.Recording.Cell], recordings, cancellation), one => $"{one.Recording.Place}: {one.Id}", cancellation);
        return new ScoreResult
        {
            Suite = _suite.Name,
            Description = _suite.Description,
            Cells = [.. _cells.Select(cell => Describe(cell, cells[cell]))],
            Recordings = [.. Pooled(scores)],
            Cases = scores,
        };
    }

    private static CellSource Open(ScoreCell cell, CancellationToken cancellation) => cell.Recipe is FitSettings recipe
        ? CellSource.Of(CellFitter.Run(recipe, null, cancellation).Cell, $"the cell '{cell.Name}'")
        : CellSource.Of(CellFileReader.Read(cell.File!), cell.File!);

    private static CaseScore Replay(ScoreCase one, CellSource cell, RecordingCache recordings, CancellationToken cancellation)
    {
        ScoreRecording recording = one.Recording;
        ReplaySettings settings = recording.Settings with
        {
            TracePath = recording.Path,
            Cell = cell.Name,
            Estimator = one.Estimator,
            Disturbances = one.Disturbance.Disturbances,
        };
        var trace = new ErrorTrace();
        ReplayResult result = recordings.Use(
            recording.Path,
            rows => ReplayRun.Run(
                settings, cell, rows(), () => RecordingExtent.Measure(rows(), settings.FromSeconds, settings.ToSeconds), trace, null, cancellation),
            cancellation);
        return new CaseScore
        {
            Cell = recording.Cell.Name,
            Recording = recording.Name,
            Estimator = result.Estimator,
            Disturbance = one.Disturbance.Name,
            Samples = result.Samples,
            Soc = result.Soc,
            VoltageRmseMillivolts = result.Voltage.RmseMillivolts,
            Digest = result.Digest,
            Limits = ScoreJudge.OfCase(recording.Limits, one.Disturbance.Name, result.Soc),
            ScoreFromSeconds = settings.ScoreFromSeconds ?? settings.FromSeconds,
            Trace = trace,
        };
    }

    private IEnumerable<PooledScore> Pooled(CaseScore[] scores) =>
        from pair in _cases.Zip(scores)
        group pair.Second by (pair.First.Recording, pair.First.Estimator) into cases
        select ScoreJudge.Pool(cases.Key.Recording, [.. cases]);

    private static ScoredCell Describe(ScoreCell cell, CellSource source) =>
        new(cell.Name, source.Name, cell.Recipe is null ? source.Provenance : "identified for this suite", source.CapacityAmpHours);

    private TResult[] InParallel<T, TResult>(T[] items, Func<T, TResult> work, Func<T, string> where, CancellationToken cancellation)
    {
        var results = new TResult[items.Length];
        var refused = new BadInputException?[items.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _jobs, CancellationToken = cancellation };
        // One at a time to each worker: they differ in length by a factor of hundred.
        var order = Partitioner.Create(Enumerable.Range(0, items.Length), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(order, options, index =>
        {
            try
            {
                results[index] = work(items[index]);
                Progress?.Invoke();
            }
            catch (BadInputException error)
            {
                refused[index] = error;
            }
        });
        int first = Array.FindIndex(refused, error => error is not null);
        return first < 0 ? results : throw new BadInputException($"{where(items[first])}: {refused[first]!.Message}", refused[first]!);
    }
}
