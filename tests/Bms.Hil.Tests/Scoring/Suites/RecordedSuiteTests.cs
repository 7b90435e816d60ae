using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Scoring.Suites;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Scoring.Suites;

/// <summary>The shipped suites that name recorded cells, where the recordings are.</summary>
public sealed class RecordedSuiteTests
{
    private static readonly string[] Cases = ["true-start", "start-0.3", "capacity-10%"];

    [Fact]
    public void The_matrix_names_what_it_says()
    {
        ScoreSuite suite = Open("matrix");
        Assert.Equal(
            ["us06-25C", "us06-0C", "hwfet-n10C", "dyn-25C", "walk-25-r1", "walk-50-r1", "walk-01-r2", "walk-50-r2"],
            suite.Recordings.Select(recording => recording.Name));
        Assert.All(suite.Recordings, recording =>
        {
            Assert.Equal([.. StandardDisturbances.All, .. recording.Disturbances.TakeLast(2)], recording.Disturbances);
            Assert.All(Cases, name => Assert.Contains(name, recording.Limits.RmseAfter600s.Keys));
            Assert.Equal(5, recording.Limits.RmseAfter600s.Count);
            Assert.Equal(27, recording.Limits.Coverage.Count);
            Assert.Equal((4.0, recording.Cell.Name == "a123" ? 0.06 : 0.03), (recording.Limits.SigmaOverRmse, recording.Limits.MeanSigma));
        });
    }

    [Fact]
    public void No_recording_is_scored_that_its_cell_was_identified_from()
    {
        foreach (ScoreRecording recording in Open("matrix").Recordings)
        {
            IEnumerable<double> until = recording.Cell.Recipe!.Inputs.Where(input => Path.GetFullPath(input.Path) == Path.GetFullPath(recording.Path)).Select(input => input.ToSeconds);
            Assert.All(until, seconds => Assert.True(seconds <= recording.Settings.ScoreFromSeconds));
        }
    }

    /// <summary>The accuracy that the project promises: every limit of every recording, under every disturbance.</summary>
    [Fact]
    public void The_adaptive_filter_keeps_every_limit_of_the_matrix()
    {
        ScoreResult result = new ScoreRun(Open("matrix"), null, 2).Run(TestContext.Current.CancellationToken);
        Assert.Equal(8 * 27, result.Cases.Count);
        Assert.Equal(["panasonic", "a123", "dmegc"], result.Cells.Select(cell => cell.Name));
        Assert.Equal("aekf", Assert.Single(result.Cases.Select(one => one.Estimator).Distinct()));
        Assert.True(result.LimitsMet > 250);
        Assert.Equal(0, result.LimitsBroken);
    }

    private static ScoreSuite Open(string name)
    {
        Assert.SkipWhen(RecordedTraces.Folder is null, "no recorded traces: set BMS_TRACES or put them at ../shared/traces");
        return ScoreSuiteReader.Open(name, RecordedTraces.Folder, [EstimatorKind.Aekf]);
    }
}
