using System.Globalization;
using System.IO;
using Bms.Hil.Diagnostics;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios.Pictures;

namespace Bms.Hil.Commands;

/// <summary>The page that <c>events --report</c> writes: what the tables say, and a picture of each freeze frame.</summary>
internal static class EventsPage
{
    public static void Write(StoredRecords records, TextWriter output)
    {
        var html = new HtmlWriter(output);
        HtmlReport.WriteHead(html, "Events and freeze frames");
        html.Open("body").Open("header").Element("h1", "Events and freeze frames").Element("p", Path.GetFileName(records.Path)).Close("header");
        html.Open("main");
        Counters(html, records);
        for (int index = 0; index < records.Frames.Count; index++)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"f{index}");
            html.Open("figure").Raw(FramePlot.Draw(records.Frames[index]).ToSvg(SvgUse.Inline, prefix)).Close("figure").Line();
        }
        html.Close("main").Close("body").Close("html").Line();
    }

    private static void Counters(HtmlWriter html, StoredRecords records)
    {
        html.Open("section").Element("h2", "Events").Open("table").Open("thead").Open("tr");
        foreach (string heading in new[] { "Event", "Severity", "Began", "Tripped", "First", "Last", "Last date", "Meaning" })
            html.Element("th", heading);
        html.Close("tr").Close("thead").Open("tbody");
        foreach (StoredCounter counter in records.Counters)
        {
            html.Open("tr").Element("td", EventText.Of(counter.Event, ended: false)).Element("td", counter.Severity.ToString());
            html.Element("td", Number(counter.Began)).Element("td", Number(counter.Tripped));
            html.Element("td", Number(counter.FirstSeconds) + " s").Element("td", Number(counter.LastSeconds) + " s");
            html.Element("td", counter.Last).Element("td", counter.Text).Close("tr").Line();
        }
        html.Close("tbody").Close("table").Close("section").Line();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
