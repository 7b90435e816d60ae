using System;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Tests.Cells;

namespace Bms.Hil.Tests.PackState;

/// <summary>
/// A plant pack of sixteen groups that are not alike, discharged under a wandering load into its lower range, with the firmware's whole
/// controller beside it. Spreads are those of <see cref="PlantSpread"/>: one standard deviation, held within three.
/// </summary>
internal sealed class GroupRun
{
    public const int Groups = 16;

    private const double CapacityFactor = 0.96;
    private const double ResistanceFactor = 1.07;
    private const double AboveMinimumVolts = 0.2;
    private const double ToldTooHigh = 0.03;
    private const int LongestSeconds = 20_000;
    private const double CoarseSeconds = 3600;
    private const double FineSeconds = 0.25;

    private readonly CellFile _cell;
    private readonly PlantPack _pack;
    private readonly PlantSensors _sensors;
    private readonly PlantReadings _readings = new(Groups, 1);
    private readonly Measurements _inputs = new(Groups, 1);
    private readonly DriveRun _drive;
    private PlantInputs _load = new() { AmbientCelsius = 25, MainClosed = true };

    public GroupRun(string cell, ulong seed, double meanRate, double startSoc, EstimatorKind kind = EstimatorKind.Aekf)
    {
        _cell = CellFileReader.Read(ShippedCells.PathOf(cell + ".json"));
        Controller = new PackController(PackBuilder.Build(_cell, new PackOptions { SeriesGroups = Groups, Estimator = kind }, cell));
        _pack = new PlantPack(
            new PlantDefinition
            {
                Cell = _cell,
                Groups = Groups,
                CapacityFactor = CapacityFactor,
                ResistanceFactor = ResistanceFactor,
                StartSoc = startSoc,
                Spread = new PlantSpread { CapacityFraction = 0.03, ResistanceFraction = 0.10, StartSoc = 0.05 },
                Circuit = new PlantCircuitDefinition { StartsClosed = true },
            },
            seed);
        _sensors = new PlantSensors(
            new PlantSensorDefinition { GroupVolts = new PlantChannelDefinition { Resolution = 0.0001, Noise = 0.001, OffsetSpread = 0.002 } },
            _pack,
            seed);
        double amps = _cell.CapacityAmpHours;
        _drive = new WanderDrive
        {
            Seconds = LongestSeconds,
            MeanAmps = -meanRate * amps,
            DeviationAmps = 0.5 * amps,
            LowestAmps = -1.5 * amps,
            HighestAmps = 0.5 * amps,
            HoldSeconds = 5,
            Seed = seed,
        }.Begin();
        Controller.Estimation.Start((float)Math.Min(1, TrueSoc + ToldTooHigh));
    }

    public PackController Controller { get; }

    public PlantPack Pack => _pack;

    public Measurements Inputs => _inputs;

    /// <summary>Time of the run; a step is a second in the first hour, then a quarter of one, for the lower range is left fast.</summary>
    public double Seconds { get; private set; }

    public double TrueSoc
    {
        get
        {
            double sum = 0;
            foreach (double soc in _pack.Soc)
                sum += soc;
            return sum / Groups;
        }
    }

    /// <summary>The group that truly holds least charge.</summary>
    public int TrulyWeakest
    {
        get
        {
            int weakest = 0;
            for (int group = 1; group < Groups; group++)
                weakest = Held(group) < Held(weakest) ? group : weakest;
            return weakest;
        }
    }

    /// <summary>By how much more the named group truly holds than the weakest, in parts of a full charge.</summary>
    public double MissedBy => (Held(Controller.Groups.WeakestGroup) - Held(TrulyWeakest)) / _pack.CapacityAmpHours[TrulyWeakest];

    /// <summary>Takes one step of a second; false once the first group has come near its lowest voltage.</summary>
    /// <param name="disturb">May alter what the firmware is about to see.</param>
    public bool Step(Action<Measurements>? disturb = null)
    {
        Sample();
        disturb?.Invoke(_inputs);
        Controller.Step(_inputs);
        double lowest = double.MaxValue;
        foreach (double volts in _pack.GroupVolts)
            lowest = Math.Min(lowest, volts);
        if (lowest < _cell.Limits.MinimumVolts + AboveMinimumVolts || Seconds >= LongestSeconds)
            return false;
        double step = Seconds < CoarseSeconds ? 1 : FineSeconds;
        _drive.Demand(Seconds, Seconds + step, _pack, ref _load);
        _pack.Step(step, _load);
        Seconds += step;
        return true;
    }

    private void Sample()
    {
        _sensors.Sample(_pack, _readings);
        _inputs.NowMilliseconds = (int)Math.Round(Seconds * 1000);
        _inputs.CloseRequested = true;
        _inputs.PackMicroamps = _readings.PackMicroamps;
        _inputs.PackCurrentValid = true;
        Array.Copy(_readings.GroupMicrovolts, _inputs.CellMicrovolts, Groups);
        Array.Fill(_inputs.CellValid, true);
        _inputs.TemperatureCentidegrees[0] = _readings.TemperatureCentidegrees[0];
        _inputs.TemperatureValid[0] = true;
    }

    private double Held(int group) => _pack.Soc[group] * _pack.CapacityAmpHours[group];
}
