using System;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Reports.Html;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: style, script and pictures are inside, and its content security policy
/// allows exactly those and no connection. Charts are written one after the other, so that memory does not grow with the report.
/// </summary>
public static class HtmlReport
{
    private static readonly string Style = ChartStyle.Sheet + Resource("report.css");
    private static readonly string Script = Resource("report.js");

    /// <summary>Writes the report as UTF-8 without a byte order mark.</summary>
    public static void Write(ReportModel model, string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(model, file);
    }

    /// <summary>Writes the report as text.</summary>
    public static void Write(ReportModel model, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(output);
        var html = new HtmlWriter(output);
        WriteHead(html, model.Title);
        html.Open("body");
        new SummarySection(html, model).Write();
        html.Open("main");
        new VerdictTable(html, model).Write();
        WriteComparisons(html, model);
        html.Open("div", "class", "scenarios").Element("h2", "Scenarios");
        html.Open("span", "class", "buttons", "hidden", "").Element("button", "Expand all", "type", "button", "id", "expand");
        html.Element("button", "Collapse all", "type", "button", "id", "collapse").Close("span").Close("div").Line();
        for (int index = 0; index < model.Scenarios.Count; index++)
            new ScenarioSection(html, model.Scenarios[index], index + 1).Write();
        html.Close("main");
        WriteScript(html);
        html.Close("body");
        html.Close("html").Line();
    }

    /// <summary>The id of the section of the scenario with this number, counted from 1.</summary>
    internal static string SectionId(int number) => "scenario-" + number.ToString(CultureInfo.InvariantCulture);

    private static void WriteComparisons(HtmlWriter html, ReportModel model)
    {
        if (model.Comparisons.Count == 0)
            return;
        html.Open("section", "aria-labelledby", "comparisons").Element("h2", "Comparisons", "id", "comparisons");
        for (int index = 0; index < model.Comparisons.Count; index++)
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"m{index + 1}");
            html.Open("figure").Raw(model.Comparisons[index].ToSvg(SvgUse.Inline, prefix)).Close("figure");
        }
        html.Close("section").Line();
    }

    /// <summary>The script that filters rows and opens sections; it comes last in the body.</summary>
    internal static void WriteScript(HtmlWriter html) => html.Open("script").Raw(Script).Close("script");

    /// <summary>Everything before the body: the style, and the policy that allows it, our script and nothing else.</summary>
    internal static void WriteHead(HtmlWriter html, string title)
    {
        html.Raw("<!DOCTYPE html>").Line();
        html.Open("html", "lang", "en").Open("head");
        html.Single("meta", "charset", "utf-8");
        string policy = $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; "
            + "base-uri 'none'; form-action 'none'";
        html.Single("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        html.Single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.Single("meta", "name", "color-scheme", "content", "light dark");
        html.Element("title", title);
        html.Open("style").Raw(Style).Close("style");
        html.Close("head").Line();
    }

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the resource {name} is missing from the assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // The hash is over what the browser sees, and it turns every line end into \n.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
