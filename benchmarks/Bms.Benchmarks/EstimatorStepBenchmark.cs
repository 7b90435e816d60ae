using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Reference;

namespace Bms.Benchmarks;

/// <summary>
/// One step of each estimator over the same inputs, and of the filter in C, which is what the others are compared with. The profile is
/// the fullest one: three branches, hysteresis, saturation, three temperatures. The two adaptive filters update once a second, so that most
/// of their regular steps only count.
/// </summary>
[MemoryDiagnoser]
[Config(typeof(AgainstC))]
public class EstimatorStepBenchmark
{
    private const int Steps = 2048;
    private const int Variant = 3;

    private readonly ReferenceInput[] _inputs = new ReferenceInput[Steps];
    private readonly EstimatorInput[] _estimatorInputs = new EstimatorInput[Steps];
    private ReferenceLibrary? _library;
    private ReferenceFilter? _reference;
    private ExtendedKalmanFilter _filter = null!;
    private AdaptiveKalmanFilter _adaptive = null!;
    private SigmaPointFilter _points = null!;
    private CoulombCounter _counter = null!;
    private OcvLookup _lookup = null!;

    /// <summary>False: a step each 100 ms, nothing missing. True: uneven steps, gaps, lost channels.</summary>
    [Params(false, true)]
    public bool Irregular { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        PackConfiguration configuration = ConformancePack.Make(Variant, EstimatorKind.Ekf, 1);
        new ReferenceStimulus(configuration, 7, Irregular).Fill(_inputs);
        for (int step = 0; step < Steps; step++)
        {
            _estimatorInputs[step] = new EstimatorInput();
            _inputs[step].CopyTo(_estimatorInputs[step]);
        }
        _filter = new ExtendedKalmanFilter(configuration, new GroupModel(configuration));
        _adaptive = new AdaptiveKalmanFilter(configuration, new GroupModel(configuration));
        _points = new SigmaPointFilter(configuration, new GroupModel(configuration));
        _counter = new CoulombCounter(configuration, new GroupModel(configuration));
        _lookup = new OcvLookup(new GroupModel(configuration));
        if (ReferenceLibrary.Missing is not null)
            return;
        _library = ReferenceLibrary.Build();
        _reference = new ReferenceFilter(_library, configuration);
    }

    [GlobalCleanup]
    public void Clean()
    {
        _reference?.Dispose();
        _library?.Dispose();
    }

    /// <summary>The filter in C: one call into native code for all steps.</summary>
    [Benchmark(Baseline = true, Description = "ekf in C", OperationsPerInvoke = Steps)]
    [BenchmarkCategory(Program.NeedsCompiler)]
    public void FilterInC() => _reference!.Run(_inputs, null);

    [Benchmark(Description = "ekf", OperationsPerInvoke = Steps)]
    public void Filter()
    {
        ExtendedKalmanFilter filter = _filter;
        EstimatorInput[] inputs = _estimatorInputs;
        for (int step = 0; step < inputs.Length; step++)
            filter.Step(inputs[step]);
    }

    [Benchmark(Description = "aekf", OperationsPerInvoke = Steps)]
    public void Adaptive()
    {
        AdaptiveKalmanFilter filter = _adaptive;
        EstimatorInput[] inputs = _estimatorInputs;
        for (int step = 0; step < inputs.Length; step++)
            filter.Step(inputs[step]);
    }

    [Benchmark(Description = "spkf", OperationsPerInvoke = Steps)]
    public void SigmaPoints()
    {
        SigmaPointFilter filter = _points;
        EstimatorInput[] inputs = _estimatorInputs;
        for (int step = 0; step < inputs.Length; step++)
            filter.Step(inputs[step]);
    }

    [Benchmark(Description = "coulomb", OperationsPerInvoke = Steps)]
    public void Counter()
    {
        CoulombCounter counter = _counter;
        EstimatorInput[] inputs = _estimatorInputs;
        for (int step = 0; step < inputs.Length; step++)
            counter.Step(inputs[step]);
    }

    [Benchmark(Description = "ocv", OperationsPerInvoke = Steps)]
    public void Lookup()
    {
        OcvLookup lookup = _lookup;
        EstimatorInput[] inputs = _estimatorInputs;
        for (int step = 0; step < inputs.Length; step++)
            lookup.Step(inputs[step]);
    }

    private sealed class AgainstC : ManualConfig
    {
        public AgainstC() => AddColumn(FigureColumn.RatioOfMinima);
    }
}
