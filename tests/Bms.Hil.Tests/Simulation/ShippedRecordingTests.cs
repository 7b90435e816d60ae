using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Bms.Hil.Simulation;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Support;
using Bms.Hil.Traces;
using Bms.Hil.Traces.Inspection;
using Xunit;

namespace Bms.Hil.Tests.Simulation;

/// <summary>The recordings that the project ships are what their recipes make.</summary>
public sealed class ShippedRecordingTests
{
    private const long MostBytes = 150 * 1024;

    /// <summary>
    /// SHA-256 of a known text compressed by the library that compressed the shipped files. Compressed bytes are the compressor's
    /// choice; where it is the same one, they have to be the same too.
    /// </summary>
    private const string CompressorOfShippedFiles = "476e7c83185ba9542b0854b4425a9290c8a4bcc5b9cc61abf4f3a168528dd7a9";

    public static TheoryData<string, string> Recordings() => new()
    {
        { "synthetic-nmc-drive", "28627fc0276855a7dc0433ae33b4f74cba1a94e821a6cb400aee0ff8af78ceaf" },
        { "synthetic-lfp-pack", "4e6d9f25a6c6cfa6f30e192ef6d1a24e22a544f86ceac81d729852c5bbf78a5a" },
    };

    [Fact]
    public void Each_recording_lies_beside_its_recipe()
    {
        string[] recipes = [.. Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
        Assert.Equal(Recordings().Select(row => row.Data.Item1).Order(StringComparer.Ordinal), recipes);
        Assert.Equal(recipes.Select(name => name + ".bdf.csv.gz"), Directory.GetFiles(Folder, "*.gz").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Made_again_it_is_the_same(string name, string contentHash)
    {
        using var scratch = new ScratchFolder();
        string again = Make(name, scratch, "again.bdf.csv.gz");
        string shipped = Path.Combine(Folder, name + ".bdf.csv.gz");
        Assert.Equal(contentHash, Hash(Content(shipped)));
        Assert.Equal(contentHash, Hash(Content(again)));
        Assert.Equal(File.ReadAllBytes(again), File.ReadAllBytes(Make(name, scratch, "once-more.bdf.csv.gz")));
        if (Hash(Compress("The quick brown fox, 1234567890 times.")) == CompressorOfShippedFiles)
            Assert.Equal(File.ReadAllBytes(shipped), File.ReadAllBytes(again));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void It_is_small_synthetic_and_differs_from_its_cell_file(string name, string contentHash)
    {
        Assert.Equal(64, contentHash.Length);
        Recipe recipe = RecipeReader.Read(Path.Combine(Folder, name + ".yaml"));
        Assert.StartsWith("Synthetic", recipe.Name, StringComparison.Ordinal);
        Assert.Equal("synthetic", recipe.Plant.Cell.Provenance);
        Assert.True(recipe.Plant.DiffersFromCellFile);
        Assert.True(recipe.Sensors.GroupVolts.Noise > 0 && recipe.Sensors.PackAmps.Noise > 0);
        Assert.InRange(new FileInfo(Path.Combine(Folder, name + ".bdf.csv.gz")).Length, 10_000, MostBytes);
        Assert.Contains("Synthetic", File.ReadAllLines(Path.Combine(Folder, name + ".yaml"))[1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void It_reads_without_a_skipped_row_and_its_counter_is_the_integral_of_its_current(string name, string contentHash)
    {
        Assert.NotEmpty(contentHash);
        string path = Path.Combine(Folder, name + ".bdf.csv.gz");
        TraceInspection inspection = TraceInspector.Inspect(path, TestContext.Current.CancellationToken);
        Assert.Equal(0, inspection.SkippedRows);
        using TraceReader reader = TraceReader.Open(path);
        var row = new TraceRow(reader.Columns.CellCount);
        (double seconds, double ampSeconds, double counter) = (0, 0, 0);
        while (reader.Read(row))
        {
            ampSeconds += row.CurrentAmps * (row.TimeSeconds - seconds);
            (seconds, counter) = (row.TimeSeconds, row[TraceQuantity.NetCapacity]);
        }
        // The current sensor's offset, at most 50 mA, and its noise are what is between the two.
        Assert.Equal(counter, ampSeconds / 3600, (0.06 * seconds / 3600) + 0.02);
    }

    private static string Folder { get; } = Path.Combine(RecordedTraces.RepositoryRoot, "hil", "traces");

    private static string Make(string name, ScratchFolder scratch, string file)
    {
        string path = scratch.PathOf(file);
        RecipeRun.Write(RecipeReader.Read(Path.Combine(Folder, name + ".yaml")), path, null, TestContext.Current.CancellationToken);
        return path;
    }

    private static byte[] Content(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Compress(string sentence)
    {
        // Long enough, and repetitive enough in a way that a compressor has choices.
        string text = string.Concat(Enumerable.Range(0, 5000).Select(number => sentence[(number * 7 % sentence.Length)..]));
        using var bytes = new MemoryStream();
        using (var stream = new GZipStream(bytes, CompressionLevel.Optimal))
            stream.Write(Encoding.ASCII.GetBytes(text));
        return bytes.ToArray();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
