using System;
using System.Linq;
using System.Xml.Linq;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class ReplayPlotTests
{
    [Fact]
    public void The_standard_picture_has_its_panels_and_its_events()
    {
        Chart chart = ReplayPlot.Draw(MadeUpReplay.Record(20_000), "title");
        Assert.Equal(
            ["State of charge", "SOC error", "Voltage", "Current, positive charges", "Temperature"],
            chart.Panels.Select(panel => panel.Label));
        Assert.Equal(3, chart.Marks.Count);
        XDocument.Parse(chart.ToSvg());
    }

    [Fact]
    public void What_is_not_known_has_no_panel_and_no_entry_in_a_legend()
    {
        var recorder = new ReplayRecorder();
        for (int row = 0; row < 10; row++)
            recorder.Add(new ReplaySample(row, 0.5, 0.5, double.NaN, 3.6, double.NaN, -1, double.NaN));
        Chart chart = ReplayPlot.Draw(recorder, "title");
        Assert.DoesNotContain(chart.Panels, panel => panel.Label == "Temperature");
        Assert.Equal(["measured"], chart.Panels.Single(panel => panel.Label == "Voltage").Series.Select(series => series.Name));
        Assert.Equal(["estimate", "reference"], chart.Panels[0].Series.Select(series => series.Name));
    }

    [Fact]
    public void What_is_promised_for_ten_seconds_is_drawn_beside_the_current_a_discharge_below_zero()
    {
        var recorder = new ReplayRecorder();
        for (int row = 0; row < 20; row++)
        {
            recorder.Add(new ReplaySample(row, 0.5, 0.5, 0.01, 3.6, 3.6, -1, 25)
            {
                Promised = row < 5 ? PromisedPower.None : new PromisedPower(90, 40, 4500, 2100),
            });
        }
        Chart chart = ReplayPlot.Draw(recorder, "title");
        foreach ((string label, double least, double most) in new[] { ("Current promised for 10 s", -90.0, 40.0), ("State of power, 10 s", -4500.0, 2100.0) })
        {
            Panel panel = chart.Panels.Single(panel => panel.Label == label);
            double[] values = [.. panel.Series.Cast<LineSeries>().SelectMany(line => line.Y).Where(double.IsFinite)];
            Assert.Equal((least, most, 2), (values.Min(), values.Max(), panel.Series.Count));
        }
    }

    [Fact]
    public void A_recording_without_rows_is_a_picture_without_panels()
    {
        Chart chart = ReplayPlot.Draw(new ReplayRecorder(), "title");
        Assert.Empty(chart.Panels);
        XDocument.Parse(chart.ToSvg());
    }

    [Fact]
    public void The_error_drawn_is_the_error_of_each_row_in_percentage_points()
    {
        var recorder = new ReplayRecorder();
        for (int row = 0; row < 50_000; row++)
            recorder.Add(new ReplaySample(row, row == 33_333 ? 0.75 : 0.5, 0.5, 0.01, 3.6, 3.6, 0, 25));
        double[] error = recorder.ErrorLine("", Tone.Blue).Y;
        Assert.Equal(25, error.Max(), 9);
        Assert.Equal(0, error.Min(), 9);
        Assert.Equal((48.0, 77.0), (recorder.EstimateBand(Tone.Blue).Lower.Min(), recorder.EstimateBand(Tone.Blue).Upper.Max()));
    }

    [Fact]
    public void A_comparison_shows_each_estimator_in_one_colour_and_equal_events_once()
    {
        Chart chart = ReplayPlot.Compare([("a", MadeUpReplay.Record(5_000)), ("b", MadeUpReplay.Record(5_000))], "title");
        Assert.Equal(3, chart.Marks.Count);
        Panel soc = chart.Panels[0];
        Panel error = chart.Panels[1];
        Assert.Equal(["a", "b", "reference"], soc.Series.Select(series => series.Name));
        Assert.Equal(soc.Series.Take(2).Select(series => series.Tone), error.Series.Select(series => series.Tone));
        Assert.Throws<ArgumentException>(() => ReplayPlot.Compare([], "title"));
    }
}
