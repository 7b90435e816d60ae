using System;
using System.IO;
using System.Linq;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.PowerLimits;

/// <summary>The picture of the state of power is what the firmware promises; BMS_WRITE_DOCS=1 draws it anew.</summary>
public sealed class PowerDocumentTests
{
    [Fact]
    public void The_picture_is_what_the_firmware_promises()
    {
        Chart chart = PowerPicture.Draw();
        foreach (Panel panel in chart.Panels)
            Assert.All(panel.Series.Cast<LineSeries>(), line => Assert.True(line.Y.Max() > 0, $"{panel.Label} {line.Name}: nothing is promised"));
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "pictures", "state-of-power.svg");
        string svg = chart.ToSvg();
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(path, svg);
        Assert.True(File.Exists(path), "docs/pictures/state-of-power.svg is missing: run this test with BMS_WRITE_DOCS=1");
        Assert.Equal(svg.ReplaceLineEndings("\n"), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
