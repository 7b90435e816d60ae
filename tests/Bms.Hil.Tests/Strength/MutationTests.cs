using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Bms.Hil.Tests.Strength;

public class MutationTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Explore()
    {
        Stopwatch watch = Stopwatch.StartNew();
        CoreSources sources = CoreSources.Read();
        output.WriteLine($"read {watch.Elapsed}");
        CoverageMap map = await CoverageMap.Compute(sources, MutationTable.All);
        output.WriteLine($"map {watch.Elapsed}");
        List<string> lines = [];
        await Parallel.ForEachAsync(MutationTable.All, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (mutation, _) =>
        {
            TimeSpan begin = watch.Elapsed;
            byte[] image = sources.Compile(mutation);
            TimeSpan compiled = watch.Elapsed;
            using LoadedCore core = new(image);
            TimeSpan loaded = watch.Elapsed;
            string[] scenarios = map.ScenariosFor(mutation.Number - 1);
            string[] classes = map.ClassesFor(mutation.Number - 1);
            int ns = 0, nc = 0;
            string hitS = "-", hitC = "-";
            string all = "";
            foreach (string s in scenarios)
            {
                ns++;
                if (core.RunScenario(s) is string why)
                {
                    if (hitS == "-")
                        hitS = $"[{ns}] {s} ({why})";
                    else
                        all += $" {ns}";
                    if (Environment.GetEnvironmentVariable("BMS_ALL") is null)
                        break;
                }
            }
            TimeSpan ran = watch.Elapsed;
            foreach (string c in classes)
            {
                nc++;
                if (await core.RunTests(c) is string why)
                {
                    hitC = $"[{nc}] {c} ({why.ReplaceLineEndings(" ")})";
                    break;
                }
            }
            lock (lines)
                lines.Add($"{mutation.Number:00} {mutation.Name} | S {scenarios.Length} {hitS} also{all} | C {classes.Length} {hitC} | compile {(compiled - begin).TotalSeconds:F2} load {(loaded - compiled).TotalSeconds:F2} scen {(ran - loaded).TotalSeconds:F2} tests {(watch.Elapsed - ran).TotalSeconds:F2}");
        });
        foreach (string line in lines.Order())
            output.WriteLine(line);
        output.WriteLine($"all {watch.Elapsed}");
    }
}
