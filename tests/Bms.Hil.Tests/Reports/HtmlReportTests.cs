using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class HtmlReportTests
{
    [Fact]
    public void Equal_models_give_equal_bytes() =>
        Assert.Equal(Write(MadeUpReport.Make(5)), Write(MadeUpReport.Make(5)));

    [Fact]
    public void Everything_that_a_model_says_is_escaped()
    {
        const string Hostile = MadeUpReport.Hostile;
        var model = new ReportModel(Hostile) { Subtitle = Hostile };
        model.Facts.Add(new ReportFact(Hostile, Hostile));
        var scenario = new ReportScenario(Hostile, Verdict.Error) { Reason = Hostile, Description = Hostile };
        scenario.Tags.Add(Hostile);
        scenario.ProvenanceNotes.Add(Hostile);
        scenario.Expectations.Add(new ReportExpectation(Hostile, false, Hostile));
        scenario.Events.Add(new ReportEvent(1, Hostile, MarkLevel.Trip, Hostile, Hostile));
        scenario.Charts.Add(new Chart(Hostile));
        model.Scenarios.Add(scenario);
        string html = Write(model);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(html, "</script>"));
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.True(Regex.Count(html, "&lt;img src=x onerror=alert") >= 14);
    }

    [Fact]
    public void Nothing_outside_the_file_is_referred_to()
    {
        string html = Write(MadeUpReport.Make(3));
        string withoutNamespace = html.Replace("xmlns=\"http://www.w3.org/2000/svg\"", "", StringComparison.Ordinal);
        Assert.DoesNotContain("://", withoutNamespace, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(" (src|style|onclick)=\"", html);
        Assert.Contains("default-src &#x27;none&#x27;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_unique_and_every_reference_has_its_target()
    {
        string html = Write(MadeUpReport.Make(6, chartsEach: 2));
        var ids = new System.Collections.Generic.HashSet<string>();
        foreach (Match match in Regex.Matches(html, " id=\"([^\"]+)\""))
            Assert.True(ids.Add(match.Groups[1].Value), match.Value);
        foreach (Match match in Regex.Matches(html, " (?:href=\"#|data-section=\"|for=\")([^\"]+)\""))
            Assert.Contains(match.Groups[1].Value, ids);
    }

    [Fact]
    public void A_report_without_scenarios_says_so_and_is_whole()
    {
        string html = Write(new ReportModel("Empty"));
        Assert.Contains("of 0 scenarios", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Sixty_scenarios_with_six_pictures_each_stay_below_fifteen_megabytes()
    {
        // Full rows of noise, the worst for a line that is thinned out to the pixel.
        var recorders = new ReplayRecorder[6];
        for (int index = 0; index < recorders.Length; index++)
            recorders[index] = MadeUpReplay.Record(20_000, index);
        var model = new ReportModel("Many");
        for (int index = 0; index < 60; index++)
        {
            var scenario = new ReportScenario("scenario " + index.ToString(CultureInfo.InvariantCulture), Verdict.Passed);
            for (int chart = 0; chart < 6; chart++)
                scenario.Charts.Add(ReplayPlot.Draw(recorders[chart], "picture"));
            model.Scenarios.Add(scenario);
        }
        int bytes = Encoding.UTF8.GetByteCount(Write(model));
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes / 1e6:0.0} MB");
        Assert.InRange(bytes, 1_000_000, 15_000_000);
    }

    private static string Write(ReportModel model)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        HtmlReport.Write(model, output);
        return output.ToString();
    }
}
