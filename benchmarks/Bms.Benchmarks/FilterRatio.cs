using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Bms.Core.Conformance;
using Bms.Reference;

namespace Bms.Benchmarks;

/// <summary>
/// The firmware's filter against the one in C for every profile of conformance. All of them are run before any is timed, so that the
/// compiler, which learns from what runs, does not know the first one better than the last.
/// </summary>
internal static class FilterRatio
{
    private const int RoundsToWarm = 1000;
    private const int Batches = 6000;

    private static readonly string[] Profiles =
    [
        "no branch, one temperature", "one branch", "two branches, hysteresis, saturation", "three branches, hysteresis, saturation",
    ];

    /// <summary>Measures and writes a table.</summary>
    public static void Measure(string report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Line}; gcc {ReferenceLibrary.Flags}\n\n");
        text.Append("| profile | steps | C least ns | C# least ns | ratio ");
        text.Append("| C lower quartile ns | C# lower quartile ns | ratio | bytes a C# step |\n");
        text.Append("|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        using ReferenceLibrary library = ReferenceLibrary.Build();
        List<FilterPair> pairs = [];
        for (int variant = 0; variant < ConformancePack.VariantCount; variant++)
        {
            pairs.Add(new FilterPair(library, variant, irregular: false));
            pairs.Add(new FilterPair(library, variant, irregular: true));
        }
        for (int round = 0; round < RoundsToWarm; round++)
            pairs.ForEach(pair => pair.Run());
        foreach (FilterPair pair in pairs)
        {
            pair.Measure(Batches);
            text.Append(Row(pair));
            pair.Dispose();
        }
        File.WriteAllText(report, text.ToString());
        Console.Write(text);
    }

    private static string Row(FilterPair pair)
    {
        const int Quarter = Batches / 4;
        string steps = pair.Irregular ? "irregular" : "each 100 ms";
        string bytes = pair.BytesOfStep.ToString("0.###", CultureInfo.InvariantCulture);
        return $"| {Profiles[pair.Variant]} | {steps} {Ratio(pair, 0)} {Ratio(pair, Quarter)} | {bytes} |\n";
    }

    private static string Ratio(FilterPair pair, int rank)
    {
        double inC = pair.NanosecondsInC[rank];
        double inCSharp = pair.NanosecondsInCSharp[rank];
        return string.Create(CultureInfo.InvariantCulture, $"| {inC:0.0} | {inCSharp:0.0} | {inCSharp / inC:0.00}");
    }
}
