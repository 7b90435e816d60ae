using BenchmarkDotNet.Attributes;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;

namespace Bms.Benchmarks;

/// <summary>
/// One step of the whole controller for sixteen groups and two temperature sensors, estimating in every step, in steps of 100 ms that
/// charge and discharge without tripping anything.
/// </summary>
[MemoryDiagnoser]
public class ControllerStepBenchmark
{
    private const int Steps = 1024;
    private const int Groups = 16;
    private const int StepMilliseconds = 100;
    private const int Variant = 3;

    private PackController _controller = null!;
    private Measurements _measurements = null!;
    private int _step;

    /// <summary>The estimator.</summary>
    [Params(EstimatorKind.Ekf, EstimatorKind.Coulomb)]
    public EstimatorKind Estimator { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        PackConfiguration sample = ConformancePack.Make(Variant, Estimator, 1);
        var configuration = new PackConfiguration
        {
            SeriesGroups = Groups,
            ParallelCells = sample.ParallelCells,
            TemperatureSensors = sample.TemperatureSensors,
            ChargeLimitMicroamps = sample.ChargeLimitMicroamps,
            DischargeLimitMicroamps = sample.DischargeLimitMicroamps,
            Measurement = sample.Measurement,
            Protection = sample.Protection,
            Balancing = sample.Balancing,
            Estimation = sample.Estimation,
            PackState = sample.PackState,
            Power = sample.Power,
            Identity = sample.Identity,
            Charging = sample.Charging,
            Thermal = sample.Thermal,
            Cell = sample.Cell,
        };
        _controller = new PackController(configuration);
        _controller.Estimation.Start(0.6f);
        _measurements = new Measurements(Groups, sample.TemperatureSensors) { PackCurrentValid = true, CloseRequested = true };
        for (int group = 0; group < Groups; group++)
            _measurements.CellValid[group] = true;
        for (int sensor = 0; sensor < sample.TemperatureSensors; sensor++)
        {
            _measurements.TemperatureCentidegrees[sensor] = 2500;
            _measurements.TemperatureValid[sensor] = true;
        }
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public int Step()
    {
        for (int step = 0; step < Steps; step++)
        {
            Drive();
            _controller.Step(_measurements);
        }
        return _controller.Commands.ChargeLimitMicroamps;
    }

    /// <summary>A minute of charge, a minute of discharge, over a cell of 40 mΩ; the groups differ by up to 4 mV.</summary>
    private void Drive()
    {
        int step = _step++;
        int milliamps = (step & 1023) < 512 ? 1000 + (step & 15) : -1000 - (step & 15);
        int[] microvolts = _measurements.CellMicrovolts;
        int mean = 3_800_000 + (milliamps * 40);
        for (int group = 0; group < microvolts.Length; group++)
            microvolts[group] = mean + (((group * 7) + step) & 4095);
        _measurements.PackMicroamps = milliamps * 1000;
        _measurements.NowMilliseconds += StepMilliseconds;
    }
}
