using System;
using System.Collections.Generic;
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
        (IReadOnlyList<CoveredRun> scenarios, int allScenarios) = map.ScenariosFor(mutation);
        (IReadOnlyList<CoveredRun> classes, int allClasses) = map.ClassesFor(mutation);
        StrengthEntry entry = new(
            mutation.Name,
            mutation.Where,
            $"{scenarios.Count} of {allScenarios} scenarios, {classes.Count} of {allClasses} test classes",
            "",
            "",
            ByScenario: false);
        using LoadedCore core = new(sources.Compile(mutation));
        foreach (CoveredRun scenario in scenarios)
        {
            if (core.RunScenario(scenario.Key) is string reason)
                return entry with { CaughtBy = scenario.Name, Reason = reason, ByScenario = true };
        }
        foreach (CoveredRun tests in classes)
        {
            if (await core.RunTests(tests.Key) is string reason)
                return entry with { CaughtBy = tests.Name[(tests.Name.LastIndexOf('.') + 1)..], Reason = reason };
        }
        return entry;
    }
}
