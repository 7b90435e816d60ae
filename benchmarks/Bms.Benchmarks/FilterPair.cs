using System;
using System.Diagnostics;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Reference;

namespace Bms.Benchmarks;

/// <summary>
/// Both filters over the same inputs, batch by batch in turn, so that whatever else slows the machine down slows both. A batch lasts
/// some tens of microseconds: many of them are not interrupted.
/// </summary>
internal sealed class FilterPair : IDisposable
{
    private const int StepsOfBatch = 2048;

    private readonly ReferenceInput[] _inputs = new ReferenceInput[StepsOfBatch];
    private readonly EstimatorInput[] _estimatorInputs;
    private readonly ReferenceFilter _reference;
    private readonly ExtendedKalmanFilter _filter;

    public FilterPair(ReferenceLibrary library, int variant, bool irregular)
    {
        Variant = variant;
        Irregular = irregular;
        PackConfiguration configuration = ConformancePack.Make(variant, EstimatorKind.Ekf, 1);
        new ReferenceStimulus(configuration, 7, irregular).Fill(_inputs);
        _estimatorInputs = Array.ConvertAll(_inputs, input =>
        {
            var copy = new EstimatorInput();
            input.CopyTo(copy);
            return copy;
        });
        _reference = new ReferenceFilter(library, configuration);
        _filter = new ExtendedKalmanFilter(configuration, new GroupModel(configuration));
    }

    /// <summary>The pack of conformance.</summary>
    public int Variant { get; }

    /// <summary>Whether the steps are uneven, with gaps and lost channels.</summary>
    public bool Irregular { get; }

    /// <summary>A step's time in C in each batch, from the shortest to the longest.</summary>
    public double[] NanosecondsInC { get; private set; } = [];

    /// <summary>A step's time in C# in each batch, from the shortest to the longest.</summary>
    public double[] NanosecondsInCSharp { get; private set; } = [];

    /// <summary>What a step in C# allocates.</summary>
    public double BytesOfStep { get; private set; }

    /// <summary>Runs both once.</summary>
    public void Run()
    {
        _reference.Run(_inputs, null);
        Run(_filter, _estimatorInputs);
    }

    /// <summary>Times a number of batches of each.</summary>
    public void Measure(int batches)
    {
        NanosecondsInC = new double[batches];
        NanosecondsInCSharp = new double[batches];
        long allocated = 0;
        for (int batch = 0; batch < batches; batch++)
        {
            long begin = Stopwatch.GetTimestamp();
            _reference.Run(_inputs, null);
            NanosecondsInC[batch] = NanosecondsOfStep(Stopwatch.GetTimestamp() - begin);
            long before = GC.GetAllocatedBytesForCurrentThread();
            begin = Stopwatch.GetTimestamp();
            Run(_filter, _estimatorInputs);
            NanosecondsInCSharp[batch] = NanosecondsOfStep(Stopwatch.GetTimestamp() - begin);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Array.Sort(NanosecondsInC);
        Array.Sort(NanosecondsInCSharp);
        BytesOfStep = (double)allocated / batches / StepsOfBatch;
    }

    public void Dispose() => _reference.Dispose();

    private static void Run(ExtendedKalmanFilter filter, EstimatorInput[] inputs)
    {
        for (int step = 0; step < inputs.Length; step++)
            filter.Step(inputs[step]);
    }

    private static double NanosecondsOfStep(long ticks) => ticks * 1e9 / Stopwatch.Frequency / StepsOfBatch;
}
