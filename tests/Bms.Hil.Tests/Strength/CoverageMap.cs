using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Bms.Hil.Scenarios;
using Bms.Hil.Tests.Scenarios;

namespace Bms.Hil.Tests.Strength;

/// <summary>
/// Which scenarios and which test classes execute what each mutation changes: counted while all of them run once on the core as it
/// stands, in which each has to pass.
/// </summary>
internal sealed class CoverageMap
{
    // So many of the nearest of each kind come first; the others are run only where those see nothing.
    private const int NearestScenarios = 12;
    private const int NearestClasses = 10;

    private readonly CoreSources _sources;
    private readonly IReadOnlyList<CoveredRun> _scenarios;
    private readonly IReadOnlyList<CoveredRun> _classes;

    private CoverageMap(CoreSources sources, IEnumerable<CoveredRun> scenarios, IEnumerable<CoveredRun> classes)
    {
        _sources = sources;
        _scenarios = [.. scenarios];
        _classes = [.. classes];
    }

    /// <summary>Runs everything, on two instrumented cores at the same time.</summary>
    /// <param name="sources">The core.</param>
    /// <param name="mutations">The table.</param>
    /// <exception cref="InvalidOperationException">Something fails on the core as it stands.</exception>
    public static async Task<CoverageMap> Compute(CoreSources sources, IReadOnlyList<Mutation> mutations)
    {
        byte[] image = CoverageProbe.Compile(sources, mutations);
        using LoadedCore one = new(image);
        using LoadedCore other = new(image);
        string[] classes = one.TestClasses;
        Task<List<CoveredRun>> even = Task.Run(() => RunTests(one, classes.Where((_, index) => index % 2 == 0)));
        List<CoveredRun> scenarios = await Task.Run(() => RunScenarios(other));
        List<CoveredRun> odd = await RunTests(other, classes.Where((_, index) => index % 2 != 0));
        return new CoverageMap(sources, scenarios, [.. await even, .. odd]);
    }

    /// <summary>
    /// What executes the place that a mutation changes, in the order of running: the shortest scenarios, the test classes of the same
    /// folder, as that is where its own tests stand, and then the shortest of the others; after these whatever is left.
    /// </summary>
    public IReadOnlyList<CoveredRun> AssignedTo(Mutation mutation)
    {
        string folder = MutationPlace.Find(_sources.Trees, mutation).Folder;
        CoveredRun[] scenarios = [.. Covering(_scenarios, mutation).OrderBy(run => run.Work)];
        CoveredRun[] classes =
        [
            .. Covering(_classes, mutation)
                .OrderBy(run => run.Name.Contains($".{folder}.", StringComparison.Ordinal) ? 0 : 1).ThenBy(run => run.Work),
        ];
        return
        [
            .. scenarios.Take(NearestScenarios), .. classes.Take(NearestClasses),
            .. scenarios.Skip(NearestScenarios), .. classes.Skip(NearestClasses),
        ];
    }

    private static IEnumerable<CoveredRun> Covering(IEnumerable<CoveredRun> runs, Mutation mutation) =>
        runs.Where(run => run.Counts[mutation.Number - 1] > 0);

    private static List<CoveredRun> RunScenarios(LoadedCore core)
    {
        long[] counts = CountsOf(core);
        List<CoveredRun> runs = [];
        foreach (Scenario scenario in ShippedSuite.Read().Scenarios)
            runs.Add(Taken(scenario.Path, true, counts, core.RunScenario(scenario.Path)));
        return runs;
    }

    private static async Task<List<CoveredRun>> RunTests(LoadedCore core, IEnumerable<string> classes)
    {
        long[] counts = CountsOf(core);
        List<CoveredRun> runs = [];
        foreach (string name in classes)
            runs.Add(Taken(name, false, counts, await core.RunTests(name)));
        return runs;
    }

    private static CoveredRun Taken(string name, bool isScenario, long[] counts, string? failure)
    {
        if (failure is not null)
            throw new InvalidOperationException($"{name} fails on the core as it stands, so that it can show nothing: {failure}");
        CoveredRun run = new(name, isScenario, [.. counts]);
        Array.Clear(counts);
        return run;
    }

    private static long[] CountsOf(LoadedCore core) => (long[])core.Core.GetType(CoverageProbe.TypeName, throwOnError: true)!
        .GetField(CoverageProbe.Counts, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
