using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Writes scores as one HTML file that needs nothing else: the errors as a matrix, each recording pooled, every case, and its error over time.</summary>
internal sealed class ScoreReport
{
    private readonly HtmlWriter _html;
    private readonly ScoreResult _result;
    private readonly IGrouping<(string Cell, string Recording, string Estimator), CaseScore>[] _groups;

    private ScoreReport(ScoreResult result, TextWriter output)
    {
        _html = new HtmlWriter(output);
        _result = result;
        _groups = [.. result.Cases.GroupBy(one => (one.Cell, one.Recording, one.Estimator))];
    }

    /// <summary>Writes the report as UTF-8 without a byte order mark.</summary>
    public static void Write(ScoreResult result, string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(result, file);
    }

    /// <summary>Writes the report as text.</summary>
    public static void Write(ScoreResult result, TextWriter output) => new ScoreReport(result, output).Write();

    private void Write()
    {
        HtmlReport.WriteHead(_html, _result.Suite);
        _html.Open("body");
        WriteHeader();
        _html.Open("main");
        new ScoreMatrix(_html, _result).Write();
        WritePooled();
        new ScoreCaseTable(_html, _result, SectionOf).Write();
        _html.Open("div", "class", "scenarios").Element("h2", "Errors over time");
        _html.Open("span", "class", "buttons", "hidden", "").Element("button", "Expand all", "type", "button", "id", "expand");
        _html.Element("button", "Collapse all", "type", "button", "id", "collapse").Close("span").Close("div").Line();
        for (int index = 0; index < _groups.Length; index++)
            WriteGroup(index);
        _html.Close("main");
        HtmlReport.WriteScript(_html);
        _html.Close("body").Close("html").Line();
    }

    private string SectionOf(CaseScore one) =>
        HtmlReport.SectionId(System.Array.FindIndex(_groups, group => group.Key == (one.Cell, one.Recording, one.Estimator)) + 1);

    private void WriteHeader()
    {
        _html.Open("header").Element("h1", _result.Suite);
        if (_result.Description.Length > 0)
            _html.Element("p", _result.Description, "class", "quiet");
        _html.Open("p", "class", "counts");
        Count(_result.LimitsBroken, "broken", "failed");
        Count(_result.LimitsMet, "kept", "passed");
        _html.Element("span", string.Create(CultureInfo.InvariantCulture,
            $"of {_result.LimitsBroken + _result.LimitsMet} limits in {_result.Cases.Count} cases"), "class", "quiet");
        _html.Close("p").Open("dl", "class", "facts");
        foreach (ScoredCell cell in _result.Cells)
        {
            string value = string.Create(CultureInfo.InvariantCulture, $"{cell.Cell}, {cell.CapacityAmpHours:0.###} Ah, {cell.Provenance}");
            _html.Open("div").Element("dt", "Cell " + cell.Name).Element("dd", value).Close("div");
        }
        _html.Close("dl").Close("header").Line();
    }

    private void Count(int count, string word, string style)
    {
        _html.Open("span", "class", count > 0 ? "count v-" + style : "count none");
        _html.Element("b", VerdictText.Number(count)).Text(" " + word).Close("span").Text(" ");
    }

    private void WritePooled()
    {
        _html.Element("h2", "Recordings, all their cases together").Open("div", "class", "wide").Open("table").Open("thead").Open("tr");
        _html.Element("th", "Verdict", "scope", "col").Element("th", "Recording", "scope", "col").Element("th", "Estimator", "scope", "col");
        foreach (string name in (string[])["Cases", "RMSE", "Worst", "Within 2σ", "Least", "Mean σ", "σ/RMSE"])
            _html.Element("th", name, "scope", "col", "class", "number");
        _html.Element("th", "Broken", "scope", "col", "class", "reason").Close("tr").Close("thead").Open("tbody").Line();
        foreach (PooledScore one in _result.Recordings)
        {
            _html.Open("tr");
            ScoreCaseTable.WriteVerdict(_html, one.Verdict);
            _html.Element("th", $"{one.Cell}/{one.Recording}", "scope", "row").Element("td", one.Estimator);
            foreach (string text in (string[])
                     [
                         ScoreText.CasesOf(one), ScoreText.Percent(one.RmseAfter600s), ScoreText.Percent(one.LargestRmseAfter600s), ScoreText.Percent(one.Coverage2Sigma, 1),
                         ScoreText.Percent(one.SmallestCoverage2Sigma, 1), ScoreText.Percent(one.MeanSigma), ScoreText.Ratio(one.SigmaOverRmse),
                     ])
            {
                _html.Element("td", text, "class", "number");
            }
            _html.Element("td", ScoreText.Broken(one.Limits), "class", "reason").Close("tr").Line();
        }
        _html.Close("tbody").Close("table").Close("div").Line();
    }

    private void WriteGroup(int index)
    {
        CaseScore[] cases = [.. _groups[index]];
        bool failed = cases.Any(one => one.Verdict == ScoreVerdict.Failed);
        (string cell, string recording, string estimator) = _groups[index].Key;
        _html.Open("details", "class", "scenario", "id", HtmlReport.SectionId(index + 1));
        _html.Open("summary").Element("h3", $"{cell}/{recording}").Text(" ").Element("span", estimator, "class", "tag").Text(" ");
        if (failed)
            _html.Element("span", "failed", "class", "badge v-failed").Text(" ");
        _html.Element("span", VerdictText.Number(cases.Length) + " cases", "class", "quiet covers");
        _html.Close("summary").Open("div", "class", "inside");
        _html.Element("p", "Each axis covers what comes 600 s after the first scored row; what lies beyond it before is cut.", "class", "quiet");
        string prefix = string.Create(CultureInfo.InvariantCulture, $"g{index + 1}");
        _html.Open("figure").Raw(ScoreCharts.Errors(cases, $"{recording}: error of {estimator}").ToSvg(SvgUse.Inline, prefix)).Close("figure");
        _html.Close("div").Close("details").Line();
    }
}
