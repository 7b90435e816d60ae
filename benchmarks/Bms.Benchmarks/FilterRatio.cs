using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Reference;

namespace Bms.Benchmarks;

/// <summary>
/// The firmware's filter against the one in C, batch by batch in turn over the same inputs, so that whatever else slows the machine
/// down slows both. Batches last some tens of microseconds: many of them are not interrupted.
/// </summary>
internal static class FilterRatio
{
    private const int StepsOfBatch = 2048;
    private const int BatchesToWarm = 3000;
    private const int Batches = 6000;

    private static readonly string[] Profiles =
    [
        "no branch, one temperature", "one branch", "two branches, hysteresis, saturation", "three branches, hysteresis, saturation",
    ];

    /// <summary>Measures every profile of conformance and writes a table.</summary>
    public static void Measure(string report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Line}; gcc {ReferenceLibrary.Flags}\n\n");
        text.Append("| profile | steps | C least ns | C# least ns | ratio | C lower quartile ns | C# lower quartile ns | ratio | bytes a C# step |\n");
        text.Append("|---|---|---:|---:|---:|---:|---:|---:|---:|\n");
        using ReferenceLibrary library = ReferenceLibrary.Build();
        for (int variant = 0; variant < ConformancePack.VariantCount; variant++)
        {
            text.Append(Row(library, variant, irregular: false));
            text.Append(Row(library, variant, irregular: true));
        }
        File.WriteAllText(report, text.ToString());
        Console.Write(text);
    }

    private static string Row(ReferenceLibrary library, int variant, bool irregular)
    {
        PackConfiguration configuration = ConformancePack.Make(variant, EstimatorKind.Ekf, 1);
        var inputs = new ReferenceInput[StepsOfBatch];
        new ReferenceStimulus(configuration, 7, irregular).Fill(inputs);
        EstimatorInput[] estimatorInputs = Array.ConvertAll(inputs, input =>
        {
            var copy = new EstimatorInput();
            input.CopyTo(copy);
            return copy;
        });
        using var reference = new ReferenceFilter(library, configuration);
        var filter = new ExtendedKalmanFilter(configuration, new GroupModel(configuration));
        var inC = new double[Batches];
        var inCSharp = new double[Batches];
        long allocated = 0;
        for (int batch = -BatchesToWarm; batch < Batches; batch++)
        {
            long begin = Stopwatch.GetTimestamp();
            reference.Run(inputs, null);
            long middle = Stopwatch.GetTimestamp();
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(filter, estimatorInputs);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            long end = Stopwatch.GetTimestamp();
            if (batch < 0)
                continue;
            inC[batch] = NanosecondsOfStep(middle - begin);
            inCSharp[batch] = NanosecondsOfStep(end - middle);
            allocated += bytes;
        }
        Array.Sort(inC);
        Array.Sort(inCSharp);
        const int Quarter = Batches / 4;
        string bytesOfStep = ((double)allocated / Batches / StepsOfBatch).ToString("0.###", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Profiles[variant]} | {(irregular ? "irregular" : "each 100 ms")} | {inC[0]:0.0} | {inCSharp[0]:0.0} | {inCSharp[0] / inC[0]:0.00} ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"| {inC[Quarter]:0.0} | {inCSharp[Quarter]:0.0} | {inCSharp[Quarter] / inC[Quarter]:0.00} | {bytesOfStep} |\n");
    }

    private static void Run(ExtendedKalmanFilter filter, EstimatorInput[] inputs)
    {
        for (int step = 0; step < inputs.Length; step++)
            filter.Step(inputs[step]);
    }

    private static double NanosecondsOfStep(long ticks) => ticks * 1e9 / Stopwatch.Frequency / StepsOfBatch;
}
