using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Bms.Hil.Commands;
using Bms.Hil.SecondLife;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Commands;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.SecondLife;

/// <summary>Grading used cells: what can be learned is learned, what cannot is not claimed, and what is wrong is told with its place.</summary>
public sealed class GradingTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private PulseTable Table(string csv) => PulseTableReader.Read(_scratch.Write("table.csv", csv));

    [Fact]
    public void A_relation_that_is_there_is_found_and_its_interval_holds()
    {
        GradeResult result = Grade(Table(SyntheticPulses.Csv()), "80,70,60");
        Assert.Equal(SyntheticPulses.Cells, result.MeasuredCells);
        Assert.Equal([20, 50], result.SocPercent);
        Assert.InRange(result.CrossValidated.Rmse, 0.001, 0.025);
        Assert.InRange(result.CrossValidated.Rmse / result.Compared[0].Errors.Rmse, 0.01, 0.4);
        Assert.InRange(result.IntervalCoverage, 0.8, 1);
        Assert.True(result.ByLowerBound.TooGood <= result.ByPrediction.TooGood);
        Assert.Equal(SyntheticPulses.Cells, result.ByPrediction.Right + result.ByPrediction.TooGood + result.ByPrediction.TooBad);
        Assert.InRange(result.Model.Count, 1, 5);
    }

    /// <summary>The choice of features must not see the cell that is predicted, or it would find a relation here.</summary>
    [Fact]
    public void Where_there_is_no_relation_none_is_claimed()
    {
        double[] ratios =
        [
            .. Enumerable.Range(1, 6).Select(seed =>
            {
                GradeResult result = Grade(Table(SyntheticPulses.Csv(seed, related: false)), "80");
                return result.CrossValidated.Rmse / result.Compared[0].Errors.Rmse;
            }),
        ];
        Assert.InRange(ratios.Average(), 0.95, 1.5);
    }

    [Fact]
    public void Cells_without_a_measured_SOH_are_predicted_too()
    {
        GradeResult result = Grade(Table(SyntheticPulses.Csv(unmeasured: 6)), "80,70,60");
        Assert.Equal(SyntheticPulses.Cells - 6, result.MeasuredCells);
        PulseTable truth = Table(SyntheticPulses.Csv());
        foreach (GradedCell cell in result.Cells.TakeLast(6))
        {
            Assert.Null(cell.MeasuredSoh);
            Assert.Null(cell.MeasuredGrade);
            Assert.Equal(truth.Cells.Single(one => one.Name == cell.Cell).Soh!.Value, cell.PredictedSoh, 0.05);
        }
    }

    [Fact]
    public void The_command_prints_a_table_or_json_and_writes_a_page()
    {
        string page = _scratch.PathOf("page.html");
        (int code, string output, string error) = CommandLine.Run(GradeCommand.Create(), "synthetic-pulses", "--report", page);
        Assert.True(code == 0, error);
        Assert.Contains("this grading", output, StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.Equal(4, html.Split("<svg class=\"bms-chart\"").Length - 1);
        (code, output, _) = CommandLine.Run(GradeCommand.Create(), "synthetic-pulses", "--json");
        Assert.Equal(0, code);
        using JsonDocument json = JsonDocument.Parse(output);
        Assert.Equal(SyntheticPulses.Cells, json.RootElement.GetProperty("cells").GetArrayLength());
    }

    [Theory]
    [InlineData("No.", "Nr", "row 1 has no column No.")]
    [InlineData("U21", "V21", "row 1 has no column U21")]
    public void A_missing_column_is_named(string from, string to, string expected) => Refused(SyntheticPulses.Csv().Replace(from, to, StringComparison.Ordinal), expected);

    [Fact]
    public void Bad_values_are_told_with_row_and_column()
    {
        string[] lines = SyntheticPulses.Csv().Split('\n');
        Refused(With(lines, 2, 5, "12.5"), "row 3, column F: 12.5; expected a number from 0.5 to 6");
        Refused(With(lines, 2, 5, "abc"), "row 3, column F: 'abc'; expected a number");
        Refused(With(lines, 2, 25, ""), "row 3, column Z: is empty");
        Refused(With(lines, 2, 1, ""), "row 3, column B: is empty; expected the cell's number or name");
        Refused(With(lines, 2, 3, "0.5"), "row 3, column D: cell 1 has another SOH in an earlier row");
        Refused(With(lines, 2, 4, "20"), "row 3, column E: cell 1 has 20 % already");
        Refused(lines[0] + "\n", "has no row below its header");
        Refused(string.Join('\n', lines.Take(9)), "4 cells with a measured SOH; expected at least 12");
    }

    [Fact]
    public void Files_and_limits_that_cannot_be_used_are_refused()
    {
        string broken = _scratch.Write("broken.xlsx", "no zip");
        Assert.Contains("cannot be read as a workbook", Error(broken), StringComparison.Ordinal);
        Assert.Contains("no-such-file.csv", Error(_scratch.PathOf("no-such-file.csv")), StringComparison.Ordinal);
        foreach (string limits in new[] { "70,80", "a", "", "0", "-5", "80,80" })
            Assert.Contains("--limits", Error("synthetic-pulses", "--limits", limits), StringComparison.Ordinal);
    }

    /// <summary>56 retired LFP cells: the figures of docs/SECOND_LIFE.md, with room for another processor's rounding.</summary>
    [Fact]
    public void Retired_cells_are_graded_as_the_document_says()
    {
        string path = Path.GetFullPath(Path.Combine(RecordedTraces.RepositoryRoot, "..", "shared", "second_life", "retired_lfp_35ah_pulses.xlsx"));
        Assert.SkipUnless(File.Exists(path), "the workbook of retired cells is not beside the repository");
        PulseTable table = PulseTableReader.Read(path);
        Assert.Equal(56, table.Cells.Count);
        GradeResult result = Grade(table, GradeLimits.Default);
        Assert.Equal(0.0129, result.CrossValidated.Mae, 0.0005);
        Assert.Equal(0.0166, result.CrossValidated.Rmse, 0.0005);
        Assert.Equal(0.0494, result.Compared[0].Errors.Rmse, 0.0001);
        Assert.InRange(result.IntervalCoverage, 0.85, 0.96);
        Assert.InRange(result.ByPrediction.Right, 51, 55);
        Assert.Equal(0, result.ByLowerBound.TooGood);
    }

    /// <summary>BMS_WRITE_DOCS=1 writes the shipped table and its picture anew.</summary>
    [Fact]
    public void The_shipped_table_is_what_its_seed_makes()
    {
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "hil", "second_life", "synthetic-pulses.csv");
        string picture = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "pictures", "second-life.svg");
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(path, SyntheticPulses.Csv());
        Assert.Equal(SyntheticPulses.Csv(), File.ReadAllText(path).ReplaceLineEndings("\n"));
        GradeResult result = Grade(PulseTableReader.Read(path), GradeLimits.Default);
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(picture, GradeCharts.Predicted(result, "Predicted over measured SOH (synthetic cells)").ToSvg());
        Assert.Contains("synthetic cells", File.ReadAllText(picture), StringComparison.Ordinal);
    }

    private static GradeResult Grade(PulseTable table, string limits) =>
        Grading.Run(table, GradeLimits.Parse(limits), TestContext.Current.CancellationToken);

    private static string With(string[] lines, int line, int column, string value)
    {
        string[] changed = [.. lines];
        string[] fields = changed[line].Split(',');
        fields[column] = value;
        changed[line] = string.Join(',', fields);
        return string.Join('\n', changed);
    }

    private void Refused(string csv, string expected) => Assert.Contains(expected, Error(_scratch.Write("bad.csv", csv)), StringComparison.Ordinal);

    private static string Error(params string[] arguments)
    {
        (int code, _, string error) = CommandLine.Run(GradeCommand.Create(), arguments);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Single(error.TrimEnd().Split('\n'));
        return error;
    }
}
