using System;
using System.Globalization;
using System.IO;
using Bms.Core.Lifecycle;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.Passports;

/// <summary>A passport as one page that needs nothing else.</summary>
internal static class PassportPage
{
    public static void Write(PackLife life, Passport passport, LifeGrade grade, TextWriter output)
    {
        var html = new HtmlWriter(output);
        HtmlReport.WriteHead(html, "Battery passport");
        html.Open("body").Open("header").Element("h1", "Battery passport").Element("p", life.Code ?? "no code");
        html.Element("p", Invariant($"{life.Status}, owner {life[LifetimeLayout.Owners]}{(life.Previous is string previous ? ", before that " + previous : "")}; {life.Chemistry}, {life[LifetimeLayout.SeriesGroups]} groups, {life.RatedAmpHours:0.###} Ah; {Path.GetFileName(life.Path)}"), "class", "quiet");
        html.Close("header").Open("main");
        Head(html, "Values", "Field", "Value", "Unit", "±", "As of");
        foreach ((string field, DynamicValue value) in passport.Values)
            Row(html, field, Invariant($"{value.Value:0.##}"), value.Unit, value.Bound is double bound ? Invariant($"{bound:0.##}") : "", Time(value.LastUpdate, value.OperatingSeconds));
        End(html);
        Head(html, "Not known", "Field", "Why");
        foreach (UnknownField unknown in passport.Unknown)
            Row(html, unknown.Field, unknown.Reason);
        End(html);
        Head(html, $"Second-use grade {grade.Letter}", "What", "Grade", "Why");
        foreach (GradeReason reason in grade.Reasons)
            Row(html, reason.What, reason.Letter, reason.Why);
        End(html);
        int number = 0;
        foreach (Chart chart in PassportCharts.All(life))
            html.Open("figure").Raw(chart.ToSvg(SvgUse.Inline, Invariant($"passport-{++number}"))).Close("figure").Line();
        Cells(html, life);
        html.Close("main").Close("body").Close("html").Line();
    }

    private static void Cells(HtmlWriter html, PackLife life)
    {
        string[] columns = ["Temperature", .. Array.ConvertAll(Range(LifetimeLayout.SocBins), column => Invariant($"{10 * column}…{10 * (column + 1)} %"))];
        Head(html, "Hours over temperature and state of charge", columns);
        for (int row = 0; row < LifetimeLayout.TemperatureBins; row++)
        {
            int line = row;
            Row(html, [LifeBins.Temperatures[row], .. Array.ConvertAll(Range(LifetimeLayout.SocBins), column => Invariant($"{LifeBins.Hours(life, line, column):0.#}"))]);
        }
        End(html);
    }

    private static int[] Range(int count)
    {
        int[] range = new int[count];
        for (int index = 0; index < count; index++)
            range[index] = index;
        return range;
    }

    private static void Head(HtmlWriter html, string heading, params string[] columns)
    {
        html.Element("h2", heading).Open("div", "class", "wide").Open("table").Open("thead").Open("tr");
        foreach (string column in columns)
            html.Element("th", column, "scope", "col");
        html.Close("tr").Close("thead").Open("tbody").Line();
    }

    private static void Row(HtmlWriter html, params string[] cells)
    {
        html.Open("tr").Element("th", cells[0], "scope", "row");
        for (int index = 1; index < cells.Length; index++)
            html.Element("td", cells[index]);
        html.Close("tr").Line();
    }

    private static void End(HtmlWriter html) => html.Close("tbody").Close("table").Close("div").Line();

    private static string Time(DateTimeOffset? time, int operating) =>
        time is DateTimeOffset known ? known.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : Invariant($"{operating} s of operation");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
