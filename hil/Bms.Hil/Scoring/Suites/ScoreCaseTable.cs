using System;
using System.Linq;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.Scoring.Suites;

/// <summary>One row a case, with the controls that filter them. Without script the controls stay hidden and every row is there.</summary>
/// <param name="html">Where it is written.</param>
/// <param name="result">The scores.</param>
/// <param name="sectionOf">The id of the section with the case's picture.</param>
internal sealed class ScoreCaseTable(HtmlWriter html, ScoreResult result, Func<CaseScore, string> sectionOf)
{
    public void Write()
    {
        html.Element("h2", "Cases");
        WriteControls();
        html.Open("div", "class", "wide").Open("table", "class", "verdicts cases").Open("thead").Open("tr");
        html.Element("th", "Verdict", "scope", "col").Element("th", "Recording", "scope", "col").Element("th", "Disturbance", "scope", "col");
        foreach (string name in (string[])["RMSE > 600 s", "Largest", "Within 2σ", "Mean σ"])
            html.Element("th", name, "scope", "col", "class", "number");
        html.Element("th", "Broken", "scope", "col", "class", "reason").Close("tr").Close("thead").Open("tbody").Line();
        foreach (CaseScore one in result.Cases)
            WriteRow(one);
        html.Close("tbody").Close("table").Close("div");
        html.Element("p", "No case matches the filter.", "class", "quiet", "id", "nothing", "hidden", "").Line();
    }

    /// <summary>The cell with a verdict.</summary>
    public static void WriteVerdict(HtmlWriter html, ScoreVerdict verdict)
    {
        string word = ScoreText.Of(verdict);
        if (word.Length == 0)
            html.Element("td", "–", "class", "quiet");
        else
            html.Open("td").Element("span", word, "class", "badge v-" + word).Close("td");
    }

    private static string StateOf(ScoreVerdict verdict) => verdict == ScoreVerdict.NotJudged ? "unjudged" : ScoreText.Of(verdict);

    private void WriteControls()
    {
        string total = VerdictText.Number(result.Cases.Count);
        html.Open("form", "class", "controls", "role", "search", "hidden", "");
        html.Open("label").Element("span", "Filter cases", "class", "unseen");
        html.Single("input", "type", "search", "id", "filter", "placeholder", "Recording, estimator, disturbance",
            "autocomplete", "off", "spellcheck", "false");
        html.Close("label").Open("fieldset").Element("legend", "Verdict", "class", "unseen");
        VerdictTable.WriteChoice(html, "all", result.Cases.Count, chosen: true);
        foreach (ScoreVerdict verdict in (ScoreVerdict[])[ScoreVerdict.Failed, ScoreVerdict.Passed, ScoreVerdict.NotJudged])
        {
            int count = result.Cases.Count(one => one.Verdict == verdict);
            if (count > 0)
                VerdictTable.WriteChoice(html, StateOf(verdict), count, chosen: false);
        }
        html.Close("fieldset").Element("output", $"{total} of {total}", "id", "shown", "for", "filter").Close("form").Line();
    }

    private void WriteRow(CaseScore one)
    {
        string section = sectionOf(one);
        html.Open("tr", "data-state", StateOf(one.Verdict), "data-section", section);
        WriteVerdict(html, one.Verdict);
        html.Open("th", "scope", "row").Element("a", $"{one.Cell}/{one.Recording}", "href", "#" + section);
        html.Text(" ").Element("span", one.Estimator, "class", "tag").Close("th").Element("td", one.Disturbance);
        html.Element("td", ScoreText.Percent(one.Soc.RmseAfter600s), "class", "number");
        html.Element("td", ScoreText.Percent(one.Soc.Max), "class", "number");
        html.Element("td", ScoreText.Percent(one.Soc.Coverage2Sigma, 1), "class", "number");
        html.Element("td", ScoreText.Percent(one.Soc.MeanSigma), "class", "number");
        html.Element("td", ScoreText.Broken(one.Limits), "class", "reason").Close("tr").Line();
    }
}
