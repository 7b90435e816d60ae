using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Bms.Reference;
using Perfolizer.Horology;

namespace Bms.Benchmarks;

internal static class Program
{
    /// <summary>The category of what is left out where there is no C compiler.</summary>
    public const string NeedsCompiler = "NeedsCompiler";

    private const string RecordingCommand = "write-recording";

    /// <summary>
    /// Many short iterations, so that a machine which others use too still gives some that nobody disturbed; in this process, which
    /// spares a build for each class.
    /// </summary>
    private static readonly Job Short = Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithIterationTime(TimeInterval.FromMilliseconds(100))
        .WithWarmupCount(8)
        .WithIterationCount(25)
        .WithId("short");

    private static int Main(string[] arguments)
    {
        if (arguments.Length > 0 && arguments[0] == RecordingCommand)
            return WriteRecording(arguments[1..]);
        IConfig config = DefaultConfig.Instance.AddJob(Short);
        if (ReferenceLibrary.Missing is { } reason)
        {
            Console.WriteLine($"The benchmark of the filter in C is left out: {reason}.");
            config = config.AddFilter(new SimpleFilter(benchmark => !benchmark.Descriptor.HasCategory(NeedsCompiler)));
        }
        IEnumerable<Summary> summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, config);
        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }

    /// <summary>Writes a made-up recording of a number of rows, for timing the whole program.</summary>
    private static int WriteRecording(string[] arguments)
    {
        if (arguments.Length != 2 || !long.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out long rows))
        {
            Console.Error.WriteLine($"usage: {RecordingCommand} FILE.csv ROWS");
            return 2;
        }
        using FileStream file = File.Create(arguments[0]);
        SampleRecording.Write(file, rows);
        return 0;
    }
}
