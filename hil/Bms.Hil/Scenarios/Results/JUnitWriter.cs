using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios.Expectations;

namespace Bms.Hil.Scenarios.Results;

/// <summary>
/// Writes a suite's verdicts in the JUnit format, in the form that the readers of Jenkins, GitLab and GitHub have in common: one
/// <c>testsuites</c> around one <c>testsuite</c>, a <c>testcase</c> a scenario, and in it at most one <c>failure</c>, <c>error</c> or
/// <c>skipped</c> before <c>system-out</c>.
/// </summary>
public static class JUnitWriter
{
    /// <summary>Writes the file as UTF-8 without a byte order mark.</summary>
    public static void Write(SuiteResult suite, string path)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        Write(suite, file);
    }

    /// <summary>Writes the text.</summary>
    public static void Write(SuiteResult suite, TextWriter output)
    {
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", CheckCharacters = false, CloseOutput = false };
        using XmlWriter xml = XmlWriter.Create(output, settings);
        xml.WriteStartElement("testsuites");
        WriteCounts(xml, suite);
        xml.WriteStartElement("testsuite");
        WriteCounts(xml, suite);
        foreach (ScenarioResult scenario in suite.Scenarios)
            WriteCase(xml, suite, scenario);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, SuiteResult suite)
    {
        Attribute(xml, "name", suite.Suite);
        Attribute(xml, "tests", Number(suite.Scenarios.Count));
        Attribute(xml, "failures", Number(suite.Failed));
        Attribute(xml, "errors", Number(suite.Errors));
        Attribute(xml, "skipped", Number(suite.Scenarios.Count(scenario => scenario.Verdict == Verdict.Skipped)));
        Attribute(xml, "time", Seconds(suite.Timing.RunSeconds));
    }

    private static void WriteCase(XmlWriter xml, SuiteResult suite, ScenarioResult scenario)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "name", scenario.Name);
        // Readers cut class names at dots to build packages.
        Attribute(xml, "classname", suite.Suite.Replace('.', '-'));
        Attribute(xml, "file", scenario.File);
        Attribute(xml, "time", Seconds(scenario.Timing.RunSeconds));
        switch (scenario.Verdict)
        {
            case Verdict.Failed:
                WriteTrouble(xml, "failure", "expectation", scenario);
                break;
            case Verdict.Error:
                WriteTrouble(xml, "error", "rig", scenario);
                break;
            case Verdict.Skipped:
                xml.WriteStartElement("skipped");
                Attribute(xml, "message", scenario.Reason);
                xml.WriteEndElement();
                break;
        }
        if (scenario.Events.Count > 0)
        {
            xml.WriteStartElement("system-out");
            xml.WriteString(Clean(EventsOf(scenario)));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteTrouble(XmlWriter xml, string element, string type, ScenarioResult scenario)
    {
        xml.WriteStartElement(element);
        Attribute(xml, "message", scenario.Reason);
        Attribute(xml, "type", type);
        var text = new StringBuilder();
        foreach (CheckOutcome outcome in scenario.Expectations.Where(outcome => !outcome.Met))
            text.Append(outcome.Text).Append(": ").Append(outcome.Outcome).Append('\n');
        xml.WriteString(Clean(text.Length > 0 ? text.ToString() : scenario.Reason));
        xml.WriteEndElement();
    }

    private static string EventsOf(ScenarioResult scenario)
    {
        var text = new StringBuilder();
        foreach (ScenarioEvent happened in scenario.Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"{TimeWindow.Words(happened.AtSeconds)} {happened.Kind} {happened.Level}, channel {happened.Channel}");
            text.Append(happened.Listed ? "\n" : " (not listed)\n");
        }
        return text.ToString();
    }

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Clean(value));

    /// <summary>Leaves out what XML 1.0 cannot carry even escaped, which a name may hold.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            bool pair = index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]);
            if (pair)
                clean.Append(text[index++]).Append(text[index]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[index]) ? text[index] : '\ufffd');
        }
        return clean.ToString();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);
}
