using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Commands;
using Bms.Hil.Packs;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private const string Header = "Test Time / s,Voltage / V,Current / A,Surface Temperature / degC\n";
    private const string Cell = "synthetic-nmc-50ah";

    private readonly SmallTrace _traces = new();

    public void Dispose() => _traces.Dispose();

    [Fact]
    public void Json_is_one_object_with_the_promised_members_and_nothing_else()
    {
        (int Code, string Output, string Error) result = Replay(_traces.Discharge("a.csv", 1300, -20), "--cell", Cell, "--json");
        Assert.Equal(ExitCode.Pass, result.Code);
        Assert.Empty(result.Error);
        using JsonDocument json = JsonDocument.Parse(result.Output);
        string[] expected =
        [
            "trace", "cell", "estimator", "temperatureSource", "samples", "skippedRows", "durationSeconds", "soc", "voltage", "events", "digest", "timing",
        ];
        Assert.Empty(expected.Except(json.RootElement.EnumerateObject().Select(member => member.Name)));
        string[] soc =
        [
            "rmse", "mae", "max", "rmseAfter600s", "final", "finalReference", "convergenceSeconds", "coverage2Sigma", "meanSigma",
        ];
        Assert.Equal(soc, json.RootElement.GetProperty("soc").EnumerateObject().Select(member => member.Name));
        Assert.Equal(["readSeconds", "stepSeconds", "stepsPerSecond"], json.RootElement.GetProperty("timing").EnumerateObject().Select(member => member.Name));
        Assert.Equal("a.csv", json.RootElement.GetProperty("trace").GetString());
    }

    [Fact]
    public void Energy_has_its_own_object_and_a_few_lines_of_text()
    {
        string trace = _traces.Discharge("energy.csv", 1300, -20);
        using JsonDocument json = JsonDocument.Parse(Replay(trace, "--cell", Cell, "--json").Output);
        JsonElement energy = json.RootElement.GetProperty("energy");
        string[] expected =
        [
            "remainingAh", "fullAh", "remainingWh", "fullWh", "soe", "timeToEmptySeconds", "timeToFullSeconds", "cycles", "inAh", "outAh", "inWh", "outWh",
        ];
        Assert.Equal(expected, energy.EnumerateObject().Select(member => member.Name));
        Assert.InRange(energy.GetProperty("soe").GetDouble(), 0.3, 0.6);
        Assert.InRange(energy.GetProperty("timeToEmptySeconds").GetDouble(), 1000, 20000);
        Assert.Equal(JsonValueKind.Null, energy.GetProperty("timeToFullSeconds").ValueKind);
        Assert.Equal(20 * 1300 / 3600.0, energy.GetProperty("outAh").GetDouble(), 0.1);
        Assert.Contains("State of energy", Replay(trace, "--cell", Cell).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_that_leaves_its_range_is_told_once_with_how_far_and_since_when()
    {
        string trace = _traces.Discharge("beyond.csv", 1300, -20);
        string text = Replay(trace, "--cell", Cell, "--reference-soc", "0.05").Output;
        Assert.Contains("reference SOC leaves 0 to 1", text, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(Replay(trace, "--cell", Cell, "--reference-soc", "0.05", "--json").Output);
        string warning = json.RootElement.GetProperty("referenceWarning").GetString()!;
        Assert.Matches(@"as far as -0\.\d+, first beyond by 0\.01 in line \d+ \(\d+", warning);
        using JsonDocument sound = JsonDocument.Parse(Replay(trace, "--cell", Cell, "--json").Output);
        Assert.False(sound.RootElement.TryGetProperty("referenceWarning", out JsonElement none) && none.ValueKind != JsonValueKind.Null);
    }

    [Fact]
    public void A_gap_that_does_not_fit_names_its_option() =>
        Refused("--disturb gap: ", _traces.Discharge("gap.csv", 1300, -20), "--cell", Cell, "--disturb", "gap=2 h");

    [Fact]
    public void The_picture_is_an_svg_and_the_text_names_the_figures()
    {
        string picture = Path.Combine(_traces.Folder, "pictures", "a.svg");
        (int Code, string Output, string Error) result = Replay(_traces.Discharge("a.csv", 1300, -20), "--cell", Cell, "--plot", picture);
        Assert.Equal(ExitCode.Pass, result.Code);
        Assert.Contains("SOC error", result.Output, StringComparison.Ordinal);
        Assert.Contains("(synthetic)", result.Output, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(picture).Root!.Name.LocalName);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("Test Time / s,Voltage / V\n0,3.7\n", "Current")]
    [InlineData(Header, "no usable row")]
    [InlineData(Header + "a,b,c,d\nx,y,z,w\n", "no usable row")]
    [InlineData(Header + "0,NaN,0,25\n1,Infinity,0,25\n", "no usable row")]
    public void An_unusable_recording_is_refused_with_one_line(string text, string named) =>
        Refused(named, _traces.Write("bad.csv", text), "--cell", Cell);

    [Fact]
    public void A_missing_file_a_folder_a_binary_and_a_cut_gzip_are_refused()
    {
        Refused("no such file", Path.Combine(_traces.Folder, "none.csv"), "--cell", Cell);
        Refused("directory", _traces.Folder, "--cell", Cell);
        string binary = Path.Combine(_traces.Folder, "binary.csv");
        File.WriteAllBytes(binary, [.. Enumerable.Range(0, 4096).Select(value => (byte)(value * 7))]);
        Refused("binary.csv", binary, "--cell", Cell);
        Refused("cut.csv.gz", CutGzip(), "--cell", Cell);
    }

    [Fact]
    public void Bad_rows_are_counted_named_and_left_out()
    {
        string path = _traces.Write("rows.csv", Header + "0,3.7,0,25\n1,abc,0,25\n2,3.7,NaN,25\n3,3.7,0,25\n");
        (int Code, string Output, string Error) result = Replay(path, "--cell", Cell, "--json");
        using JsonDocument json = JsonDocument.Parse(result.Output);
        Assert.Equal(2, json.RootElement.GetProperty("samples").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("skippedRows").GetInt32());
        Assert.Contains("line 3", Replay(path, "--cell", Cell).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cell", "no-such-cell")]
    [InlineData("--cell", Cell, "--estimator", "magic")]
    [InlineData("--cell", Cell, "--initial-soc", "1.5")]
    [InlineData("--cell", Cell, "--initial-soc", "much")]
    [InlineData("--cell", Cell, "--reference-soc", "-0.1")]
    [InlineData("--cell", Cell, "--capacity", "0")]
    [InlineData("--cell", Cell, "--capacity", "NaN")]
    [InlineData("--cell", Cell, "--series", "33")]
    [InlineData("--cell", Cell, "--from", "100", "--to", "50")]
    [InlineData("--cell", Cell, "--from", "-1")]
    [InlineData("--cell", Cell, "--score-from", "1e9", "--to", "50")]
    [InlineData("--cell", Cell, "--from", "1e9")]
    [InlineData("--cell", Cell, "--score-from", "1e9")]
    [InlineData("--cell", Cell, "--disturb", "gremlins=3")]
    [InlineData("--cell", Cell, "--disturb", "current-offset=3")]
    [InlineData("--cell", Cell, "--what")]
    [InlineData]
    public void Wrong_usage_is_refused_with_one_line(params string[] arguments) =>
        Refused("", [_traces.Discharge("a.csv", 100, -20), .. arguments]);

    [Fact]
    public void A_recording_without_temperature_needs_one()
    {
        string path = _traces.Write("cold.csv", "Test Time / s,Voltage / V,Current / A\n0,3.7,0\n1,3.7,0\n");
        Refused("--temperature", path, "--cell", Cell);
        (int Code, string Output, string Error) given = Replay(path, "--cell", Cell, "--temperature", "25", "--json");
        Assert.Contains("\"given\"", given.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_cell_file_is_refused_with_one_line()
    {
        string good = CellFileWriter.ToText(CellFileReader.Read(CellSource.Open(Cell).Path));
        string trace = _traces.Discharge("a.csv", 100, -20);
        string zero = _traces.Write("zero.json", good.Replace("\"capacityAmpHours\": 50", "\"capacityAmpHours\": 0", StringComparison.Ordinal));
        Assert.NotEqual(good, File.ReadAllText(zero));
        Refused("capacityAmpHours", trace, "--cell", zero);
        CellFile falling = CellFileReader.Read(CellSource.Open(Cell).Path);
        falling.OcvVolts[0][5] -= 0.5;
        string text = CellFileWriter.ToText(falling);
        Refused("falls", trace, "--cell", _traces.Write("falling.json", text));
    }

    [Fact]
    public void A_pack_image_runs_and_one_with_any_flipped_bit_is_refused()
    {
        CellFile cell = CellFileReader.Read(CellSource.Open(Cell).Path);
        byte[] image = PackImage.Write(PackBuilder.Build(cell, new PackOptions(), "test"));
        string trace = _traces.Discharge("a.csv", 100, -20);
        string path = Path.Combine(_traces.Folder, "pack.bmsimage");
        File.WriteAllBytes(path, image);
        Assert.Equal(ExitCode.Pass, Replay(trace, "--cell", path).Code);
        for (int bit = 0; bit < image.Length * 8; bit++)
        {
            byte[] flipped = [.. image];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(PackFault.None, PackImage.Read(flipped).Fault);
            // The command line for the header and a sample of the rest: each takes a replay's start.
            if (bit >= 64 && bit % 97 != 0)
                continue;
            File.WriteAllBytes(path, flipped);
            Refused("pack.bmsimage", trace, "--cell", path);
        }
    }

    private static (int Code, string Output, string Error) Replay(params string[] arguments) =>
        CommandLine.Run(ReplayCommand.Create(), arguments);

    private static void Refused(string named, params string[] arguments) =>
        Assert.Contains(named, CommandLine.Refused(ReplayCommand.Create(), arguments), StringComparison.OrdinalIgnoreCase);

    private string CutGzip()
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int row = 0; row < 5000; row++)
                gzip.Write(Encoding.ASCII.GetBytes(row == 0 ? Header : $"{row},3.{row % 1000},0,25\n"));
        }
        string path = Path.Combine(_traces.Folder, "cut.csv.gz");
        File.WriteAllBytes(path, memory.ToArray()[..(int)(memory.Length / 2)]);
        return path;
    }
}
