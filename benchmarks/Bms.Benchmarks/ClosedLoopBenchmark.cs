using System;
using BenchmarkDotNet.Attributes;
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

    /// <summary>The shipped pack to run; its estimator runs every tenth step.</summary>
    [Params("lfp-storage-16s")]
    public string Pack { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        PackFile pack = PackFileReader.Open(Pack);
        _rig = new SimRig(pack.Configuration);
        var settings = new ClosedLoopSettings
        {
            Plant = new PlantDefinition
            {
                Cell = pack.Cell,
                Groups = pack.Configuration.SeriesGroups,
                CapacityFactor = 0.96,
                ResistanceFactor = 1.08,
                StartSoc = 0.6,
                Spread = new PlantSpread { CapacityFraction = 0.01, ResistanceFraction = 0.03, StartSoc = 0.005 },
                Thermal = new PlantThermalDefinition { CellJoulesPerKelvin = 2000, CellToAmbientWattsPerKelvin = 0.5, NeighbourWattsPerKelvin = 1, SensorGroups = [0, 5, 10, 15] },
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
        return _loop.TrueSoc;
    }
}
