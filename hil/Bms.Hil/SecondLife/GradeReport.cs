using System;
using System.Globalization;
using System.IO;
using System.Text;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.SecondLife;

/// <summary>Writes a grading as one HTML file that needs nothing else.</summary>
public static class GradeReport
{
    /// <summary>Writes the report as UTF-8 without a byte order mark.</summary>
    public static void Write(GradeResult result, GradeLimits limits, string path)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(limits);
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(result, limits, file);
    }

    internal static void Write(GradeResult result, GradeLimits limits, TextWriter output)
    {
        var html = new HtmlWriter(output);
        HtmlReport.WriteHead(html, "Second life grading");
        html.Open("body").Open("header").Element("h1", "Second life grading");
        html.Element("p", Path.GetFileName(result.Source), "class", "quiet");
        html.Element("p", Text($"{result.MeasuredCells} cells with a measured SOH; each is predicted by a model that has not seen it. Mean error {100 * result.CrossValidated.Mae:0.00}, RMSE {100 * result.CrossValidated.Rmse:0.00}, largest {100 * result.CrossValidated.Max:0.00} %-points of SOH."));
        html.Close("header").Open("main");
        WriteErrors(html, result);
        WriteGrades(html, result, limits);
        int number = 0;
        foreach (Chart chart in (Chart[])[GradeCharts.Predicted(result, "Predicted over measured SOH"), GradeCharts.Residuals(result), GradeCharts.Levels(result), GradeCharts.Resistance(result)])
            html.Open("figure").Raw(chart.ToSvg(SvgUse.Inline, Text($"grade-{++number}"))).Close("figure").Line();
        WriteCells(html, result);
        html.Close("main").Close("body").Close("html").Line();
    }

    private static void WriteErrors(HtmlWriter html, GradeResult result)
    {
        Head(html, "Errors of cells left out, %-points of SOH", ["Way"], ["Mean", "RMSE", "Largest"]);
        Row(html, "this grading", result.CrossValidated);
        foreach (NamedErrors other in result.Compared)
            Row(html, other.Name, other.Errors);
        End(html);
    }

    private static void WriteGrades(HtmlWriter html, GradeResult result, GradeLimits limits)
    {
        html.Element("h2", "Grades").Open("ul");
        for (int grade = 0; grade <= limits.Values.Count; grade++)
            html.Element("li", $"{GradeLimits.Letter(grade)}: SOH {limits.Meaning(grade)}");
        html.Close("ul");
        Head(html, "Grades of cells left out", ["By"], ["Right", "Too good", "Too bad"]);
        foreach ((string name, GradeCounts counts) in ((string, GradeCounts)[])[("prediction", result.ByPrediction), ("lower end of the interval", result.ByLowerBound)])
        {
            html.Open("tr").Element("th", name, "scope", "row");
            Cells(html, [Text($"{counts.Right}"), Text($"{counts.TooGood}"), Text($"{counts.TooBad}")]);
        }
        End(html);
    }

    private static void WriteCells(HtmlWriter html, GradeResult result)
    {
        Head(html, "Cells", ["Cell"], ["Measured / %", "Predicted / %", "From", "To", "Grade", "Safe grade", "Measured grade", "Ohmic / mOhm"]);
        foreach (GradedCell cell in result.Cells)
        {
            html.Open("tr").Element("th", cell.Cell, "scope", "row");
            Cells(html,
            [
                cell.MeasuredSoh is double soh ? Percent(soh, "0.0") : "", Percent(cell.PredictedSoh, "0.0"), Percent(cell.Low, "0.0"), Percent(cell.High, "0.0"),
                cell.Grade, cell.SafeGrade, cell.MeasuredGrade ?? "", cell.OhmicMilliohms.ToString("0.000", CultureInfo.InvariantCulture),
            ]);
        }
        End(html);
    }

    private static void Head(HtmlWriter html, string heading, string[] names, string[] numbers)
    {
        html.Element("h2", heading).Open("div", "class", "wide").Open("table").Open("thead").Open("tr");
        foreach (string name in names)
            html.Element("th", name, "scope", "col");
        foreach (string name in numbers)
            html.Element("th", name, "scope", "col", "class", "number");
        html.Close("tr").Close("thead").Open("tbody").Line();
    }

    private static void End(HtmlWriter html) => html.Close("tbody").Close("table").Close("div").Line();

    private static void Row(HtmlWriter html, string name, SohErrors errors)
    {
        html.Open("tr").Element("th", name, "scope", "row");
        Cells(html, [Percent(errors.Mae, "0.00"), Percent(errors.Rmse, "0.00"), Percent(errors.Max, "0.00")]);
    }

    private static void Cells(HtmlWriter html, string[] texts)
    {
        foreach (string text in texts)
            html.Element("td", text, "class", "number");
        html.Close("tr").Line();
    }

    private static string Percent(double fraction, string format) => (100 * fraction).ToString(format, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
