using System;
using System.Collections.Generic;
using System.IO;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Rigs;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Charging;

/// <summary>The picture of docs/CHARGING.md, drawn from a run; BMS_WRITE_DOCS=1 draws it anew.</summary>
public class ChargingPictureTests
{
    private const double StartSoc = 0.9;
    private const int EverySteps = 50;

    [Fact]
    public void The_picture_is_what_a_charge_with_a_weak_group_looks_like()
    {
        var seconds = new List<double>();
        var amps = new List<double>();
        var permitted = new List<double>();
        var phase = new List<double>();
        var highest = new List<double>();
        var mean = new List<double>();
        int step = 0;
        var trial = new ChargeTrial("nmc-traction-14s", new ChargeCase("weak group", 0, 0.1), StartSoc);
        trial.Run((ClosedLoop loop) =>
        {
            if (step++ % EverySteps != 0)
                return;
            seconds.Add(loop.Seconds);
            amps.Add(loop.Pack.PackAmps);
            permitted.Add(loop.Rig.Outputs.ChargerMicroamps * 1e-6);
            phase.Add((int)loop.Rig.Outputs.ChargePhase);
            double top = 0;
            double sum = 0;
            foreach (double volts in loop.Pack.GroupVolts)
            {
                top = Math.Max(top, volts);
                sum += volts;
            }
            highest.Add(top);
            mean.Add(sum / loop.Pack.Groups);
        });
        double[] x = [.. seconds];
        var chart = new Chart("A charge to full") { Subtitle = "nmc-traction-14s, one group a tenth weaker: simulated" };
        var current = new Panel("Current", "A") { IncludeZero = true };
        current.Series.Add(new LineSeries("commanded", x, [.. permitted]) { Dashed = true });
        current.Series.Add(new LineSeries("true", x, [.. amps]));
        var volts = new Panel("Group voltage", "V") { Height = 150 };
        volts.Series.Add(new LineSeries("highest group", x, [.. highest]));
        volts.Series.Add(new LineSeries("mean of the groups", x, [.. mean]));
        var stage = new Panel("Phase: 4 constant current, 5 constant voltage, 6 tail, 7 hold, 8 full") { Minimum = 0, Maximum = 10 };
        stage.Series.Add(new StepSeries("phase", x, [.. phase]));
        chart.Panels.Add(current);
        chart.Panels.Add(volts);
        chart.Panels.Add(stage);
        string svg = chart.ToSvg();
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "pictures", "charging.svg");
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(path, svg);
        Assert.True(File.Exists(path), "docs/pictures/charging.svg is missing: run this test with BMS_WRITE_DOCS=1");
        Assert.Equal(svg.ReplaceLineEndings("\n"), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
