using System.Collections.Generic;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Reports.Html;

/// <summary>
/// One row a scenario, with the controls that filter them. Without script the controls stay hidden and every row is there.
/// </summary>
internal sealed class VerdictTable(HtmlWriter html, ReportModel model)
{
    public void Write()
    {
        html.Open("section", "aria-labelledby", "verdicts").Element("h2", "Verdicts", "id", "verdicts");
        WriteControls();
        html.Open("div", "class", "wide").Open("table", "class", "verdicts").Open("thead").Open("tr");
        html.Element("th", "Verdict", "scope", "col").Element("th", "Scenario", "scope", "col");
        html.Element("th", "Met", "scope", "col", "class", "number", "title", "Expectations met, of all");
        html.Element("th", "Events", "scope", "col", "class", "number");
        html.Element("th", "Covers", "scope", "col", "class", "number", "title", "Virtual time that the scenario covers");
        html.Element("th", "Reason", "scope", "col", "class", "reason");
        html.Close("tr").Close("thead").Open("tbody").Line();
        for (int index = 0; index < model.Scenarios.Count; index++)
            WriteRow(model.Scenarios[index], index + 1);
        html.Close("tbody").Close("table").Close("div");
        html.Element("p", "No scenario matches the filter.", "class", "quiet", "id", "nothing", "hidden", "");
        html.Close("section").Line();
    }

    private void WriteControls()
    {
        string total = VerdictText.Number(model.Scenarios.Count);
        html.Open("form", "class", "controls", "role", "search", "hidden", "");
        html.Open("label").Element("span", "Filter scenarios", "class", "unseen");
        html.Single("input", "type", "search", "id", "filter", "placeholder", "Filter by name, tag or reason",
            "autocomplete", "off", "spellcheck", "false");
        html.Close("label");
        html.Open("fieldset").Element("legend", "Verdict", "class", "unseen");
        WriteChoice(html, "all", model.Scenarios.Count, chosen: true);
        foreach (Verdict verdict in VerdictText.Order)
        {
            int count = VerdictText.CountOf(model.Scenarios, verdict);
            if (count > 0)
                WriteChoice(html, VerdictText.WordOf(verdict), count, chosen: false);
        }
        html.Close("fieldset");
        html.Element("output", $"{total} of {total}", "id", "shown", "for", "filter");
        html.Close("form").Line();
    }

    /// <summary>One button of the choice of verdicts.</summary>
    internal static void WriteChoice(HtmlWriter html, string word, int count, bool chosen)
    {
        html.Open("label", "class", "choice");
        if (chosen)
            html.Single("input", "type", "radio", "name", "state", "value", word, "checked", "");
        else
            html.Single("input", "type", "radio", "name", "state", "value", word);
        html.Open("span").Text(word + " ").Element("b", VerdictText.Number(count)).Close("span").Close("label");
    }

    private void WriteRow(ReportScenario scenario, int number)
    {
        string word = VerdictText.WordOf(scenario.Verdict);
        int met = 0;
        foreach (ReportExpectation expectation in scenario.Expectations)
            met += expectation.Met ? 1 : 0;
        string section = HtmlReport.SectionId(number);
        html.Open("tr", "data-state", word, "data-section", section);
        html.Open("td").Element("span", word, "class", "badge v-" + word).Close("td");
        html.Open("th", "scope", "row").Element("a", scenario.Name, "href", "#" + section);
        WriteTags(html, scenario.Tags);
        html.Close("th");
        string expectations = $"{VerdictText.Number(met)}/{VerdictText.Number(scenario.Expectations.Count)}";
        html.Element("td", scenario.Expectations.Count > 0 ? expectations : "–", "class", "number");
        html.Element("td", VerdictText.Number(scenario.Events.Count), "class", "number");
        string covers = double.IsNaN(scenario.DurationSeconds) ? "–" : NumberText.Duration(scenario.DurationSeconds);
        html.Element("td", covers, "class", "number");
        html.Element("td", scenario.Reason, "class", "reason");
        html.Close("tr").Line();
    }

    internal static void WriteTags(HtmlWriter html, IEnumerable<string> tags)
    {
        foreach (string tag in tags)
            html.Text(" ").Element("span", tag, "class", "tag");
    }
}
