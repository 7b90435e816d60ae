using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using Bms.Hil.Faults;
using Bms.Hil.Packs;
using Bms.Hil.Quantities;
using Bms.Hil.Rigs;
using Bms.Hil.Scoring;

namespace Bms.Hil.Commands;

/// <summary><c>replay TRACE --cell CELL …</c>: runs a recording through the firmware and says how well it did.</summary>
public static class ReplayCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var traces = new Argument<string[]>("TRACE")
        {
            Description = "A recorded trace: Battery Data Format CSV, plain or gzip. Of several the firmware takes what it has learned from one to the next. Or a memory dump, whose freeze frames are replayed.",
            Arity = ArgumentArity.OneOrMore,
        };
        var rest = new Option<string?>("--rest")
        {
            Description = "How long the board is off between two recordings, with its unit: 1h, 30 d (default 1h).",
            HelpName = "TIME",
        };
        var cell = new Option<string?>("--cell")
        {
            Description = $"A cell file, a pack image, or the name of a shipped cell: {string.Join(", ", CellSource.ShippedNames)}.",
        };
        var estimator = new Option<string?>("--estimator") { Description = $"One of {EstimatorNames.All} (default: ekf, or an image's own)." };
        estimator.AcceptOnlyFromAmong([.. EstimatorNames.Kinds.Keys]);
        var initialSoc = Number("--initial-soc", "SOC that the estimator is told, 0 to 1 (default: the reference where it starts).");
        var referenceSoc = Number("--reference-soc", "True SOC at the first row, 0 to 1 (default 1).");
        var capacity = Number("--capacity", "True capacity in Ah (default: the profile's).");
        var temperature = Number("--temperature", "Temperature in °C where the recording has none.");
        var series = new Option<int?>("--series") { Description = "Series groups that all see a single cell's voltage." };
        var disturb = new Option<string[]>("--disturb")
        {
            Description = $"KIND=VALUE, repeatable; KIND is {string.Join(", ", Disturbances.KindNames)}.",
            DefaultValueFactory = _ => [],
        };
        var seed = new Option<ulong>("--seed") { Description = "Seed of the noise.", DefaultValueFactory = _ => 1 };
        var from = Number("--from", "Start here, in seconds since the first row.");
        var to = Number("--to", "End here, in seconds since the first row.");
        var scoreFrom = Number("--score-from", "Count errors from here on, in seconds since the first row (default: --from).");
        var snapshot = new Option<string?>("--snapshot") { Description = "Go on from this snapshot instead of --initial-soc.", HelpName = "FILE" };
        var offTime = new Option<string?>("--off-time")
        {
            Description = "How long nothing was measured since the snapshot, with its unit: 2h, 30 d (default: the firmware is not told).",
            HelpName = "TIME",
        };
        var snapshotOut = new Option<string?>("--snapshot-out") { Description = "Write a snapshot of the estimate at the end to FILE.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var plot = new Option<string?>("--plot") { Description = "Write a picture to FILE.svg.", HelpName = "FILE.svg" };
        var command = new Command("replay", "Replay a recorded trace through the firmware and say how well it did.")
        {
            traces, rest, cell, estimator, initialSoc, referenceSoc, capacity, temperature, series, disturb, seed, from, to, scoreFrom,
            snapshot, offTime, snapshotOut, json, plot,
        };
        command.SetAction((parsed, cancellation) =>
        {
            string path = parsed.GetRequiredValue(traces)[0];
            if (MemoryDump.IsDump(path))
                return Task.FromResult(FrameReplayReport.Run(path, parsed.GetValue(json), parsed.InvocationConfiguration.Output));
            var settings = new ReplaySettings
            {
                TracePath = path,
                Cell = parsed.GetValue(cell) ?? throw new BadInputException($"{path}: a recording needs --cell: a cell file, a pack image or a shipped cell's name"),
                Estimator = parsed.GetValue(estimator) is string name ? EstimatorNames.Kinds[name] : null,
                InitialSoc = parsed.GetValue(initialSoc),
                ReferenceSoc = parsed.GetValue(referenceSoc) ?? 1,
                CapacityAmpHours = parsed.GetValue(capacity),
                TemperatureCelsius = parsed.GetValue(temperature),
                SeriesGroups = parsed.GetValue(series),
                Disturbances = Disturbances.Parse(parsed.GetValue(disturb) ?? []),
                Seed = parsed.GetValue(seed),
                FromSeconds = parsed.GetValue(from) ?? 0,
                ToSeconds = parsed.GetValue(to) ?? double.PositiveInfinity,
                ScoreFromSeconds = parsed.GetValue(scoreFrom),
                SnapshotPath = parsed.GetValue(snapshot),
                OffSeconds = parsed.GetValue(offTime) is string off ? Quantity.Parse(off, Dimension.Time, "--off-time") : null,
                SnapshotOutPath = parsed.GetValue(snapshotOut),
            };
            string? picture = parsed.GetValue(plot);
            var observer = picture is null ? null : new ReplayPicture();
            var each = new List<ReplaySettings>();
            foreach (string trace in parsed.GetRequiredValue(traces))
                each.Add(settings with { TracePath = trace });
            double restSeconds = Quantity.Parse(parsed.GetValue(rest) ?? "1 h", Dimension.Time, "--rest");
            ReplayResult result = ReplaySeries.Run(each, restSeconds, observer, cancellation);
            observer?.Write(picture!, result);
            if (parsed.GetValue(json))
                JsonOutput.Write(parsed.InvocationConfiguration.Output, result);
            else
                ReplayReport.Write(PlainConsole.For(parsed.InvocationConfiguration.Output), result);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static Option<double?> Number(string name, string description) => new(name) { Description = description };
}
