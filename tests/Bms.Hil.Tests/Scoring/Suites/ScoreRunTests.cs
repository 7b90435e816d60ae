using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Bms.Hil.Scoring;
using Bms.Hil.Scoring.Suites;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Identification;
using Xunit;

namespace Bms.Hil.Tests.Scoring.Suites;

/// <summary>A suite's results: the same as of single replays, whatever runs together, and judged by their limits.</summary>
public sealed class ScoreRunTests : IDisposable
{
    private readonly SmallSuite _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void Every_case_is_what_replay_gives()
    {
        ScoreSuite suite = _small.Read();
        ScoreResult result = Run(suite);
        Assert.Equal(12, result.Cases.Count);
        foreach ((ScoreCase one, CaseScore score) in suite.Cases.Zip(result.Cases))
        {
            ReplayResult alone = ReplayRun.Run(
                one.Recording.Settings with { TracePath = one.Recording.Path, Cell = "synthetic-nmc-50ah", Estimator = one.Estimator, Disturbances = one.Disturbance.Disturbances },
                null, TestContext.Current.CancellationToken);
            Assert.Equal(one.Id, $"{score.Cell}/{score.Recording}/{score.Estimator}/{score.Disturbance}");
            Assert.Equal((alone.Digest, alone.Soc, alone.Samples), (score.Digest, score.Soc, score.Samples));
        }
    }

    [Fact]
    public void Results_do_not_depend_on_how_many_run_together()
    {
        ScoreSuite suite = ScoreSuiteReader.Open(_small.With("[true-start, start-0.3, { name: offset, currentOffset: 5 A }]", "standard"));
        string one = JsonSerializer.Serialize(Run(suite, jobs: 1));
        Assert.Equal(one, JsonSerializer.Serialize(Run(suite, jobs: 2)));
        Assert.Equal(one, JsonSerializer.Serialize(Run(suite, jobs: 7)));
    }

    [Fact]
    public void Progress_is_told_of_each_cell_and_each_case()
    {
        int told = 0;
        var run = new ScoreRun(_small.Read(), null, 1) { Progress = () => told++ };
        run.Run(TestContext.Current.CancellationToken);
        Assert.Equal((13, 13), (run.Steps, told));
    }

    [Fact]
    public void The_filter_takes_cases_with_all_its_words()
    {
        Assert.Equal(["ekf", "ekf"], Run(_small.Read(), "EKF start-0.3").Cases.Select(one => one.Estimator));
        var error = Assert.Throws<BadInputException>(() => Run(_small.Read(), "three"));
        Assert.Equal("--filter 'three': no cell/recording/estimator/disturbance of the 12 in 'Small' holds it", error.Message);
    }

    [Fact]
    public void A_limit_that_is_broken_fails_its_case_and_its_recording()
    {
        // Counting from 0.7 keeps an error of 0.3; the offset of 5 A adds a tenth an hour.
        ScoreResult result = Run(ScoreSuiteReader.Open(_small.With(
            "[coulomb, ekf]", "[coulomb]", "recordings:", "limits: { rmseAfter600s: { true-start: 0.1 %, start-0.3: 29 %, offset: 6 % } }\nrecordings:")), "one");
        Assert.Equal([ScoreVerdict.Passed, ScoreVerdict.Failed, ScoreVerdict.Passed], result.Cases.Select(one => one.Verdict));
        Assert.Equal((2, 1, 1), (result.LimitsMet, result.LimitsBroken, result.ExitCode()));
        PooledScore pooled = Assert.Single(result.Recordings);
        Assert.Equal((ScoreVerdict.Failed, 1), (pooled.Verdict, pooled.CasesFailed));
        Assert.Equal(0, Run(_small.Read()).ExitCode());
        Assert.All(Run(_small.Read()).Cases, one => Assert.Equal(ScoreVerdict.NotJudged, one.Verdict));
    }

    [Fact]
    public void Pooled_figures_are_judged_only_where_every_case_ran()
    {
        string path = _small.With("recordings:", "limits: { meanSigma: 0, sigmaOverRmse: 0 }\nrecordings:");
        ScoreResult whole = Run(ScoreSuiteReader.Open(path), "ekf/");
        Assert.Equal(4, whole.LimitsBroken);
        ScoreResult part = Run(ScoreSuiteReader.Open(path), "ekf/true");
        Assert.Equal((0, 0), (part.LimitsBroken, part.LimitsMet));
        Assert.All(part.Recordings, one => Assert.Equal((1, 3), (one.Cases, one.CasesInSuite)));
    }

    [Fact]
    public void What_never_came_out_breaks_its_limit()
    {
        ScoreResult result = Run(ScoreSuiteReader.Open(_small.With(
            "name: two,", "name: two, to: 300 s, limits: { rmseAfter600s: 100 % },", "[coulomb, ekf]", "[coulomb]")), "two");
        Assert.All(result.Cases, one => Assert.Null(one.Soc.RmseAfter600s));
        Assert.Equal(3, result.LimitsBroken);
    }

    [Fact]
    public void A_case_that_cannot_run_is_named_by_the_first_in_order()
    {
        string path = _small.With("{ name: offset, currentOffset: 5 A }", "{ name: hole, gap: 1 h }");
        var error = Assert.Throws<BadInputException>(() => Run(ScoreSuiteReader.Open(path)));
        Assert.StartsWith($"{path}:6:5: recordings[1]: nmc/one/coulomb/hole: gap: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recipe_is_identified_once_and_scored_with()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("slow.csv", MadeUpCell.Slow(25, both: true));
        scratch.Write("pulses.csv", MadeUpCell.Pulses(25));
        scratch.Write("drive.csv", MadeUpCell.Drive(25));
        string path = scratch.Write("s.yaml", """
            score: Identified
            cells: { made-up: { identify: { chemistry: nca, ocv: [slow.csv], pulse: [pulses.csv] } } }
            disturbances: [true-start, start-0.1]
            recordings: [{ name: drive, file: drive.csv, cell: made-up }]
            """);
        var run = new ScoreRun(ScoreSuiteReader.Open(path), null, 2);
        ScoreResult result = run.Run(TestContext.Current.CancellationToken);
        Assert.Equal(3, run.Steps);
        Assert.Equal(("made-up", "made-up", "identified for this suite"), (result.Cells[0].Name, result.Cells[0].Cell, result.Cells[0].Provenance));
        Assert.InRange(result.Cases[0].Soc.Rmse!.Value, 0, 0.05);
    }

    [Fact]
    public void Pooled_figures_weigh_each_case_the_same()
    {
        ScoreRecording recording = _small.Read().Recordings[0];
        CaseScore template = Run(_small.Read(), "one/ekf/true").Cases[0];
        CaseScore Case(double rmse, double coverage, double sigma) =>
            template with { Soc = template.Soc with { RmseAfter600s = rmse, Coverage2Sigma = coverage, MeanSigma = sigma } };
        PooledScore pooled = ScoreJudge.Pool(recording, [Case(0.01, 1, 0.02), Case(0.02, 0.8, 0.02), Case(0.02, 0.9, 0.05)]);
        Assert.Equal(Math.Sqrt((1e-4 + 4e-4 + 4e-4) / 3), pooled.RmseAfter600s!.Value, 12);
        Assert.Equal(0.9, pooled.Coverage2Sigma!.Value, 12);
        Assert.Equal(0.03, pooled.MeanSigma!.Value, 12);
        Assert.Equal(0.03 / Math.Sqrt(3e-4), pooled.SigmaOverRmse!.Value, 12);
        Assert.Equal((0.02, 0.8), (pooled.LargestRmseAfter600s, pooled.SmallestCoverage2Sigma));
    }

    [Fact]
    public void A_recording_is_read_once_and_let_go_after_its_last_use()
    {
        string path = _small.Read().Recordings[0].Path;
        var cache = new RecordingCache(new Dictionary<string, int> { [path] = 2 });
        object first = cache.Use(path, rows => rows().Columns, TestContext.Current.CancellationToken);
        Assert.Equal(1, cache.Held);
        Assert.Same(first, cache.Use(path, rows => rows().Columns, TestContext.Current.CancellationToken));
        Assert.Equal(0, cache.Held);
    }

    private static ScoreResult Run(ScoreSuite suite, string? filter = null, int jobs = 2) =>
        new ScoreRun(suite, filter, jobs).Run(TestContext.Current.CancellationToken);
}
