using System;
using System.CommandLine;
using System.IO;
using System.Threading.Tasks;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Packs;

namespace Bms.Hil.Commands;

/// <summary><c>image PACK -o FILE [--csharp FILE.cs]</c>: writes the bytes that a board reads, and the C# file that embeds them.</summary>
public static class ImageCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var pack = new Argument<string>("PACK")
        {
            Description = $"A pack file, a shipped pack ({string.Join(", ", PackFileReader.ShippedNames)}), "
                + "or a cell file with --series and --parallel.",
        };
        var output = new Option<string>("--output", "-o") { Description = "Write the image to FILE.", HelpName = "FILE", Required = true };
        var csharp = new Option<string?>("--csharp") { Description = "Write a C# class that embeds the image to FILE.cs.", HelpName = "FILE.cs" };
        var series = new Option<int?>("--series") { Description = "Series groups of a pack made of a cell file." };
        var parallel = new Option<int?>("--parallel") { Description = "Cells in parallel of a pack made of a cell file (default 1)." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("image", "Write the pack image that a board reads.") { pack, output, csharp, series, parallel, json };
        command.SetAction((parsed, _) =>
        {
            string given = parsed.GetRequiredValue(pack);
            (string name, PackConfiguration configuration) = Load(given, parsed.GetValue(series), parsed.GetValue(parallel));
            string? source = parsed.GetValue(csharp);
            string? className = source is null ? null : PackImageSource.ClassNameOf(source);
            byte[] image = Verified(configuration);
            string path = parsed.GetRequiredValue(output);
            OutputFile.Write(path, image);
            if (source is not null)
                OutputFile.Write(source, PackImageSource.Of(className!, name, image));
            ImageSummary summary = ImageSummary.Of(name, path, source, image, configuration);
            if (parsed.GetValue(json))
                JsonOutput.Write(parsed.InvocationConfiguration.Output, summary);
            else
                summary.Print(PlainConsole.For(parsed.InvocationConfiguration.Output), configuration);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static (string Name, PackConfiguration Configuration) Load(string source, int? series, int? parallel)
    {
        bool isPack = source.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            || source.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            || (!File.Exists(source) && ShippedFile.Find("packs", source, ".yaml") is not null);
        if (isPack)
        {
            if (series is not null || parallel is not null)
                throw new BadInputException($"{source}: --series and --parallel are for cell files; a pack file says them itself");
            PackFile file = PackFileReader.Open(source);
            return (file.Name, file.Configuration);
        }
        CellSource cell = CellSource.Open(source);
        if (cell.IsImage)
            throw new BadInputException($"{source}: is a pack image already; expected a pack file or a cell file");
        if (series is null)
            throw new BadInputException($"{source}: a cell file needs --series (and --parallel if not 1) to become a pack");
        return (cell.Name, cell.Configure(new PackOptions { SeriesGroups = series.Value, ParallelCells = parallel ?? 1 }));
    }

    /// <summary>The image, read back and written again: what a board reads is what was meant, to the last byte.</summary>
    private static byte[] Verified(PackConfiguration configuration)
    {
        byte[] image = PackImage.Write(configuration);
        PackImage read = PackImage.Read(image);
        if (read.Configuration is null)
            throw new InvalidOperationException($"the image cannot be read back: {PackFaultText.Of(read.Fault, read.Detail)}");
        if (!PackImage.Write(read.Configuration).AsSpan().SequenceEqual(image))
            throw new InvalidOperationException("the image reads back as another configuration");
        return image;
    }
}
