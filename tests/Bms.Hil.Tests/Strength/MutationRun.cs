using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Bms.Hil.Tests.Strength;

/// <summary>Makes the mutations of the table one by one and runs on each what is assigned to it.</summary>
internal sealed class MutationRun(CoreSources sources, CoverageMap map)
{
    // Against a mutation that a test waits for without end: that is a fault of the table, and no catch.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Runs them, as many at a time as there are processors.</summary>
    /// <returns>An entry for each, in the order of the table.</returns>
    public async Task<IReadOnlyList<StrengthEntry>> Run(IReadOnlyList<Mutation> mutations)
    {
        StrengthEntry[] entries = new StrengthEntry[mutations.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        await Parallel.ForAsync(0, mutations.Count, options, async (index, cancellation) =>
            entries[index] = await Task.Run(() => Run(mutations[index]), cancellation).WaitAsync(Longest, cancellation));
        return entries;
    }

    private async Task<StrengthEntry> Run(Mutation mutation)
    {
        IReadOnlyList<CoveredRun> assigned = map.AssignedTo(mutation);
        int scenarios = assigned.Count(run => run.IsScenario);
        StrengthEntry entry = new(
            mutation.Name, mutation.Where, StrengthEntry.Counted(scenarios, assigned.Count - scenarios), "", "", ByScenario: false);
        using LoadedCore core = new(sources.Compile(mutation));
        foreach (CoveredRun run in assigned)
        {
            if ((run.IsScenario ? core.RunScenario(run.Name) : await core.RunTests(run.Name)) is string reason)
                return entry with { CaughtBy = run.ShortName, Reason = reason, ByScenario = run.IsScenario };
        }
        return entry;
    }
}
