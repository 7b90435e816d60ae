using System;
using System.CommandLine;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using Bms.Hil.Simulation;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary><c>simulate RECIPE -o TRACE</c>: makes a recording from the simulated pack.</summary>
public static class SimulateCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var recipe = new Argument<string>("RECIPE") { Description = "What to simulate: a YAML file with a cell, a plant, sensors and a drive." };
        var output = new Option<string>("--output", "-o")
        {
            Description = "Write the recording to TRACE; compressed if it ends with .gz.",
            HelpName = "TRACE",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        const string Purpose = "Make a recording from a simulated pack; the same recipe gives the same bytes.";
        var command = new Command("simulate", Purpose) { recipe, output, json };
        command.SetAction((parsed, cancellation) =>
        {
            Recipe read = RecipeReader.Read(parsed.GetRequiredValue(recipe));
            string path = parsed.GetRequiredValue(output);
            RecipeResult result = Run(read, path, cancellation);
            var summary = new Summary(
                path,
                read.Name,
                read.Plant.Cell.Name,
                read.Plant.Cell.Provenance,
                result.Rows,
                Math.Round(result.DurationSeconds, 3),
                Math.Round(result.NetAmpHours, 6),
                new FileInfo(path).Length,
                Hash(path));
            TextWriter writer = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                JsonOutput.Write(writer, summary);
            else
                writer.WriteLine(FormattableString.Invariant(
                    $"{path}: {summary.Rows} rows, {summary.DurationSeconds} s, {summary.NetAmpHours:0.###} Ah net, {summary.Bytes} bytes, ")
                    + $"SHA-256 {summary.Sha256[..16]}…");
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    /// <summary>Runs it with a progress bar on standard error where somebody watches.</summary>
    private static RecipeResult Run(Recipe recipe, string path, CancellationToken cancellation)
    {
        if (Console.IsErrorRedirected)
            return RecipeRun.Write(recipe, path, null, cancellation);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        RecipeResult? result = null;
        console.Progress().AutoClear(true).Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(recipe.Name), maxValue: 1);
            result = RecipeRun.Write(recipe, path, new Share(task), cancellation);
        });
        return result!;
    }

    private static string Hash(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private sealed class Share(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    private sealed record Summary(
        string Trace, string Recipe, string Cell, string Provenance, long Rows, double DurationSeconds, double NetAmpHours, long Bytes, string Sha256);
}
