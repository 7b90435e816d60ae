using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using Bms.Core.Configuration;
using Bms.Hil.Commands;
using Bms.Hil.Packs;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Traces;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Bms.Hil.Tests.Commands;

/// <summary><c>image</c>: the bytes, the C# file that embeds them, and that no damaged image is ever run.</summary>
public sealed class ImageCommandTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Writes_what_the_pack_file_says()
    {
        string path = _scratch.PathOf("pack.bmsimage");
        (int code, string output, string error) = CommandLine.Run(ImageCommand.Create(), "nmc-traction-14s", "-o", path);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("cellOverVoltage", output, StringComparison.Ordinal);
        Assert.Contains("4.250 V", output, StringComparison.Ordinal);
        byte[] image = File.ReadAllBytes(path);
        Assert.Equal(PackImage.Write(PackFileReader.Open("nmc-traction-14s").Configuration), image);
        Assert.Equal([path], Directory.GetFiles(_scratch.Folder));
    }

    [Fact]
    public void Json_is_one_object_with_the_checksum()
    {
        string path = _scratch.PathOf("pack.bmsimage");
        (int code, string output, string error) = CommandLine.Run(ImageCommand.Create(), "lfp-storage-16s", "-o", path, "--json");
        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        byte[] image = File.ReadAllBytes(path);
        Assert.Equal(image.Length, root.GetProperty("bytes").GetInt32());
        Assert.Equal(Convert.ToHexStringLower([.. image[^4..].Reverse()]), root.GetProperty("crc32").GetString());
        Assert.Equal((16, 1), (root.GetProperty("seriesGroups").GetInt32(), root.GetProperty("parallelCells").GetInt32()));
        Assert.Equal(14, root.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void A_cell_file_becomes_a_pack_with_series_and_parallel()
    {
        string path = _scratch.PathOf("pack.bmsimage");
        (int code, _, string error) = CommandLine.Run(ImageCommand.Create(), "synthetic-nmc-50ah", "--series", "7", "--parallel", "3", "-o", path);
        Assert.Equal((0, ""), (code, error));
        PackConfiguration read = PackImage.Read(File.ReadAllBytes(path)).Configuration!;
        Assert.Equal((7, 3, 150_000_000), (read.SeriesGroups, read.ParallelCells, read.ChargeLimitMicroamps));
    }

    [Fact]
    public void The_csharp_file_compiles_alone_and_gives_the_image()
    {
        string path = _scratch.PathOf("pack.bmsimage");
        string source = _scratch.PathOf("StoragePack.cs");
        (int code, _, string error) = CommandLine.Run(ImageCommand.Create(), "lfp-storage-16s", "-o", path, "--csharp", source);
        Assert.Equal((0, ""), (code, error));
        // C# 7 is older than anything that nanoFramework's tools still take.
        SyntaxTree tree = CSharpSyntaxTree.ParseText(File.ReadAllText(source), new CSharpParseOptions(LanguageVersion.CSharp7), cancellationToken: TestContext.Current.CancellationToken);
        MetadataReference framework = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, generalDiagnosticOption: ReportDiagnostic.Error);
        using var compiled = new MemoryStream();
        var result = CSharpCompilation.Create("embedded", [tree], [framework], options).Emit(compiled, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        Type type = Assembly.Load(compiled.ToArray()).GetType("Bms.Packs.StoragePack")!;
        byte[] embedded = (byte[])type.GetMethod("Create")!.Invoke(null, null)!;
        Assert.Equal(File.ReadAllBytes(path), embedded);
        Assert.Equal(embedded.Length, (int)type.GetField("Length")!.GetRawConstantValue()!);
        Assert.DoesNotContain(type.GetFields(), field => !field.IsLiteral);
    }

    [Theory]
    [InlineData("no such cell file or pack image", "nothing-of-that-name", "-o", "x")]
    [InlineData("needs --series", "synthetic-nmc-50ah", "-o", "x")]
    [InlineData("are for cell files", "nmc-traction-14s", "--series", "3", "-o", "x")]
    [InlineData("0 series groups: 1 to 32 are possible", "synthetic-nmc-50ah", "--series", "0", "-o", "x")]
    [InlineData("since the class is named after it", "nmc-traction-14s", "-o", "x", "--csharp", "my-pack.cs")]
    [InlineData("is a directory", "nmc-traction-14s", "-o", "/")]
    [InlineData("'--output' is required", "nmc-traction-14s")]
    public void What_cannot_be_done_is_one_line(string expected, params string[] arguments)
    {
        string[] within = [.. arguments.Select(argument => argument == "x" ? _scratch.PathOf("x") : argument)];
        Assert.Contains(expected, CommandLine.Refused(ImageCommand.Create(), within), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_scratch.Folder));
    }

    [Fact]
    public void A_device_is_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no folder of devices");
        Assert.Contains("is a device", CommandLine.Refused(ImageCommand.Create(), "nmc-traction-14s", "-o", "/dev/no-such-device"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_flipped_bit_of_an_image_gets_through()
    {
        byte[] image = SmallImage();
        for (int bit = 0; bit < image.Length * 8; bit++)
        {
            image[bit / 8] ^= (byte)(1 << (bit % 8));
            PackImage read = PackImage.Read(image);
            Assert.Null(read.Configuration);
            Assert.NotEqual(PackFault.None, read.Fault);
            image[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.Equal(PackFault.None, PackImage.Read(image).Fault);
    }

    [Fact]
    public void Replay_refuses_a_damaged_image_with_one_line()
    {
        byte[] image = SmallImage();
        string trace = _scratch.Write("trace.csv", TraceText.Header + "0,3.5,0\n1,3.6,5\n");
        string path = _scratch.PathOf("pack.bmsimage");
        int[] bits = [.. Enumerable.Range(0, 64), .. Enumerable.Range(0, 40).Select(k => 64 + (k * 199 % ((image.Length * 8) - 64))), (image.Length * 8) - 1];
        foreach (int bit in bits)
        {
            image[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, image);
            image[bit / 8] ^= (byte)(1 << (bit % 8));
            string line = CommandLine.Refused(ReplayCommand.Create(), trace, "--cell", path, "--temperature", "25");
            Assert.StartsWith(path + ": ", line, StringComparison.Ordinal);
            Assert.Contains("pack image", line, StringComparison.Ordinal);
        }
        File.WriteAllBytes(path, image);
        Assert.Equal(0, CommandLine.Run(ReplayCommand.Create(), trace, "--cell", path, "--temperature", "25").Code);
    }

    private static byte[] SmallImage() =>
        PackImage.Write(CellSource.Open("synthetic-polymer-lfp-30ah").Configure(new PackOptions()));
}
