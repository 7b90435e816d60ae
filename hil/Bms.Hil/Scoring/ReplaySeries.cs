using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Bms.Hil.Scoring;

/// <summary>Replays several recordings one after the other through firmware that keeps what it has learned.</summary>
public static class ReplaySeries
{
    private const double LongestRestSeconds = 3650 * 86400.0;

    /// <summary>Runs them in their order.</summary>
    /// <param name="settings">Settings of each; what the firmware is told comes from the first.</param>
    /// <param name="restSeconds">How long the board is off between two.</param>
    /// <param name="observer">Watches the rows; their times go on over all recordings. Null for nobody.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <returns>Of one recording its own figures; of several those over all, with each one's in <see cref="ReplayResult.Recordings"/>.</returns>
    /// <exception cref="BadInputException">A recording, the cell or the settings cannot be used.</exception>
    public static ReplayResult Run(
        IReadOnlyList<ReplaySettings> settings, double restSeconds, IReplayObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Count == 0)
            throw new BadInputException("replay: no recording");
        if (settings.Count == 1)
            return ReplayRun.Run(settings[0], observer, cancellation);
        if (!(restSeconds >= 0 && restSeconds <= LongestRestSeconds))
            throw new BadInputException($"--rest {restSeconds} s: expected 0 to {LongestRestSeconds / 86400} d");
        if (settings.Any(one => one.FromSeconds > 0 || one.ToSeconds < double.PositiveInfinity || one.ScoreFromSeconds is not null))
            throw new BadInputException("--from, --to, --score-from: expected one recording; several are replayed whole");
        var chain = new ReplayChain(restSeconds);
        var results = new List<ReplayResult>();
        for (int index = 0; index < settings.Count; index++)
        {
            ReplaySettings one = settings[index];
            // A snapshot to begin with is the first one's, one to end with the last one's.
            if (index > 0)
                one = one with { InitialSoc = null, SnapshotPath = null, OffSeconds = null, Disturbances = one.Disturbances with { InitialSocError = 0 } };
            if (index < settings.Count - 1)
                one = one with { SnapshotOutPath = null };
            results.Add(ReplayRun.Run(one, chain, observer, cancellation));
        }
        return Total(chain, results);
    }

    private static ReplayResult Total(ReplayChain chain, List<ReplayResult> results)
    {
        double read = results.Sum(one => one.Timing.ReadSeconds);
        double step = results.Sum(one => one.Timing.StepSeconds);
        long samples = results.Sum(one => one.Samples);
        return results[^1] with
        {
            Trace = string.Join(" + ", results.Select(one => one.Trace)),
            TemperatureSource = string.Join(", ", results.Select(one => one.TemperatureSource).Distinct()),
            Samples = samples,
            SkippedRows = results.Sum(one => one.SkippedRows),
            FirstSkipped = results.SelectMany(one => one.FirstSkipped).ToList(),
            DurationSeconds = Math.Round(results.Sum(one => one.DurationSeconds) + (chain.OffSeconds * (results.Count - 1)), 3),
            Soc = chain.Score.Figures,
            Voltage = new VoltageFigures(chain.VoltCount == 0 ? null : 1000 * Math.Sqrt(chain.VoltSquares / chain.VoltCount)),
            Restart = results[0].Restart,
            Events = [],
            EventsNotListed = results.Sum(one => one.Events.Count + one.EventsNotListed),
            Digest = chain.Digest.Text,
            Timing = new TimingFigures(read, step, step > 0 ? samples / step : 0),
            Recordings = results,
        };
    }
}
