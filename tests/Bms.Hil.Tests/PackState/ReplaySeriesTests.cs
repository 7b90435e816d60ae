using System.Linq;
using Bms.Hil.Commands;
using Bms.Hil.Reports;
using Bms.Hil.Rigs;
using Bms.Hil.Scoring;
using Bms.Hil.Tests.Commands;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.PackState;

/// <summary>Several recordings in one replay: one axis of time, what was learned goes on, bad asks are refused in one line.</summary>
public sealed class ReplaySeriesTests
{
    private static readonly string Panasonic = System.IO.Path.Combine(RecordedTraces.RepositoryRoot, "hil", "traces");

    private sealed class Clock : IReplayObserver
    {
        public double Last { get; private set; } = -1;

        public bool Monotonic { get; private set; } = true;

        public void OnSample(in ReplaySample sample)
        {
            Monotonic &= sample.Seconds > Last;
            Last = sample.Seconds;
        }

        public void OnEvent(double seconds, in RigEvent happened) => Monotonic &= seconds >= Last;
    }

    [Fact]
    public void Time_goes_on_and_the_total_is_of_all_rows()
    {
        var clock = new Clock();
        ReplaySettings one = Settings();
        ReplayResult alone = ReplayRun.Run(one, null, TestContext.Current.CancellationToken);
        ReplayResult both = ReplaySeries.Run([one, one], 7200, clock, TestContext.Current.CancellationToken);
        Assert.True(clock.Monotonic);
        Assert.Equal(2 * alone.Samples, both.Samples);
        Assert.Equal((2 * alone.DurationSeconds) + 7200, both.DurationSeconds, 3);
        Assert.Equal(alone.Digest, both.Recordings![0].Digest);
        Assert.Equal(7200, both.Recordings[1].Restart!.OffSeconds);
        Assert.InRange(both.Soc.Rmse!.Value, both.Recordings.Min(each => each.Soc.Rmse!.Value), both.Recordings.Max(each => each.Soc.Rmse!.Value));
    }

    [Fact]
    public void A_cut_of_several_recordings_is_refused_in_one_line()
    {
        string path = Settings().TracePath;
        string line = CommandLine.Refused(ReplayCommand.Create(), path, path, "--cell", "synthetic-nmc-50ah", "--from", "10");
        Assert.Contains("--from", line, System.StringComparison.Ordinal);
        line = CommandLine.Refused(ReplayCommand.Create(), path, path, "--cell", "synthetic-nmc-50ah", "--rest", "-1 h");
        Assert.Contains("--rest", line, System.StringComparison.Ordinal);
    }

    private static ReplaySettings Settings() => new()
    {
        TracePath = System.IO.Directory.GetFiles(Panasonic, "*nmc*.gz").OrderBy(path => path, System.StringComparer.Ordinal).First(),
        Cell = "synthetic-nmc-50ah",
        SeriesGroups = null,
    };
}
