using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using Bms.Core.Configuration;
using Bms.Core.Lifecycle;
using Bms.Hil.Reports.Html;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios.Pictures;
using Bms.Hil.Scenarios.Results;

namespace Bms.Hil.Scenarios.Running;

/// <summary>Runs one scenario on a rig of its own and gives its verdict.</summary>
internal static class ScenarioRun
{
    /// <summary>How the names of memory dumps end.</summary>
    public const string MemoryExtension = ".memory";

    /// <param name="scenario">The scenario.</param>
    /// <param name="makeRig">Makes the rig for a pack.</param>
    /// <param name="pictures">What to draw.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <param name="memoryFolder">Where the memory's bytes go at the end; null for nowhere.</param>
    /// <exception cref="BadInputException">The scenario's source cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static ScenarioResult Run(Scenario scenario, Func<PackConfiguration, IRig> makeRig, PictureKinds pictures, CancellationToken cancellation, string? memoryFolder = null)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            ScenarioResult result = RunSteps(scenario, makeRig, pictures, memoryFolder, cancellation);
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            return result with { Timing = new ScenarioTiming(seconds, seconds > 0 ? result.DurationSeconds / seconds : 0) };
        }
        catch (Exception error) when (error is not (BadInputException or OperationCanceledException))
        {
            return Failed(scenario, error) with { Timing = new ScenarioTiming(Stopwatch.GetElapsedTime(begin).TotalSeconds, 0) };
        }
    }

    private static ScenarioResult RunSteps(Scenario scenario, Func<PackConfiguration, IRig> makeRig, PictureKinds pictures, string? memoryFolder, CancellationToken cancellation)
    {
        PackConfiguration pack = scenario.Pack.Configuration;
        using IRig rig = makeRig(pack);
        MemorySettings? memory = scenario.Memory ?? (memoryFolder is null ? null : new MemorySettings());
        if (memory is not null)
            Powered(scenario, rig).AttachMemory(memory);
        IScenarioFeed feed = scenario.Source.Open(scenario, rig);
        using var held = feed as IDisposable;
        bool draws = pictures != PictureKinds.None;
        var monitor = new ScenarioMonitor(scenario, rig, feed.Plant, draws, pictures == PictureKinds.PlotAndComparison);
        feed.Run(monitor, cancellation);
        if (memoryFolder is not null)
            Powered(scenario, rig).DumpMemory()?.Write(Path.Combine(memoryFolder, Path.ChangeExtension(Path.GetFileName(scenario.Path), MemoryExtension)));
        ScenarioResult result = monitor.Finish();
        if (monitor.Recorder is not ScenarioRecorder recorder)
            return result;
        string subtitle = string.Create(CultureInfo.InvariantCulture, $"{scenario.Pack.Name} · {scenario.Source.Words} · {result.Estimator} · seed {scenario.Seed}");
        return result with
        {
            Pictures = new ScenarioPictures(scenario.Description, [ScenarioPlot.Draw(recorder, pack, scenario.Name, subtitle)], monitor.Replay),
        };
    }

    private static IPoweredRig Powered(Scenario scenario, IRig rig) =>
        rig as IPoweredRig ?? throw new BadInputException($"{scenario.Path}: the rig {rig.Name} has no memory of its own that could be given and kept");

    private static ScenarioResult Failed(Scenario scenario, Exception error) => new()
    {
        Name = scenario.Name,
        File = scenario.File,
        Tags = scenario.Tags,
        Verdict = Verdict.Error,
        Reason = OneLine.Of($"unexpected {error.GetType().Name}: {error.Message}"),
        Cell = scenario.Pack.Cell.Name,
        Provenance = scenario.Pack.Cell.Provenance,
        Seed = scenario.Seed,
    };
}
