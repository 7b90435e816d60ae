using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Commands;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Identification;

public sealed class FitCommandTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Writes_a_cell_that_reads_back_and_says_what_it_did()
    {
        string slow = _scratch.Write("slow.csv", MadeUpCell.Slow(25, both: true));
        string pulses = _scratch.Write("pulses.csv", MadeUpCell.Pulses(25));
        string report = _scratch.PathOf("report.html");
        (int code, string output, string error) = Run(
            "--ocv", slow, "--pulse", pulses, "--name", "A [cell]", "-o", Target, "--chemistry", "nca", "--report", report);
        Assert.Equal((0, ""), (code, error));
        CellFile cell = CellFileReader.Read(Target);
        Assert.Equal(("A [cell]", "nca", "identified"), (cell.Name, cell.Chemistry, cell.Provenance));
        // The pulses of 2 and 6 A last ten seconds: half of them, but not less than 0.5 C and 1 C.
        Assert.Equal((1.5, 3.0), (cell.Limits.ChargeAmps, cell.Limits.DischargeAmps));
        Assert.Contains("pulses.csv", output, StringComparison.Ordinal);
        Assert.Contains("limits are not the maker's", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
        string page = File.ReadAllText(report);
        Assert.Contains("<title>A [cell]</title>", page, StringComparison.Ordinal);
        Assert.Contains("Predicted against measured voltage", page, StringComparison.Ordinal);
        Assert.Equal(2 + 2 + 2 + 2, page.Split("<figure>").Length - 1);
        Assert.Equal(2, Directory.EnumerateFiles(_scratch.Folder).Count(path => !path.EndsWith(".csv", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sign_the_wrong_way_round_is_refused_until_the_user_says_so()
    {
        string drive = _scratch.Write("drive.csv", MadeUpCell.Drive(25, reverse: -1));
        AssertRefused("positive current discharges here", "--dynamic", drive, "--capacity", "3", "--name", "x", "-o", Target);
        (int code, string output, _) = Run("--dynamic", drive + ";sign=reversed", "--capacity", "3", "--name", "x", "-o", Target);
        Assert.Equal(0, code);
        Assert.Contains("sign of the current turned round", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        string right = _scratch.Write("right.csv", MadeUpCell.Drive(25));
        AssertRefused("leave sign=reversed out", "--dynamic", right + ";sign=reversed", "--capacity", "3", "--name", "x", "-o", Target);
    }

    [Fact]
    public void A_failure_leaves_an_existing_cell_as_it_was()
    {
        _scratch.Write("cell.json", "precious");
        string drive = _scratch.Write("drive.csv", MadeUpCell.Drive(25));
        AssertRefused("no capacity: give --capacity AH", "--dynamic", drive, "--name", "x", "-o", Target);
        Assert.Equal("precious", File.ReadAllText(Target));
        Assert.Equal(2, Directory.EnumerateFiles(_scratch.Folder).Count());
    }

    [Fact]
    public void A_profile_that_cannot_be_valid_is_never_written()
    {
        string slow = _scratch.Write("slow.csv", MadeUpCell.Slow(25, both: true));
        AssertRefused("--chemistry lto: the recordings lie between", "--ocv", slow, "--name", "x", "-o", Target, "--chemistry", "lto");
        Assert.False(File.Exists(Target));
    }

    [Fact]
    public void What_cannot_be_used_is_one_line_and_code_2()
    {
        string slow = _scratch.Write("slow.csv", MadeUpCell.Slow(25, both: false));
        string cold = _scratch.Write("notemperature.csv", WithoutTemperature(MadeUpCell.Slow(25, both: false)));
        string still = _scratch.Write("still.csv", new MadeUpCell(25, 1).Flow(0, 100, 1).ToString());
        string fast = _scratch.Write("fast.csv", new MadeUpCell(25, 1).FlowTo(0.1, -3, 1).ToString());
        AssertRefused("nothing to identify from", "--name", "x", "-o", Target);
        AssertRefused("no such file", "--ocv", _scratch.PathOf("none.csv"), "--name", "x", "-o", Target);
        AssertRefused("give one as 'notemperature.csv;temperature=C'", "--ocv", cold, "--name", "x", "-o", Target);
        AssertRefused("no charge and no discharge", "--ocv", still, "--capacity", "3", "--name", "x", "-o", Target);
        AssertRefused("at 0.125 C or less", "--ocv", fast, "--capacity", "3", "--name", "x", "-o", Target);
        AssertRefused("its SOC would run from", "--ocv", slow + ";capacity=2", "--name", "x", "-o", Target);
        AssertRefused("rows between from and to", "--ocv", slow + ";from=1e9", "--name", "x", "-o", Target);
        AssertRefused("is a directory", "--ocv", slow, "--name", "x", "-o", _scratch.Folder);
        AssertRefused("no such folder", "--ocv", slow, "--name", "x", "-o", _scratch.PathOf("none/cell.json"));
        AssertRefused("is the cell file that -o names", "--ocv", slow, "--name", "x", "-o", Target, "--report", Target);
        AssertRefused("--name is empty", "--ocv", slow, "--name", " ", "-o", Target);
        AssertRefused("--capacity 0", "--ocv", slow, "--name", "x", "-o", Target, "--capacity", "0");
        AssertRefused("no resistance can be identified", "--ocv", slow, "--pulse", still, "--name", "x", "-o", Target);
        AssertRefused("'unobtainium'", "--ocv", slow, "--name", "x", "-o", Target, "--chemistry", "unobtainium");
        Assert.False(File.Exists(Target));
    }

    private string Target => _scratch.PathOf("cell.json");

    private static string WithoutTemperature(string text) =>
        string.Join('\n', text.Split('\n').Select(line => string.Join(',', line.Split(',').Take(3)))) + "\n";

    private static void AssertRefused(string expected, params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("bms-hil: ", error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var root = new RootCommand { FitCommand.Create() };
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        int code = CommandRunner.Run(root, ["fit", .. arguments], configuration);
        return (code, output.ToString(), error.ToString());
    }
}
