using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.Scoring.Suites;

/// <summary>For each estimator a table of errors: a row for each disturbance, a column for each recording.</summary>
internal sealed class ScoreMatrix(HtmlWriter html, ScoreResult result)
{
    public void Write()
    {
        foreach (IGrouping<string, CaseScore> estimator in result.Cases.GroupBy(one => one.Estimator))
            Write(estimator.Key, [.. estimator]);
    }

    private void Write(string estimator, CaseScore[] cases)
    {
        (string Cell, string Recording)[] recordings = [.. cases.Select(one => (one.Cell, one.Recording)).Distinct()];
        html.Element("h2", $"RMSE after 600 s in %, {estimator}").Open("div", "class", "wide").Open("table", "class", "matrix").Open("thead").Open("tr");
        html.Element("th", "Disturbance", "scope", "col");
        foreach ((string cell, string recording) in recordings)
            html.Open("th", "scope", "col", "class", "number").Text(cell).Single("br").Text(recording).Close("th");
        html.Close("tr").Close("thead").Open("tbody").Line();
        foreach (string disturbance in cases.Select(one => one.Disturbance).Distinct())
        {
            html.Open("tr").Element("th", disturbance, "scope", "row");
            foreach ((string cell, string recording) in recordings)
                WriteCell(System.Array.Find(cases, one => one.Cell == cell && one.Recording == recording && one.Disturbance == disturbance));
            html.Close("tr").Line();
        }
        html.Close("tbody").Close("table").Close("div").Line();
    }

    /// <summary>The verdict of the error's own limit; what else a case is judged by stands in the table of cases.</summary>
    private void WriteCell(CaseScore? one)
    {
        if (one is null)
        {
            html.Element("td", "", "class", "number");
            return;
        }
        JudgedLimit? limit = one.Limits.FirstOrDefault(judged => judged.Name == "rmseAfter600s");
        string style = limit is null ? "number" : limit.Met ? "number v-passed" : "number v-failed";
        string text = ScoreText.Percent(one.Soc.RmseAfter600s).Replace(" %", "", System.StringComparison.Ordinal);
        if (limit is null)
            html.Element("td", text, "class", style);
        else
            html.Element("td", limit.Met ? text : "✗ " + text, "class", style, "title", ScoreText.Of(limit));
    }
}
