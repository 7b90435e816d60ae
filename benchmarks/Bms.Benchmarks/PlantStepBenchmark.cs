using System;
using BenchmarkDotNet.Attributes;
using Bms.Hil.Cells;
using Bms.Hil.Plant;

namespace Bms.Benchmarks;

/// <summary>One step of 100 ms of a simulated pack of 16 groups with spread, three branches and hysteresis.</summary>
[MemoryDiagnoser]
public class PlantStepBenchmark
{
    private const int StepsAnInvocation = 1000;
    private const double StepSeconds = 0.1;
    private PlantPack _pack = null!;
    private PlantSensors _sensors = null!;
    private PlantReadings _readings = null!;
    private long _steps;

    /// <summary>Curvature of the polarisation; 0 is linear, as warm cells are.</summary>
    [Params(0.0, 2.0)]
    public double SaturationPerRate { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var definition = new PlantDefinition
        {
            Cell = MakeCell(SaturationPerRate),
            Groups = 16,
            CapacityFactor = 0.95,
            ResistanceFactor = 1.1,
            StartSoc = 0.6,
            Spread = new PlantSpread { CapacityFraction = 0.01, ResistanceFraction = 0.03, StartSoc = 0.01, SelfDischargeAmps = 1e-4 },
            Thermal = new PlantThermalDefinition { NeighbourWattsPerKelvin = 0.3, SensorGroups = [0, 5, 10, 15] },
            Circuit = new PlantCircuitDefinition { StartsClosed = true },
        };
        _pack = new PlantPack(definition, 1);
        _sensors = new PlantSensors(new PlantSensorDefinition(), _pack, 1);
        _readings = new PlantReadings(16, 4);
        _steps = 0;
    }

    [Benchmark(OperationsPerInvoke = StepsAnInvocation)]
    public double Step()
    {
        for (int k = 0; k < StepsAnInvocation; k++)
            _pack.Step(StepSeconds, NextInputs());
        return _pack.PackVolts;
    }

    [Benchmark(OperationsPerInvoke = StepsAnInvocation)]
    public int StepAndSample()
    {
        for (int k = 0; k < StepsAnInvocation; k++)
        {
            _pack.Step(StepSeconds, NextInputs());
            _sensors.Sample(_pack, _readings);
        }
        return _readings.PackMicrovolts;
    }

    /// <summary>Two minutes of charge, two of discharge at 1.5C, changing a little every second, group 3 bleeding.</summary>
    private PlantInputs NextInputs()
    {
        long step = _steps++;
        double amps = 4.0 + (0.1 * (step / 10 % 10));
        return new PlantInputs
        {
            Load = PlantLoad.Current,
            LoadAmps = step / 1200 % 2 == 0 ? -amps : amps,
            MainClosed = true,
            BleedMask = 1u << 3,
            AmbientCelsius = 20.0,
        };
    }

    private static CellFile MakeCell(double saturation)
    {
        double[] celsius = [-20.0, 0.0, 25.0, 45.0];
        var soc = new double[101];
        for (int k = 0; k < soc.Length; k++)
            soc[k] = k / 100.0;
        double[][] Table(Func<double, double, double> value) =>
            Array.ConvertAll(celsius, t => Array.ConvertAll(soc, s => value(s, t)));
        return new CellFile
        {
            Name = "benchmark",
            Provenance = "synthetic",
            CapacityAmpHours = 3.0,
            Grid = new CellGrid { Soc = soc, TemperatureCelsius = celsius },
            OcvVolts = Table((s, t) => 3.0 + (1.1 * s) + (0.0001 * t)),
            HysteresisVolts = Table((_, _) => 0.01),
            HysteresisRate = 50.0,
            R0Ohms = Table((s, t) => 0.02 * (1.0 + (0.2 * (1.0 - s))) * Math.Exp((25.0 - t) / 30.0)),
            Branches =
            [
                new CellBranch { TauSeconds = 2.0, Ohms = Table((_, t) => 0.01 * Math.Exp((25.0 - t) / 30.0)) },
                new CellBranch { TauSeconds = 30.0, Ohms = Table((_, _) => 0.01) },
                new CellBranch { TauSeconds = 600.0, Ohms = Table((_, _) => 0.01) },
            ],
            SaturationPerRate = saturation > 0.0 ? [saturation, saturation, saturation, saturation] : null,
        };
    }
}
