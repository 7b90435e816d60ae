using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Bms.Core.Configuration;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios.Results;

namespace Bms.Hil.Scenarios.Running;

/// <summary>
/// Runs the scenarios of a suite, several at a time. Each has its own rig, plant and random numbers, and results stand in the suite's
/// order, so that they do not depend on how many run together.
/// </summary>
internal sealed class SuiteRun(Suite suite, int jobs)
{
    /// <summary>Makes the rig for a pack.</summary>
    public Func<PackConfiguration, IRig> MakeRig { get; init; } = configuration => new SimRig(configuration);

    /// <summary>Whether plots are drawn.</summary>
    public bool Pictures { get; init; } = true;

    /// <summary>Where the bytes of each scenario's memory go at its end; null for nowhere, and then only scenarios that ask for it have one.</summary>
    public string? MemoryFolder { get; init; }

    /// <summary>Is told of each scenario that has ended, from any thread.</summary>
    public Action<ScenarioResult>? Progress { get; init; }

    /// <exception cref="BadInputException">A scenario's source cannot be used; the first in the suite's order is told.</exception>
    public SuiteResult Run(CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        var results = new ScenarioResult[suite.Scenarios.Count];
        var refused = new BadInputException?[suite.Scenarios.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        // One scenario at a time to each worker: they differ in length by a factor of hundred.
        var order = Partitioner.Create(Enumerable.Range(0, results.Length), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(order, options, index =>
        {
            try
            {
                results[index] = ScenarioRun.Run(suite.Scenarios[index], MakeRig, KindsOf(suite.Scenarios[index]), cancellation, MemoryFolder);
                Progress?.Invoke(results[index]);
            }
            catch (BadInputException error)
            {
                refused[index] = error;
            }
        });
        if (Array.Find(refused, error => error is not null) is BadInputException first)
            throw new BadInputException(first.Message, first);
        return new SuiteResult
        {
            Suite = suite.Name,
            Rig = "sim",
            Scenarios = results,
            Timing = new SuiteTiming(Stopwatch.GetElapsedTime(begin).TotalSeconds, jobs),
        };
    }

    private PictureKinds KindsOf(Scenario scenario) =>
        !Pictures ? PictureKinds.None : suite.Compares(scenario) ? PictureKinds.PlotAndComparison : PictureKinds.Plot;
}
