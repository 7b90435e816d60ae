using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Bms.Hil.Commands;
using Bms.Hil.Tests.Scoring.Suites;
using Xunit;

namespace Bms.Hil.Tests.Commands;

/// <summary><c>score</c>: what it prints, what it writes, and its exit codes.</summary>
public sealed class ScoreCommandTests : IDisposable
{
    private readonly SmallSuite _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void Prints_every_case_and_every_recording()
    {
        (int code, string output, string error) = Run(_small.Write());
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(4, output.Split('\n').Count(line => line.Contains("start-0.3", StringComparison.Ordinal)));
        Assert.Contains("all their cases together", output, StringComparison.Ordinal);
        Assert.Contains("12 cases, no limits, in ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_limit_is_exit_code_1_unless_limits_are_left_out()
    {
        string path = Limited();
        (int code, string output, _) = Run(path, "--filter", "coulomb/start");
        Assert.Equal(1, code);
        Assert.Contains("failed", output, StringComparison.Ordinal);
        Assert.Contains("at most 1.00 %", output, StringComparison.Ordinal);
        Assert.Contains("0 limits kept, 2 broken", output, StringComparison.Ordinal);
        Assert.Equal(0, Run(path, "--filter", "coulomb/start", "--no-limits").Code);
        Assert.Equal(0, Run(path, "--filter", "coulomb/true").Code);
    }

    [Fact]
    public void Json_is_one_object_and_the_same_for_any_number_of_jobs()
    {
        (int code, string output, string error) = Run(Limited(), "--json", "--jobs", "1");
        Assert.Equal((1, ""), (code, error));
        Assert.Equal(output, Run(Limited(), "--json", "--jobs", "2").Output);
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement one = document.RootElement.GetProperty("cases")[1];
        Assert.Equal(("nmc", "one", "coulomb", "start-0.3", "failed"), (Text(one, "cell"), Text(one, "recording"), Text(one, "estimator"), Text(one, "disturbance"), Text(one, "verdict")));
        Assert.Equal(0.3, one.GetProperty("soc").GetProperty("rmseAfter600s").GetDouble(), 3);
        Assert.Equal(16, Text(one, "digest").Length);
        Assert.Equal("rmseAfter600s", Text(one.GetProperty("limits")[0], "name"));
        Assert.False(one.TryGetProperty("trace", out _));
        Assert.Equal(4, document.RootElement.GetProperty("recordings").GetArrayLength());
        Assert.Equal("synthetic", Text(document.RootElement.GetProperty("cells")[0], "provenance"));

        static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    }

    [Fact]
    public void Csv_has_a_row_for_each_case_and_the_report_a_panel()
    {
        string csv = Path.Combine(_small.Folder, "out", "s.csv");
        string report = Path.Combine(_small.Folder, "out", "s.html");
        (_, string output, _) = Run(Limited(), "--csv", csv, "--report", report);
        Assert.Contains($"written: {csv}, {report}", string.Concat(output.Split('\n')), StringComparison.Ordinal);
        string[] lines = File.ReadAllText(csv).TrimEnd('\n').Split('\n');
        Assert.Equal(13, lines.Length);
        string[] header = lines[0].Split(',');
        Assert.Equal("start-0.3", lines[2].Split(',')[Array.IndexOf(header, "disturbance")]);
        Assert.EndsWith("\"RMSE 30.00 %, at most 1.00 %\"", lines[2], StringComparison.Ordinal);
        string page = File.ReadAllText(report);
        Assert.Equal(4, page.Split("<details").Length - 1);
        Assert.Equal(4, page.Split(">start-0.3: RMSE ").Length - 1);
    }

    [Fact]
    public void Estimators_can_be_others_than_the_suites()
    {
        (int code, string output, _) = Run(_small.With("[coulomb, ekf]", "[of-the-future]"), "--estimator", "ocv", "--json");
        Assert.Equal(0, code);
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.All(document.RootElement.GetProperty("cases").EnumerateArray(), one => Assert.Equal("ocv", one.GetProperty("estimator").GetString()));
    }

    [Fact]
    public void The_shipped_suite_runs_without_outside_data()
    {
        (int code, string output, string error) = Run("shipped", "--json");
        Assert.Equal((0, ""), (code, error));
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(50, document.RootElement.GetProperty("cases").GetArrayLength());
        Assert.All(document.RootElement.GetProperty("cases").EnumerateArray(), one => Assert.InRange(one.GetProperty("soc").GetProperty("rmseAfter600s").GetDouble(), 0, 0.2));
    }

    [Theory]
    [InlineData("--jobs", "0", "--jobs 0: expected 1 to 1024")]
    [InlineData("--filter", "nowhere", "--filter 'nowhere': no cell/recording/estimator/disturbance of the 12 in 'Small' holds it")]
    public void Wrong_usage_is_one_line(string option, string value, string expected) =>
        Assert.Equal(expected, CommandLine.Refused(ScoreCommand.Create(), _small.Write(), option, value));

    [Fact]
    public void A_suite_that_is_not_there_is_one_line() =>
        Assert.StartsWith("none: no such suite to score, and no shipped one of that name (", CommandLine.Refused(ScoreCommand.Create(), "none"), StringComparison.Ordinal);

    [Fact]
    public void A_report_that_cannot_be_written_is_one_line() =>
        Assert.Contains("is a directory", CommandLine.Refused(ScoreCommand.Create(), _small.Write(), "--report", _small.Folder), StringComparison.Ordinal);

    [Fact]
    public void Csv_and_report_need_files_of_their_own()
    {
        string path = Path.Combine(_small.Folder, "both");
        string refusal = CommandLine.Refused(ScoreCommand.Create(), _small.Write(), "--csv", path, "--report", Path.Combine(_small.Folder, ".", "both"));
        Assert.EndsWith("is the file that --csv names; expected another one", refusal, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments) => CommandLine.Run(ScoreCommand.Create(), arguments);

    private string Limited() => _small.With("recordings:", "limits: { rmseAfter600s: { start-0.3: 1 % } }\nrecordings:");
}
