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
    // Beyond these a mutation is looked for no further: what so many do not see is a hole.
    private const int MostScenarios = 12;
    private const int MostClasses = 10;

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

    /// <summary>The scenarios that execute what a mutation changes, the shortest first, as many as are run at most.</summary>
    /// <returns>Their names and files, and how many there are altogether.</returns>
    public (IReadOnlyList<CoveredRun> Assigned, int All) ScenariosFor(Mutation mutation)
    {
        CoveredRun[] covering = [.. _scenarios.Where(run => run.Counts[mutation.Number - 1] > 0).OrderBy(run => run.Work)];
        return ([.. covering.Take(MostScenarios)], covering.Length);
    }

    /// <summary>The test classes that do: those of the same folder first, as that is where its own tests stand, then the shortest.</summary>
    /// <returns>Their names, and how many there are altogether.</returns>
    public (IReadOnlyList<CoveredRun> Assigned, int All) ClassesFor(Mutation mutation)
    {
        string folder = MutationPlace.Find(_sources.Trees, mutation).Folder;
        CoveredRun[] covering =
        [
            .. _classes.Where(run => run.Counts[mutation.Number - 1] > 0)
                .OrderBy(run => run.Name.Contains($".{folder}.", StringComparison.Ordinal) ? 0 : 1).ThenBy(run => run.Work),
        ];
        return ([.. covering.Take(MostClasses)], covering.Length);
    }

    private static List<CoveredRun> RunScenarios(LoadedCore core)
    {
        long[] counts = CountsOf(core);
        List<CoveredRun> runs = [];
        foreach (Scenario scenario in ShippedSuite.Read().Scenarios)
            runs.Add(Taken(scenario.File, scenario.Path, counts, core.RunScenario(scenario.Path)));
        return runs;
    }

    private static async Task<List<CoveredRun>> RunTests(LoadedCore core, IEnumerable<string> classes)
    {
        long[] counts = CountsOf(core);
        List<CoveredRun> runs = [];
        foreach (string name in classes)
            runs.Add(Taken(name, name, counts, await core.RunTests(name)));
        return runs;
    }

    private static CoveredRun Taken(string name, string key, long[] counts, string? failure)
    {
        if (failure is not null)
            throw new InvalidOperationException($"{name} fails on the core as it stands, so that it can show nothing: {failure}");
        CoveredRun run = new(name, key, [.. counts]);
        Array.Clear(counts);
        return run;
    }

    private static long[] CountsOf(LoadedCore core) => (long[])core.Core.GetType(CoverageProbe.TypeName, throwOnError: true)!
        .GetField(CoverageProbe.Counts, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}
