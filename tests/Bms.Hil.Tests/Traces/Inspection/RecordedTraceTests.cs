using System;
using System.IO;
using System.Linq;
using Bms.Hil.Tests.Support;
using Bms.Hil.Traces.Inspection;
using Xunit;

namespace Bms.Hil.Tests.Traces.Inspection;

public sealed class RecordedTraceTests
{
    /// <summary>These were recorded with discharge positive, against their own description; the check is there to say so.</summary>
    private const string ReversedFolder = "maxamps_lipo_5450";

    public static TheoryData<string> Recordings()
    {
        var recordings = new TheoryData<string>();
        if (RecordedTraces.Folder is not string folder)
            return [""];
        foreach (string path in Directory.EnumerateFiles(folder, "*.bdf.csv.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            recordings.Add(Path.GetRelativePath(folder, path).Replace('\\', '/'));
        return recordings;
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Inspects_and_finds_the_sign(string relative)
    {
        TraceInspection found = Inspect(relative);
        Assert.True(found.Rows > 100);
        Assert.Equal(0, found.SkippedRows);
        bool isReversed = relative.StartsWith(ReversedFolder + "/", StringComparison.Ordinal);
        Assert.True(found.SignCheck.Result == (isReversed ? "reversed" : "agrees"), found.SignCheck.ToString());
        Assert.Empty(found.Dropouts);
    }

    [Fact]
    public void Finds_what_is_known_of_some_recordings()
    {
        TraceInspection dynamic = Inspect("a123_26650_lfp/dyn_50_p25_s1.bdf.csv.gz");
        Assert.Equal(-1.979, dynamic.Charge.ByIntegration.NetAmpHours, 5e-4);
        Assert.Equal(-2.002, dynamic.Charge.ByCounter!.NetAmpHours, 5e-4);
        Assert.Equal(6901.016, dynamic.FirstTestTimeSeconds);

        TraceInspection cold = Inspect("panasonic_18650pf/n10C/n10degc_hwfet.bdf.csv.gz");
        Assert.Equal("surface", cold.TemperatureSource);
        Assert.InRange(cold.Gaps.Count, 119, 130);
        Assert.InRange(cold.Gaps.TotalSeconds, 7100, 7200);

        TraceInspection module = Inspect("leaf_module_6s/0_3c_discharge.bdf.csv.gz");
        Assert.Equal(6, module.CellCount);
        Assert.Equal(519, module.LargestSpread!.Millivolts, 1e-6);
        Assert.Equal("t1", module.TemperatureSource);
    }

    private static TraceInspection Inspect(string relative) =>
        TraceInspector.Inspect(RecordedTraces.PathOf(relative), TestContext.Current.CancellationToken);
}
