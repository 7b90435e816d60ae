using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Bms.Hil.Commands;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;

namespace Bms.Hil.Scenarios.Results;

/// <summary>Writes everything that a run leaves behind into one folder.</summary>
internal static class SuiteFiles
{
    public const string Results = "results.json";
    public const string JUnit = "junit.xml";
    public const string Report = "report.html";

    /// <summary>Makes the folder, so that one that cannot be written to is refused before anything runs.</summary>
    /// <exception cref="BadInputException">It cannot be made.</exception>
    public static void Prepare(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"--out {folder}: cannot be made: {error.Message}", error);
        }
    }

    /// <summary>Writes results, JUnit, report and comparisons.</summary>
    /// <returns>The paths written.</returns>
    public static IReadOnlyList<string> Write(Suite suite, SuiteResult result, string folder)
    {
        var written = new List<string>();
        string PathOf(string name)
        {
            written.Add(Path.Combine(folder, name));
            return written[^1];
        }
        try
        {
            using (var json = new StreamWriter(PathOf(Results), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
                JsonOutput.Write(json, result);
            JUnitWriter.Write(result, PathOf(JUnit));
            HtmlReport.Write(SuiteReport.Make(suite, result), PathOf(Report));
            foreach ((string file, Chart chart) in SuiteReport.Comparisons(suite, result))
                File.WriteAllText(PathOf(file + ".svg"), chart.ToSvg());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--out {folder}: cannot be written to: {error.Message}", error);
        }
        return written;
    }
}
