using System.Globalization;

namespace Bms.Hil.Reports.Html;

/// <summary>The head of the page: what ran, how it ended, and with what it can be repeated.</summary>
internal sealed class SummarySection(HtmlWriter html, ReportModel model)
{
    public void Write()
    {
        html.Open("header");
        html.Element("h1", model.Title);
        if (model.Subtitle.Length > 0)
            html.Element("p", model.Subtitle, "class", "quiet");
        WriteCounts();
        if (model.Scenarios.Count > 0)
            WriteBar();
        if (model.Facts.Count > 0)
        {
            html.Open("dl", "class", "facts");
            foreach (ReportFact fact in model.Facts)
                html.Open("div").Element("dt", fact.Name).Element("dd", fact.Value).Close("div");
            html.Close("dl");
        }
        html.Close("header").Line();
    }

    private void WriteCounts()
    {
        html.Open("p", "class", "counts");
        foreach (Verdict verdict in VerdictText.Order)
        {
            int count = VerdictText.CountOf(model.Scenarios, verdict);
            // Failures and passes are always said, even when there are none.
            if (count == 0 && verdict is not (Verdict.Failed or Verdict.Passed))
                continue;
            html.Open("span", "class", count > 0 ? "count v-" + VerdictText.WordOf(verdict) : "count none");
            html.Element("b", VerdictText.Number(count)).Text(" " + VerdictText.WordOf(verdict)).Close("span").Text(" ");
        }
        html.Element("span", $"of {VerdictText.Number(model.Scenarios.Count)} scenarios", "class", "quiet");
        html.Close("p");
    }

    /// <summary>The shares as one bar; it repeats the counts, so readers who do not see it miss nothing.</summary>
    private void WriteBar()
    {
        html.Raw("<svg class=\"shares\" viewBox=\"0 0 1000 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double x = 0;
        foreach (Verdict verdict in VerdictText.Order)
        {
            double width = 1000.0 * VerdictText.CountOf(model.Scenarios, verdict) / model.Scenarios.Count;
            if (width > 0)
            {
                html.Raw(string.Create(CultureInfo.InvariantCulture,
                    $"<rect class=\"v-{VerdictText.WordOf(verdict)}\" x=\"{x:0.#}\" width=\"{width:0.#}\" height=\"6\"/>"));
            }
            x += width;
        }
        html.Raw("</svg>");
    }
}
