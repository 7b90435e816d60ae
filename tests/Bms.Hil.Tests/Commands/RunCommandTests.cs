using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Xml.Linq;
using Bms.Hil.Commands;
using Bms.Hil.Reports.Html;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Scenarios.Running;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Scenarios;
using Xunit;

namespace Bms.Hil.Tests.Commands;

/// <summary><c>run</c>: what it prints, what it leaves behind, and its exit codes.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string Quick = """
        name: NAME
        tags: [quick]
        pack: nmc-traction-14s
        plant: { like: nmc, startSoc: 60 % }
        drive:
          - current: { amps: -20 A, for: 2 s }
        expect:
          signals:
            - { signal: contactors, is: STATE, from: 200 ms }

        """;

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_scenario_that_passes_leaves_three_files_behind()
    {
        (int code, string output, string error) = Run(Scenario("good"));
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("1 passed, 0 failed, 0 errors", output, StringComparison.Ordinal);
        Assert.Equal(["junit.xml", "report.html", "results.json"], Directory.GetFiles(_scratch.PathOf("out")).Select(Path.GetFileName).Order());
        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(_scratch.PathOf("out/results.json")));
        Assert.Equal(1, results.RootElement.GetProperty("passed").GetInt32());
        Assert.Equal("passed", results.RootElement.GetProperty("scenarios")[0].GetProperty("verdict").GetString());
        Assert.Equal("good", XDocument.Load(_scratch.PathOf("out/junit.xml")).Descendants("testcase").Single().Attribute("name")!.Value);
    }

    [Fact]
    public void A_verdict_that_failed_is_exit_code_1_and_says_why()
    {
        (int code, string output, string error) = Run(Scenario("bad", "open"));
        Assert.Equal((1, ""), (code, error));
        Assert.Contains("contactors open, from 0.2 s on: closed at", output, StringComparison.Ordinal);
        Assert.Contains("0 passed, 1 failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_prints_what_the_file_holds_and_nothing_else()
    {
        (int code, string output, _) = Run(Scenario("good"), "--json");
        Assert.Equal(0, code);
        Assert.Equal(File.ReadAllText(_scratch.PathOf("out/results.json")), output);
    }

    [Fact]
    public void A_folder_is_a_suite_and_the_filter_chooses_by_name_and_tag()
    {
        Scenario("one");
        Scenario("two");
        _scratch.Write("other.yaml", Quick.Replace("NAME", "three", StringComparison.Ordinal).Replace("STATE", "closed", StringComparison.Ordinal)
            .Replace("quick", "special", StringComparison.Ordinal));
        Assert.Equal(["one", "three", "two"], Names("--json").Order());
        Assert.Equal(["two"], Names("--json", "--filter", "TWO"));
        Assert.Equal(["three"], Names("--json", "--filter", "spec"));
        string refusal = CommandLine.Refused(RunCommand.Create(), _scratch.Folder, "--filter", "nothing", "--out", _scratch.PathOf("out"));
        Assert.Equal($"--filter 'nothing': no name or tag of the 3 scenarios of '{Path.GetFileName(_scratch.Folder)}' contains it", refusal);
    }

    [Fact]
    public void A_suite_file_keeps_its_order_and_draws_its_comparisons()
    {
        Scenario("one");
        Scenario("two");
        string suite = _scratch.Write("s.suite.yaml", """
            suite: Both
            scenarios: [two.yaml, one.yaml]
            compare: [{ title: Both, file: both, scenarios: [one, two] }]

            """);
        (int code, string output, _) = Run(suite, "--json");
        Assert.Equal(0, code);
        Assert.Equal(["two", "one"], NamesOf(output));
        Assert.Contains("<svg", File.ReadAllText(_scratch.PathOf("out/both.svg")), StringComparison.Ordinal);
        Assert.Contains("id=\"comparisons\"", File.ReadAllText(_scratch.PathOf("out/report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_usage_is_exit_code_2()
    {
        string scenario = Scenario("good");
        Assert.Contains("no such suite", CommandLine.Refused(RunCommand.Create(), "missing"), StringComparison.Ordinal);
        Assert.Contains("--jobs", CommandLine.Refused(RunCommand.Create(), scenario, "--jobs", "0"), StringComparison.Ordinal);
        Assert.Contains("--out", CommandLine.Refused(RunCommand.Create(), scenario, "--out", Path.Combine(scenario, "out")), StringComparison.Ordinal);
        string twins = _scratch.Write("t.suite.yaml", "suite: t\nscenarios: [good.yaml, good.yaml]\n");
        Assert.Contains("t.suite.yaml:2:24: scenarios[2]: the name 'good' is taken by good.yaml", CommandLine.Refused(RunCommand.Create(), twins), StringComparison.Ordinal);
        string gone = _scratch.Write("g.suite.yaml", "suite: g\nscenarios: [gone.yaml]\n");
        Assert.Contains("g.suite.yaml:2:13: scenarios[1]: 'gone.yaml': no such scenario file", CommandLine.Refused(RunCommand.Create(), gone), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rig_that_fails_is_an_error_and_the_others_still_run()
    {
        Suite suite = ShippedSuite.Read().Filter("lost");
        int made = 0;
        var run = new SuiteRun(suite, jobs: 1)
        {
            Pictures = false,
            MakeRig = configuration => made++ == 1 ? throw new InvalidOperationException("no answer\nfrom the board") : new SimRig(configuration),
        };
        SuiteResult result = run.Run(CancellationToken.None);
        Assert.Equal((3, suite.Scenarios.Count - 1, 1), (result.ExitCode(), result.Passed, result.Errors));
        ScenarioResult failed = result.Scenarios.Single(scenario => scenario.Verdict == Verdict.Error);
        Assert.Equal("unexpected InvalidOperationException: no answer from the board", failed.Reason);
        using var html = new StringWriter();
        HtmlReport.Write(SuiteReport.Make(suite, result), html);
        Assert.Contains("no answer from the board", html.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_of_equal_results_are_equal()
    {
        string scenario = Scenario("good");
        Run(scenario, "--jobs", "1");
        byte[] once = File.ReadAllBytes(_scratch.PathOf("out/report.html"));
        Run(scenario, "--jobs", "3");
        Assert.Equal(once, File.ReadAllBytes(_scratch.PathOf("out/report.html")));
    }

    private string Scenario(string name, string state = "closed") => _scratch.Write(
        name + ".yaml", Quick.Replace("NAME", name, StringComparison.Ordinal).Replace("STATE", state, StringComparison.Ordinal));

    private (int Code, string Output, string Error) Run(params string[] arguments) =>
        CommandLine.Run(RunCommand.Create(), [.. arguments, "--out", _scratch.PathOf("out")]);

    private string[] Names(params string[] arguments) => NamesOf(Run([_scratch.Folder, .. arguments]).Output);

    private static string[] NamesOf(string json)
    {
        using JsonDocument results = JsonDocument.Parse(json);
        return [.. results.RootElement.GetProperty("scenarios").EnumerateArray().Select(scenario => scenario.GetProperty("name").GetString()!)];
    }
}
