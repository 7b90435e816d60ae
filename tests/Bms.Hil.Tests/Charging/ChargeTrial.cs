using System;
using System.Collections.Generic;
using System.IO;
using Bms.Core.Charging;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Measurement;
using Bms.Core.Protection;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Rigs;
using Bms.Hil.Tests.Support;
using Bms.Hil.Yaml;

namespace Bms.Hil.Tests.Charging;

/// <summary>What is against a charge.</summary>
/// <param name="Name">In the table.</param>
/// <param name="OffsetOfScale">The current sensor's offset, of a full scale of twice the pack's larger limit.</param>
/// <param name="WeakFraction">What one group lacks of its capacity.</param>
internal sealed record ChargeCase(string Name, double OffsetOfScale, double WeakFraction);

/// <summary>How a charge went.</summary>
/// <param name="Phase">Where it stood at the end.</param>
/// <param name="Minutes">When it got there.</param>
/// <param name="OverMillivolts">The highest true group voltage above the cell's maximum.</param>
/// <param name="Trips">Trips and faults on the way.</param>
/// <param name="FullestSoc">True state of charge of the fullest group at the end.</param>
/// <param name="SocError">Estimate less truth at the end.</param>
internal sealed record ChargeOutcome(ChargePhase Phase, double Minutes, double OverMillivolts, int Trips, double FullestSoc, double SocError);

/// <summary>A shipped pack, charged by a commanded charger in the loop with its plant until it says that it is full.</summary>
internal sealed class ChargeTrial : IClosedLoopDisturbance
{
    public const double LongestHours = 8;
    private const int SulfideKilopascals = 5000;

    private static readonly Dictionary<string, (string Plant, double Celsius)> Plants = new(StringComparer.Ordinal)
    {
        ["lfp-26650-8s"] = ("lfp26650", 25),
        ["lfp-blade-16s"] = ("blade", 25),
        ["lfp-storage-16s"] = ("lfp", 25),
        ["lmo-ebike-10s"] = ("lmo", 25),
        ["lto-24s"] = ("lto", 25),
        ["nca-18650-14s"] = ("ncr18650", 25),
        ["nmc-21700-10s"] = ("nmc21700", 25),
        ["nmc-46xx-24s"] = ("nmc46", 25),
        ["nmc-guarded-14s"] = ("nmc", 25),
        ["nmc-traction-14s"] = ("nmc", 25),
        ["polymer-warm-8s"] = ("polymer", 65),
        ["semisolid-flight-14s"] = ("semisolid", 25),
        ["sodium-16s"] = ("sodium", 25),
        ["sulfide-12s"] = ("sulfide", 50),
    };

    private readonly PackFile _pack;
    private readonly ClosedLoopSettings _settings;

    public ChargeTrial(string pack, ChargeCase about, double startSoc)
    {
        _pack = PackFileReader.Read(Path.Combine(RecordedTraces.RepositoryRoot, "hil", "packs", pack + ".yaml"));
        PackConfiguration told = _pack.Configuration;
        (string plant, double celsius) = Plants[pack];
        double largest = Math.Max(told.ChargeLimitMicroamps, told.DischargeLimitMicroamps) * 1e-6;
        _settings = new ClosedLoopSettings
        {
            Plant = Plant(plant, celsius, startSoc, about.WeakFraction),
            Sensors = new PlantSensorDefinition
            {
                PackAmps = new PlantChannelDefinition { Resolution = 0.001, Noise = 0.002, Offset = about.OffsetOfScale * 2 * largest },
            },
            Drive = new ChargerDrive { Amps = told.ChargeLimitMicroamps * 1e-6, Seconds = LongestHours * 3600 },
            AmbientCelsius = celsius,
            HeaterWatts = 400,
            Seed = 11,
        };
    }

    public static IEnumerable<string> Packs => Plants.Keys;

    /// <param name="observe">Called after each step; null for nobody.</param>
    public ChargeOutcome Run(Action<ClosedLoop>? observe = null)
    {
        using var rig = new SimRig(_pack.Configuration);
        var loop = new ClosedLoop(_settings, rig, this);
        double maximum = _pack.Configuration.Cell.MaximumMicrovolts * 1e-6;
        double highest = 0;
        int trips = 0;
        while (loop.Step() && rig.Outputs.ChargePhase is not (ChargePhase.Full or ChargePhase.Stopped))
        {
            observe?.Invoke(loop);
            foreach (double volts in loop.Pack.GroupVolts)
                highest = Math.Max(highest, volts);
            foreach (RigEvent each in rig.NewEvents)
            {
                bool fault = each.Kind is EventKind.ContactorFault or EventKind.InternalFault or EventKind.HeaterFault or EventKind.ChargeFault;
                if (each.Level == ProtectionStage.LevelTrip || fault)
                    trips++;
            }
        }
        double fullest = 0;
        foreach (double soc in loop.Pack.Soc)
            fullest = Math.Max(fullest, soc);
        return new ChargeOutcome(
            rig.Outputs.ChargePhase, loop.Seconds / 60, (highest - maximum) * 1000, trips, fullest, rig.Outputs.Soc - loop.TrueSoc);
    }

    public void OnMeasurements(double seconds, Measurements inputs)
    {
        if (_pack.Configuration.Cell.Chemistry == Chemistry.SolidSulfide)
            inputs.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals] = SulfideKilopascals;
    }

    public void OnPlant(double seconds, ref PlantInputs inputs)
    {
        // Nothing goes wrong but what the case says.
    }

    private PlantDefinition Plant(string name, double celsius, double startSoc, double weakFraction)
    {
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "hil", "scenarios", name + ".plant.yaml");
        PackConfiguration told = _pack.Configuration;
        PlantDefinition file = PlantFile.Read(
            YamlReader.Read(path, "a plant file"), _pack.Cell, told.SeriesGroups, told.ParallelCells, told.TemperatureSensors, !told.Contactors.Precharge);
        return new PlantDefinition
        {
            Cell = file.Cell,
            Groups = file.Groups,
            ParallelCells = file.ParallelCells,
            CapacityFactor = file.CapacityFactor,
            ResistanceFactor = file.ResistanceFactor,
            StartSoc = startSoc,
            StartCelsius = celsius,
            EntropicVoltsPerKelvin = file.EntropicVoltsPerKelvin,
            Spread = new PlantSpread
            {
                CapacityFraction = 0.005,
                ResistanceFraction = 0.02,
                StartSoc = 0.003,
                WeakGroup = weakFraction > 0 ? 1 : -1,
                WeakCapacityFraction = weakFraction,
            },
            Thermal = file.Thermal,
            Circuit = file.Circuit,
        };
    }
}
