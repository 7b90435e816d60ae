using System.Globalization;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Reports.Html;

/// <summary>One scenario: a line that opens, then expectations, events and plots.</summary>
internal sealed class ScenarioSection(HtmlWriter html, ReportScenario scenario, int number)
{
    public void Write()
    {
        string word = VerdictText.WordOf(scenario.Verdict);
        html.Open("details", "class", "scenario", "id", HtmlReport.SectionId(number), "data-state", word);
        html.Open("summary").Element("span", word, "class", "badge v-" + word).Text(" ");
        html.Element("h3", scenario.Name);
        VerdictTable.WriteTags(html, scenario.Tags);
        if (!double.IsNaN(scenario.DurationSeconds))
            html.Text(" ").Element("span", NumberText.Duration(scenario.DurationSeconds), "class", "quiet covers");
        html.Close("summary").Open("div", "class", "inside");
        if (scenario.Description.Length > 0)
            html.Element("p", scenario.Description);
        if (scenario.Reason.Length > 0)
            html.Element("p", scenario.Reason, "class", "why v-" + word);
        WriteProvenance();
        WriteExpectations();
        WriteCharts();
        WriteEvents();
        html.Close("div").Close("details").Line();
    }

    private void WriteProvenance()
    {
        if (scenario.ProvenanceNotes.Count == 0)
            return;
        html.Open("ul", "class", "notes", "aria-label", "Where the data come from");
        foreach (string note in scenario.ProvenanceNotes)
            html.Element("li", note);
        html.Close("ul");
    }

    private void WriteExpectations()
    {
        if (scenario.Expectations.Count == 0)
            return;
        html.Open("div", "class", "wide").Open("table", "class", "expectations").Element("caption", "Expectations");
        html.Open("thead").Open("tr").Element("th", "Met", "scope", "col");
        html.Element("th", "Expected", "scope", "col").Element("th", "Observed", "scope", "col");
        html.Close("tr").Close("thead").Open("tbody");
        foreach (ReportExpectation expectation in scenario.Expectations)
        {
            html.Open("tr", "class", expectation.Met ? "met" : "missed");
            html.Element("td", expectation.Met ? "✓ yes" : "✗ no", "class", expectation.Met ? "sign v-passed" : "sign v-failed");
            html.Element("td", expectation.Text).Element("td", expectation.Outcome).Close("tr");
        }
        html.Close("tbody").Close("table").Close("div");
    }

    private void WriteCharts()
    {
        for (int index = 0; index < scenario.Charts.Count; index++)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"s{number}c{index + 1}");
            html.Open("figure").Raw(scenario.Charts[index].ToSvg(SvgUse.Inline, prefix)).Close("figure");
        }
    }

    private void WriteEvents()
    {
        if (scenario.Events.Count == 0)
            return;
        html.Open("div", "class", "wide").Open("table", "class", "events").Element("caption", "Events");
        html.Open("thead").Open("tr");
        html.Element("th", "Time", "scope", "col", "class", "number").Element("th", "Level", "scope", "col");
        html.Element("th", "Event", "scope", "col").Element("th", "Channel", "scope", "col").Element("th", "Note", "scope", "col");
        html.Close("tr").Close("thead").Open("tbody");
        foreach (ReportEvent happened in scenario.Events)
        {
            string level = happened.Level.ToString().ToLowerInvariant();
            html.Open("tr").Element("td", happened.Seconds.ToString("0.000", CultureInfo.InvariantCulture) + " s", "class", "number");
            html.Element("td", level, "class", "level " + Palette.ClassOf(happened.Level));
            html.Element("td", happened.Kind).Element("td", happened.Channel).Element("td", happened.Note).Close("tr");
        }
        html.Close("tbody").Close("table").Close("div");
    }
}
