using System.IO;
using System.Linq;
using System.Xml.Linq;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios.Expectations;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>The structure that JUnit readers rely on, read back by an XML parser that knows nothing of the writer.</summary>
public class JUnitWriterTests
{
    private const string Hostile = "over & <under> \"voltage\" \u0001 \ud83d\udd0b";

    private static readonly string[] CountNames = ["name", "tests", "failures", "errors", "skipped"];

    [Fact]
    public void Counts_cases_and_troubles_are_where_readers_look()
    {
        XElement root = Written(Result("a", Verdict.Passed), Result("b", Verdict.Failed), Result("c", Verdict.Error), Result("d", Verdict.Skipped));
        Assert.Equal("testsuites", root.Name.LocalName);
        XElement suite = Assert.Single(root.Elements());
        Assert.Equal("testsuite", suite.Name.LocalName);
        foreach (XElement counts in new[] { root, suite })
        {
            Assert.Equal(["made up", "4", "1", "1", "1"],
                CountNames.Select(name => counts.Attribute(name)!.Value));
        }
        XElement[] cases = [.. suite.Elements("testcase")];
        Assert.Equal(["a", "b", "c", "d"], cases.Select(one => one.Attribute("name")!.Value));
        Assert.All(cases, one => Assert.Equal("made up", one.Attribute("classname")!.Value));
        Assert.All(cases, one => Assert.Matches("^[0-9]+\\.[0-9]{3}$", one.Attribute("time")!.Value));
        Assert.DoesNotContain(cases[0].Elements(), one => one.Name != "system-out");
        Assert.Equal("failure", cases[1].Elements().First().Name.LocalName);
        Assert.Equal("error", cases[2].Elements().First().Name.LocalName);
        Assert.Equal("skipped", cases[3].Elements().First().Name.LocalName);
    }

    [Fact]
    public void A_failure_says_why_and_lists_every_expectation_that_was_not_met()
    {
        XElement failure = Written(Result("b", Verdict.Failed)).Descendants("failure").Single();
        Assert.Equal("no other event: made up", failure.Attribute("message")!.Value);
        Assert.Equal("expectation", failure.Attribute("type")!.Value);
        Assert.Equal("no other event: made up\nsecond: also\n", failure.Value);
    }

    [Fact]
    public void Text_that_xml_cannot_carry_is_replaced_and_the_rest_survives()
    {
        XElement one = Written(Result(Hostile, Verdict.Passed)).Descendants("testcase").Single();
        Assert.Equal(Hostile.Replace('\u0001', '\ufffd'), one.Attribute("name")!.Value);
    }

    [Fact]
    public void Events_are_the_output_of_a_case()
    {
        string output = Written(Result("a", Verdict.Passed)).Descendants("system-out").Single().Value;
        Assert.Equal("1.5 s cellOverVoltage trip, channel 3\n2 s cellOverVoltage end, channel 3 (not listed)\n", output);
    }

    private static XElement Written(params ScenarioResult[] scenarios)
    {
        using var folder = new ScratchFolder();
        string path = folder.PathOf("junit.xml");
        JUnitWriter.Write(new SuiteResult { Suite = "made up", Rig = "sim", Scenarios = scenarios, Timing = new SuiteTiming(1.25, 2) }, path);
        string text = File.ReadAllText(path);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", text, System.StringComparison.Ordinal);
        return XDocument.Parse(text).Root!;
    }

    private static ScenarioResult Result(string name, Verdict verdict) => new()
    {
        Name = name,
        File = "a.yaml",
        Tags = ["nmc"],
        Verdict = verdict,
        Reason = verdict == Verdict.Passed ? "" : "no other event: made up",
        Expectations =
        [
            new CheckOutcome("first", true, "fine"),
            new CheckOutcome("no other event", verdict == Verdict.Passed, "made up"),
            new CheckOutcome("second", verdict == Verdict.Passed, "also"),
        ],
        Events = [new ScenarioEvent("cellOverVoltage", "trip", 1.5, 3, true), new ScenarioEvent("cellOverVoltage", "end", 2, 3, false)],
        Timing = new ScenarioTiming(0.0421, 1e5),
    };
}
