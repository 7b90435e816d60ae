using System;
using System.IO;
using System.Linq;
using Bms.Hil.Scoring;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Scoring;

/// <summary>Replays of recorded data: the accuracy that is promised, and that nothing crashes.</summary>
public sealed class RecordedReplayTests
{
    private const string Us06 = "panasonic_18650pf/25C/25degc_us06.bdf.csv.gz";

    public static TheoryData<string> Recordings()
    {
        TheoryData<string> names = [];
        if (RecordedTraces.Folder is null)
            names.Add("");
        else
            names.AddRange(Directory.GetFiles(RecordedTraces.Folder, "*.bdf.csv.gz", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(RecordedTraces.Folder, path)).Order(StringComparer.Ordinal).ToArray());
        return names;
    }

    [Fact]
    public void The_filter_holds_its_promise_from_the_true_start()
    {
        ReplayResult result = Run(Settings());
        Assert.Equal(48061, result.Samples);
        Assert.InRange(result.Soc.Rmse!.Value, 0, 0.025);
    }

    [Fact]
    public void The_filter_holds_its_promise_from_a_wrong_start()
    {
        ReplayResult result = Run(Settings() with { InitialSoc = 0.7 });
        Assert.InRange(result.Soc.RmseAfter600s!.Value, 0, 0.035);
        Assert.InRange(result.Soc.ConvergenceSeconds!.Value, 0, 60);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_recording_replays_with_every_estimator(string name)
    {
        Assert.SkipWhen(name.Length == 0, "no recorded traces: set BMS_TRACES or put them at ../shared/traces");
        string path = RecordedTraces.PathOf(name);
        foreach (Bms.Core.Configuration.EstimatorKind kind in Enum.GetValues<Bms.Core.Configuration.EstimatorKind>())
        {
            ReplayResult result = Run(new ReplaySettings
            {
                TracePath = path,
                Cell = "panasonic-ncr18650pf",
                Estimator = kind,
                CapacityAmpHours = 3,
                TemperatureCelsius = 25,
            });
            Assert.True(result.Samples > 0);
            Assert.True(double.IsFinite(result.Soc.Rmse!.Value));
            Assert.InRange(result.Soc.Final!.Value, 0, 1);
            Assert.DoesNotContain(result.Events, happened => happened.Kind == "internalFault");
        }
    }

    private static ReplayResult Run(ReplaySettings settings) => ReplayRun.Run(settings, null, TestContext.Current.CancellationToken);

    private static ReplaySettings Settings() => new()
    {
        TracePath = RecordedTraces.PathOf(Us06),
        Cell = "panasonic-ncr18650pf",
        CapacityAmpHours = 2.965,
    };
}
