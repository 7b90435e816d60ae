using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Bms.Hil.Cells;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.Identification;

/// <summary>Writes an identification as one HTML file that needs nothing else: what was done, how well it fits, and plots.</summary>
public static class FitReport
{
    /// <summary>Writes the report; a failure on the way leaves an existing file as it was.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(FitOutcome outcome, string path)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(path);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var output = new StreamWriter(temporary, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                Write(outcome, output);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be written: {OneLine.Of(problem.Message)}", problem);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    internal static void Write(FitOutcome outcome, TextWriter output)
    {
        var html = new HtmlWriter(output);
        HtmlReport.WriteHead(html, outcome.Cell.Name);
        html.Open("body").Open("header").Element("h1", outcome.Cell.Name);
        html.Element("p", "Identified by bms-hil fit", "class", "quiet");
        WriteFacts(html, outcome.Cell);
        html.Close("header").Open("main");
        WriteResiduals(html, outcome.Residuals);
        WriteHeldOut(html, outcome.HeldOutPulses);
        html.Element("h2", "What was done, and what was not identified").Open("ul");
        foreach (string note in outcome.Notes)
            html.Element("li", note);
        html.Close("ul");
        WriteCharts(html, "Open-circuit voltage", "ocv", [FitCharts.Ocv(outcome)]);
        WriteCharts(html, "Parameters", "parameters", [FitCharts.OverSoc(outcome), FitCharts.OverTemperature(outcome.Cell)]);
        WriteCharts(html, "Uncertainty", "uncertainty", [FitErrorCharts.OverSoc(outcome.Cell), FitErrorCharts.OverTemperature(outcome.Cell)]);
        WriteCharts(html, "Residuals", "residuals", [FitCharts.Histogram(outcome)]);
        WriteCharts(html, "Predicted against measured voltage", "files", FitCharts.Recordings(outcome));
        html.Close("main").Close("body").Close("html").Line();
    }

    private static void WriteFacts(HtmlWriter html, CellFile cell)
    {
        html.Open("dl", "class", "facts");
        Fact("Chemistry", cell.Chemistry);
        Fact("Capacity", Number(cell.CapacityAmpHours, "0.####") + " Ah");
        Fact("Branches", string.Join(", ", cell.Branches.Select(branch => Number(branch.TauSeconds, "0.#"))) + " s");
        Fact("Hysteresis rate", cell.HysteresisVolts is null ? "no hysteresis" : Number(cell.HysteresisRate, "0.#"));
        Fact("Temperature nodes", string.Join(", ", cell.Grid.TemperatureCelsius.Select(celsius => Number(celsius, "0.#"))) + " °C");
        html.Close("dl");

        void Fact(string name, string value) => html.Open("div").Element("dt", name).Element("dd", value).Close("div");
    }

    private static void WriteResiduals(HtmlWriter html, IReadOnlyList<FitResidual> residuals)
    {
        html.Element("h2", "Residuals by file").Open("div", "class", "wide").Open("table").Open("thead").Open("tr");
        html.Element("th", "File", "scope", "col").Element("th", "Use", "scope", "col");
        foreach (string name in (string[])["°C", "RMS / mV", "above 10 % SOC", "Mean / mV"])
            html.Element("th", name, "scope", "col", "class", "number");
        html.Close("tr").Close("thead").Open("tbody");
        foreach (FitResidual residual in residuals)
        {
            html.Open("tr").Element("th", residual.File, "scope", "row").Element("td", RecordingSet.NameOf(residual.Role));
            html.Element("td", Number(residual.Celsius, "0.0"), "class", "number");
            html.Element("td", Number(residual.RmsMillivolts, "0.0"), "class", "number");
            string above = residual.RmsMillivoltsAboveTenPercent is double upper ? Number(upper, "0.0") : "";
            html.Element("td", above, "class", "number");
            html.Element("td", Number(residual.MeanMillivolts, "0.0"), "class", "number").Close("tr");
        }
        html.Close("tbody").Close("table").Close("div");
    }

    private static void WriteHeldOut(HtmlWriter html, IReadOnlyList<HeldOutPulse> pulses)
    {
        if (pulses.Count == 0)
            return;
        html.Element("h2", "Pulses kept from the fit").Open("div", "class", "wide").Open("table").Open("thead").Open("tr");
        html.Element("th", "File", "scope", "col");
        foreach (string name in (string[])["No.", "°C", "SOC / %", "A", "s", "RMS / mV", "End / mV"])
            html.Element("th", name, "scope", "col", "class", "number");
        html.Close("tr").Close("thead").Open("tbody");
        foreach (HeldOutPulse pulse in pulses)
        {
            html.Open("tr").Element("th", pulse.File, "scope", "row");
            html.Element("td", Number(pulse.Number, "0"), "class", "number");
            foreach (double value in (double[])[pulse.Celsius, 100 * pulse.Soc, pulse.Amps, pulse.PulseSeconds, pulse.RmsMillivolts, pulse.EndMillivolts])
                html.Element("td", Number(value, "0.0"), "class", "number");
            html.Close("tr");
        }
        html.Close("tbody").Close("table").Close("div");
        WriteCharts(html, "Errors of these pulses", "held-out", [FitErrorCharts.HeldOut(pulses)]);
    }

    private static void WriteCharts(HtmlWriter html, string heading, string prefix, IEnumerable<Chart> charts)
    {
        html.Element("h2", heading);
        int number = 0;
        foreach (Chart chart in charts)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{++number}");
            html.Open("figure").Raw(chart.ToSvg(SvgUse.Inline, id)).Close("figure").Line();
        }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
