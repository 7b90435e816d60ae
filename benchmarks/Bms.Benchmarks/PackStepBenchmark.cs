using BenchmarkDotNet.Attributes;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.PackState;

namespace Bms.Benchmarks;

/// <summary>
/// The estimation of sixteen groups in one step, the average's filter in it, beside one step of that filter alone. The profile is the
/// fullest one; the measurements stand still, each step stands for 100 ms.
/// </summary>
[MemoryDiagnoser]
public class PackStepBenchmark
{
    private const int Steps = 2048;
    private const int Variant = 3;
    private const int Groups = 16;

    private readonly EstimatorInput _input = new();
    private readonly Measurements _measurements = new(Groups, 2);
    private MeasurementStage _measurement = null!;
    private EstimationStage _estimation = null!;
    private GroupStage _groups = null!;
    private ExtendedKalmanFilter _filter = null!;

    [GlobalSetup]
    public void Prepare()
    {
        PackConfiguration configuration = GuardedPack.Usual(Variant, EstimatorKind.Ekf, 1, Groups, true);
        new RowScript(_measurements, new StimulusNumbers(3)).Quiet();
        _measurements.PackMicroamps = -1_000_000;
        _measurement = new MeasurementStage(configuration);
        for (int step = 0; step < 2; step++)
        {
            _measurements.NowMilliseconds += 100;
            _measurement.Step(_measurements);
        }
        _estimation = new EstimationStage(configuration);
        _groups = new GroupStage(configuration);
        _filter = new ExtendedKalmanFilter(configuration, new GroupModel(configuration));
        _estimation.Start(0.7f);
        PackSteps();
        EstimatorInput seen = _estimation.Input;
        _input.ElapsedMilliseconds = seen.ElapsedMilliseconds;
        _input.ChargeNanocoulombs = seen.ChargeNanocoulombs;
        _input.MeanMicroamps = seen.MeanMicroamps;
        _input.CurrentKnown = seen.CurrentKnown;
        _input.CellMicrovolts = seen.CellMicrovolts;
        _input.VoltageKnown = seen.VoltageKnown;
        _input.TemperatureCentidegrees = seen.TemperatureCentidegrees;
    }

    [Benchmark(Baseline = true, Description = "ekf", OperationsPerInvoke = Steps)]
    public void FilterSteps()
    {
        for (int step = 0; step < Steps; step++)
            _filter.Step(_input);
    }

    [Benchmark(Description = "ekf, its stage, 16 groups", OperationsPerInvoke = Steps)]
    public void PackSteps()
    {
        for (int step = 0; step < Steps; step++)
        {
            _estimation.Step(_measurement, _groups.MeanExcessMicrovolts(_measurements, _measurement));
            _groups.Step(_measurements, _measurement, _estimation);
        }
    }
}
