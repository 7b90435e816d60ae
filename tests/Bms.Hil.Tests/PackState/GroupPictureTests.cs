using System;
using System.IO;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.PackState;

/// <summary>The picture in docs/ALGORITHMS.md: one plant run, true and estimated differences. BMS_WRITE_DOCS=1 writes it anew.</summary>
public sealed class GroupPictureTests
{
    private const int EverySeconds = 20;
    private const double Percent = 100;

    [Theory]
    [InlineData("synthetic-nmc-50ah", 0.4, 0.90, "groups-nmc.svg")]
    [InlineData("synthetic-lfp-100ah", 0.6, 0.88, "groups-lfp.svg")]
    public void A_run_is_drawn(string cell, double rate, double start, string name)
    {
        var run = new GroupRun(cell, 3, rate, start);
        double[][] estimated = Empty();
        double[][] truth = Empty();
        double[] seconds = new double[2000];
        int count = 0;
        do
        {
            if (run.Seconds % EverySeconds != 0)
                continue;
            seconds[count] = run.Seconds;
            float average = run.Controller.Estimation.Estimator.Soc;
            for (int group = 0; group < GroupRun.Groups; group++)
            {
                estimated[group][count] = Percent * (run.Controller.Groups.Soc[group] - average);
                truth[group][count] = Percent * (run.Pack.Soc[group] - run.TrueSoc);
            }
            count++;
        }
        while (run.Step());
        var chart = new Chart($"{cell}: SOC of sixteen groups around their mean")
        {
            Subtitle = "A simulated pack (synthetic cell). Thin and dashed: true; full: estimated",
        };
        var panel = new Panel("SOC − mean", "%-points") { Height = 320 };
        for (int group = 0; group < GroupRun.Groups; group++)
        {
            Tone tone = Palette.Order[group % Palette.Order.Length];
            panel.Series.Add(new LineSeries("", seconds[..count], truth[group][..count], tone) { Dashed = true, Faint = true });
            panel.Series.Add(new LineSeries("", seconds[..count], estimated[group][..count], tone));
        }
        chart.Panels.Add(panel);
        string svg = chart.ToSvg();
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "pictures", name);
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(path, svg);
        Assert.Equal(svg.ReplaceLineEndings("\n"), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static double[][] Empty()
    {
        var rows = new double[GroupRun.Groups][];
        for (int group = 0; group < rows.Length; group++)
            rows[group] = new double[2000];
        return rows;
    }
}
