using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Bms.Reference;
using Perfolizer.Horology;
using Perfolizer.Mathematics.OutlierDetection;

namespace Bms.Benchmarks;

/// <summary>
/// How everything here is measured: many very short iterations, of which some fall between what else runs on the machine, in this
/// process, which spares a build for each class. Collections of garbage are not forced: what is measured allocates nothing.
/// </summary>
internal sealed class ShortRun : ManualConfig
{
    private const int IterationMilliseconds = 4;

    public ShortRun()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationTime(TimeInterval.FromMilliseconds(IterationMilliseconds))
            .WithWarmupCount(100)
            .WithIterationCount(600)
            .WithGcForce(false)
            .WithOutlierMode(OutlierMode.RemoveUpper)
            .WithId("short"));
        AddColumn(StatisticColumn.Min, StatisticColumn.Median);
        HideColumns("Error", "StdDev", "Ratio", "RatioSD", "Alloc Ratio", "P95");
        if (ReferenceLibrary.Missing is not null)
            AddFilter(new SimpleFilter(benchmark => !benchmark.Descriptor.HasCategory(Program.NeedsCompiler)));
    }
}
