using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string, double[], double[]> OddData { get; } = new()
    {
        { "nothing", [], [] },
        { "one sample", [5], [3.7] },
        { "constant", [0, 1, 2], [25, 25, 25] },
        { "constant zero", [0, 1, 2], [0, 0, 0] },
        { "all missing", [0, 1, 2], [double.NaN, double.NaN, double.NaN] },
        { "infinities", [0, 1, 2, 3], [1, double.PositiveInfinity, double.NegativeInfinity, 2] },
        { "huge", [0, 1, 2], [-1e299, 1e299, double.MaxValue] },
        { "tiny", [0, 1e-9, 2e-9], [double.Epsilon, 1e-300, 0] },
        { "no difference that a double tells from its size", [1e15, 1e15 + 1], [1e15, 1e15 + 0.25] },
        { "x missing", [double.NaN, double.NaN], [1, 2] },
        { "x running backwards", [3, 2, 1, 5], [1, 2, 3, 4] },
        { "all at one x", [7, 7, 7], [1, 2, 3] },
    };

    [Theory]
    [MemberData(nameof(OddData))]
    public void Odd_data_give_a_well_formed_picture_of_finite_numbers(string what, double[] x, double[] y)
    {
        foreach (AxisKind kind in Enum.GetValues<AxisKind>())
        {
            var chart = new Chart(what) { AxisKind = kind };
            var panel = new Panel("Quantity", "V");
            panel.Series.Add(new BandSeries("band", x, y, y));
            panel.Series.Add(new LineSeries("line", x, y));
            panel.Series.Add(new StepSeries("step", x, y));
            panel.Series.Add(new ScatterSeries("dots", x, y));
            var lanes = new Panel("Lanes") { Lanes = true };
            lanes.Series.Add(new StepSeries("lane", x, y));
            chart.Panels.Add(panel);
            chart.Panels.Add(lanes);
            chart.Marks.Add(new EventMark(1, "event", MarkLevel.Trip));
            chart.Marks.Add(new EventMark(double.NaN, "nowhere", MarkLevel.Trip));
            string svg = chart.ToSvg();
            XElement root = XDocument.Parse(svg).Root!;
            IEnumerable<string> geometry = root.Descendants().Attributes()
                .Where(attribute => attribute.Name.LocalName is "d" or "x" or "y" or "width" or "height")
                .Select(attribute => attribute.Value);
            Assert.All(geometry, value => Assert.Matches("^[-0-9. Mlhz]+$", value));
        }
    }

    [Fact]
    public void Nothing_at_all_is_still_a_picture_with_its_title()
    {
        XElement root = XDocument.Parse(new Chart("Nothing").ToSvg()).Root!;
        Assert.Equal("img", root.Attribute("role")!.Value);
        Assert.Equal("Nothing", root.Element(Svg + "title")!.Value);
        Assert.NotNull(root.Element(Svg + "desc"));
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        string hostile = MadeUpReport.Hostile + "\0\u0001\ud800";
        var chart = new Chart(hostile) { Subtitle = hostile, AxisLabel = hostile };
        var panel = new Panel(hostile, hostile) { Categories = [hostile] };
        panel.Series.Add(new LineSeries(hostile, [0, 1], [0, 1]));
        panel.Limits.Add(new LimitLine(1, hostile, MarkLevel.Trip));
        chart.Panels.Add(panel);
        chart.Marks.Add(new EventMark(0.5, hostile, MarkLevel.Warning));
        XElement root = XDocument.Parse(chart.ToSvg()).Root!;
        string[] allowed = ["svg", "title", "desc", "style", "rect", "text", "tspan", "path", "g"];
        Assert.All(root.DescendantsAndSelf(), element => Assert.Contains(element.Name.LocalName, allowed));
        Assert.Equal(MadeUpReport.Hostile + "\ufffd\ufffd\ufffd", root.Element(Svg + "title")!.Value);
    }

    [Fact]
    public void Equal_charts_give_equal_bytes()
    {
        Assert.Equal(MadeUpReport.PackChart(4).ToSvg(), MadeUpReport.PackChart(4).ToSvg());
        Assert.NotEqual(MadeUpReport.PackChart(4).ToSvg(), MadeUpReport.PackChart(5).ToSvg());
    }

    [Fact]
    public void A_picture_inside_a_page_has_no_style_of_its_own_and_ids_that_its_prefix_makes_unique()
    {
        XElement root = XDocument.Parse(MadeUpReport.PackChart(1).ToSvg(SvgUse.Inline, "s1c2")).Root!;
        Assert.Empty(root.Descendants(Svg + "style"));
        string[] ids = root.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(["s1c2-title", "s1c2-desc"], ids);
        Assert.Equal(string.Join(' ', ids), root.Attribute("aria-labelledby")!.Value);
    }

    [Fact]
    public void A_gap_breaks_the_line()
    {
        var chart = new Chart("gap");
        var panel = new Panel("Voltage", "V");
        panel.Series.Add(new LineSeries("", [0, 1, 2, 3, 4], [1, 2, double.NaN, 2, 1]));
        chart.Panels.Add(panel);
        string path = XDocument.Parse(chart.ToSvg()).Descendants(Svg + "path")
            .Single(element => element.Attribute("class")!.Value == "c-blue line").Attribute("d")!.Value;
        Assert.Equal(2, path.Count(letter => letter == 'M'));
    }

    [Fact]
    public void A_limit_far_from_the_data_is_named_with_its_side_and_does_not_flatten_them()
    {
        var chart = new Chart("limits");
        var panel = new Panel("Current", "A");
        panel.Series.Add(new LineSeries("", [0, 1, 2], [-1, 0, 1]));
        panel.Limits.Add(new LimitLine(300, "trip", MarkLevel.Trip));
        panel.Limits.Add(new LimitLine(1.4, "warning", MarkLevel.Warning));
        chart.Panels.Add(panel);
        string[] texts = XDocument.Parse(chart.ToSvg()).Descendants(Svg + "text").Select(text => text.Value).ToArray();
        Assert.Contains("↑ trip 300", texts);
        Assert.Contains("warning 1.4", texts);
        Assert.Contains("−1.0", texts);
    }

    [Fact]
    public void Columns_of_unequal_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LineSeries("line", [0, 1], [0]));
        Assert.Throws<ArgumentException>(() => new BandSeries("band", [0, 1], [0, 1], [0]));
        Assert.Throws<ArgumentException>(() => new BarSeries("bars", [0, 1], [0, 1]));
    }

    [Fact]
    public void A_lane_shows_even_the_shortest_time_on()
    {
        var x = new double[100_000];
        var y = new double[100_000];
        for (int index = 0; index < x.Length; index++)
            x[index] = index;
        y[50_000] = 1;
        var chart = new Chart("lanes");
        var panel = new Panel("Outputs") { Lanes = true };
        panel.Series.Add(new StepSeries("contactor", x, y));
        chart.Panels.Add(panel);
        XElement bar = XDocument.Parse(chart.ToSvg()).Descendants(Svg + "path")
            .Single(path => path.Attribute("class")!.Value == "c-blue bars");
        Assert.EndsWith("l1 0l0 10l-1 0z", bar.Attribute("d")!.Value, StringComparison.Ordinal);
    }
}
