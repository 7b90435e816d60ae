using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace Bms.Hil.Tests.Strength;

/// <summary>
/// Which scenarios and which test classes execute what each mutation changes: counted while all of them run once on the core as it
/// stands, in which each has to pass.
/// </summary>
internal sealed class CoverageMap
{
    // Beyond these a mutation is looked for no further: what the nearest do not see is a hole.
    private const int MostScenarios = 12;
    private const int MostClasses = 6;

    private readonly List<Covered> _runs;

    private CoverageMap(List<Covered> runs) => _runs = runs;

    /// <summary>Runs everything, the classes of tests on one core and the scenarios on another at the same time.</summary>
    /// <exception cref="InvalidOperationException">Something fails on the core as it stands.</exception>
    public static async Task<CoverageMap> Compute(CoreSources sources, IReadOnlyList<Mutation> mutations)
    {
        byte[] image = CoverageProbe.Compile(sources, mutations);
        using LoadedCore first = new(image);
        using LoadedCore second = new(image);
        string[] classes = first.TestClasses;
        List<Covered>[] parts = await Task.WhenAll(
            Task.Run(() => RunTests(first, [.. classes.Where((_, index) => index % 2 == 0)])),
            Task.Run(async () =>
            {
                List<Covered> runs = RunScenarios(second);
                runs.AddRange(await RunTests(second, [.. classes.Where((_, index) => index % 2 != 0)]));
                return runs;
            }));
        return new CoverageMap([.. parts.SelectMany(part => part)]);
    }

    /// <summary>
    /// The scenarios assigned to a mutation, by their index in the table: those that execute it, the ones that spend the largest part of
    /// what is counted there first.
    /// </summary>
    public string[] ScenariosFor(int mutation) => Assigned(mutation, scenarios: true, MostScenarios);

    /// <summary>The classes of tests assigned to a mutation, in the same order.</summary>
    public string[] ClassesFor(int mutation) => Assigned(mutation, scenarios: false, MostClasses);

    private string[] Assigned(int mutation, bool scenarios, int most) =>
    [
        .. _runs.Where(run => run.IsScenario == scenarios && run.Counts[mutation] > 0)
            .OrderByDescending(run => (double)run.Counts[mutation] / run.Counts.Sum())
            .ThenBy(run => run.Counts.Sum()).ThenBy(run => run.Name, StringComparer.Ordinal)
            .Select(run => run.Name).Take(most),
    ];

    private static List<Covered> RunScenarios(LoadedCore core)
    {
        long[] counts = CountsOf(core);
        List<Covered> runs = [];
        foreach (string scenario in core.Scenarios)
            runs.Add(Taken(scenario, true, counts, core.RunScenario(scenario)));
        return runs;
    }

    private static async Task<List<Covered>> RunTests(LoadedCore core, string[] classes)
    {
        long[] counts = CountsOf(core);
        List<Covered> runs = [];
        foreach (string name in classes)
            runs.Add(Taken(name, false, counts, await core.RunTests(name)));
        return runs;
    }

    private static Covered Taken(string name, bool isScenario, long[] counts, string? failure)
    {
        if (failure is not null)
            throw new InvalidOperationException($"{name} fails on the core as it stands, so that it can show nothing: {failure}");
        Covered run = new(name, isScenario, [.. counts]);
        Array.Clear(counts);
        return run;
    }

    private static long[] CountsOf(LoadedCore core) =>
        (long[])core.Core.GetType(CoverageProbe.TypeName, throwOnError: true)!.GetField(CoverageProbe.Counts, BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private sealed record Covered(string Name, bool IsScenario, long[] Counts);
}
