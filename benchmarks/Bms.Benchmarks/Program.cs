using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Bms.Reference;

namespace Bms.Benchmarks;

/// <summary>
/// The benchmarks; arguments are BenchmarkDotNet's. Three commands of our own: <c>write-recording FILE.csv ROWS</c> makes a recording,
/// <c>filter-ratio OUT.md</c> compares the filter with the one in C, <c>whole-program BMS-HIL OUT.md [BYTES]</c> times replays in
/// processes of their own.
/// </summary>
internal static class Program
{
    /// <summary>The category of what is left out where there is no C compiler.</summary>
    public const string NeedsCompiler = "NeedsCompiler";

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["write-recording", string path, string count]
                when long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long rows):
                SampleRecording.WriteFile(path, rows);
                return 0;
            case ["whole-program", string program, string report]:
                WholeProgram.Measure(program, report, largeBytes: 0);
                return 0;
            case ["whole-program", string program, string report, string size]
                when long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes):
                WholeProgram.Measure(program, report, bytes);
                return 0;
            case ["filter-ratio", string report]:
                return CompareFilters(report);
            default:
                return Run(arguments);
        }
    }

    private static int CompareFilters(string report)
    {
        if (ReferenceLibrary.Missing is { } reason)
            Console.WriteLine($"The comparison with the filter in C is left out: {reason}.");
        else
            FilterRatio.Measure(report);
        return 0;
    }

    private static int Run(string[] arguments)
    {
        if (ReferenceLibrary.Missing is { } reason)
            Console.WriteLine($"The benchmark of the filter in C is left out: {reason}.");
        IEnumerable<Summary> summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, new ShortRun());
        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
