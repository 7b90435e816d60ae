using System;
using System.IO;
using BenchmarkDotNet.Attributes;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Rigs;

namespace Bms.Benchmarks;

/// <summary>A closed loop of 16 groups in steps of 100 ms: plant, sensors and the whole controller with its filter.</summary>
[MemoryDiagnoser]
public class ClosedLoopBenchmark : IDisposable
{
    /// <summary>Steps of one call: ten minutes of simulated time.</summary>
    private const int Steps = 6000;

    private ClosedLoop _loop = null!;
    private SimRig _rig = null!;

    /// <summary>The estimator runs every this many steps; the shipped packs have 10.</summary>
    [Params(10, 1)]
    public int EstimateEverySteps { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        CellFile cell = CellFileReader.Read(Path.Combine(AppContext.BaseDirectory, "cells", "synthetic-lfp-100ah.json"));
        var options = new PackOptions { SeriesGroups = 16, TemperatureSensors = 4, EstimateEverySteps = EstimateEverySteps };
        _rig = new SimRig(PackBuilder.Build(cell, options, cell.Name));
        var settings = new ClosedLoopSettings
        {
            Plant = new PlantDefinition
            {
                Cell = cell,
                Groups = 16,
                CapacityFactor = 0.96,
                ResistanceFactor = 1.08,
                StartSoc = 0.6,
                Spread = new PlantSpread { CapacityFraction = 0.01, ResistanceFraction = 0.03, StartSoc = 0.005 },
                Thermal = new PlantThermalDefinition
                {
                    CellJoulesPerKelvin = 2000,
                    CellToAmbientWattsPerKelvin = 0.5,
                    NeighbourWattsPerKelvin = 1,
                    SensorGroups = [0, 5, 10, 15],
                },
            },
            // A drive that neither fills nor empties the pack, so that every call does the same work.
            Drive = new WanderDrive { Seconds = 1e9, DeviationAmps = 20, LowestAmps = -40, HighestAmps = 40 },
        };
        _loop = new ClosedLoop(settings, _rig);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _rig.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Steps)]
    public double Step()
    {
        for (int step = 0; step < Steps; step++)
            _loop.Step();
        if (!_loop.Pack.MainClosed)
            throw new InvalidOperationException("the contactors have opened: this is no longer the work to measure");
        return _loop.TrueSoc;
    }
}
