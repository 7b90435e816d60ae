using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Quantities;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios.Running;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>TEMPORARY: replaced by the loop branch's reader.</summary>
internal static class PlantReader
{
    public static PlantSource Read(YamlItem item, PackFile pack, ulong seed, double? told)
    {
        YamlMap map = item.Map("soc", "temperature", "ambient", "capacity", "resistance", "spread", "step", "duration", "obeysLimits", "drive", "bleed");
        YamlMap? spread = map.Find("spread")?.Map("capacity", "resistance", "soc");
        double start = map.Find("temperature")?.Quantity(Dimension.Temperature, -60, 120) ?? 25;
        int groups = pack.Configuration.SeriesGroups;
        int sensors = pack.Configuration.TemperatureSensors;
        var definition = new PlantDefinition
        {
            Cell = pack.Cell,
            Groups = groups,
            ParallelCells = pack.Configuration.ParallelCells,
            CapacityFactor = map.Find("capacity")?.Quantity(Dimension.Fraction, 0.1, 2) ?? 0.96,
            ResistanceFactor = map.Find("resistance")?.Quantity(Dimension.Fraction, 0.1, 10) ?? 1.08,
            StartSoc = map.Require("soc").Quantity(Dimension.Fraction, 0, 1),
            StartCelsius = start,
            Spread = new PlantSpread
            {
                CapacityFraction = spread?.Find("capacity")?.Quantity(Dimension.Fraction, 0, 0.2) ?? 0,
                ResistanceFraction = spread?.Find("resistance")?.Quantity(Dimension.Fraction, 0, 0.2) ?? 0,
                StartSoc = spread?.Find("soc")?.Quantity(Dimension.Fraction, 0, 0.3) ?? 0,
            },
            Thermal = new PlantThermalDefinition { CellJoulesPerKelvin = 18 * pack.Cell.CapacityAmpHours, CellToAmbientWattsPerKelvin = 0.02 * pack.Cell.CapacityAmpHours, SensorGroups = [.. Enumerable.Range(0, sensors).Select(sensor => (int)((sensor + 0.5) * groups / sensors))] },
            Circuit = new PlantCircuitDefinition { BleedOhms = map.Find("bleed")?.Quantity(Dimension.Resistance, 0.1, 1e5) ?? 40 },
        };
        return new PlantSource
        {
            Loop = new ClosedLoopSettings
            {
                Plant = definition,
                Drive = new SequenceDrive([.. map.Require("drive").List(1).Select(ReadDrive)]),
                Seed = seed,
                StepMilliseconds = (int)((map.Find("step")?.Quantity(Dimension.Time, 0.01, 0.1) ?? 0.1) * 1000),
                LongestSeconds = map.Find("duration")?.Quantity(Dimension.Time, 0, WindowReader.LongestSeconds) ?? double.PositiveInfinity,
                AmbientCelsius = map.Find("ambient")?.Quantity(Dimension.Temperature, -60, 120) ?? start,
                ToldSoc = told,
                ObeysLimits = map.Find("obeysLimits")?.Flag() ?? true,
            },
        };
    }

    private static Drive ReadDrive(YamlItem item)
    {
        YamlMap map = item.AnyMap();
        string key = map.RequireOneOf("rest", "load", "charge", "wander", "repeat");
        YamlItem body = map.Require(key);
        double For(YamlMap at) => at.Find("for")?.Quantity(Dimension.Time, 0, 1e7) ?? double.PositiveInfinity;
        switch (key)
        {
            case "rest":
                return new RestDrive(body.Quantity(Dimension.Time, 0, 1e7));
            case "load":
                YamlMap load = body.Map("current", "power", "for", "untilBelow", "untilAbove");
                bool amps = load.RequireOneOf("current", "power") == "current";
                return new LoadDrive
                {
                    Load = amps ? PlantLoad.Current : PlantLoad.Power,
                    Value = amps ? load.Require("current").Quantity(Dimension.Current) : load.Require("power").Quantity(Dimension.Power),
                    Seconds = For(load),
                    UntilGroupBelowVolts = load.Find("untilBelow")?.Quantity(Dimension.Voltage),
                    UntilGroupAboveVolts = load.Find("untilAbove")?.Quantity(Dimension.Voltage),
                };
            case "charge":
                YamlMap charge = body.Map("current", "group", "tail", "for");
                return new ChargeDrive
                {
                    Amps = charge.Require("current").Quantity(Dimension.Current),
                    GroupVolts = charge.Find("group")?.Quantity(Dimension.Voltage) ?? 0,
                    TailAmps = charge.Find("tail")?.Quantity(Dimension.Current) ?? 0,
                    Seconds = For(charge),
                };
            case "wander":
                YamlMap wander = body.Map("mean", "deviation", "lowest", "highest", "hold", "for", "seed");
                return new WanderDrive
                {
                    MeanAmps = wander.Require("mean").Quantity(Dimension.Current),
                    DeviationAmps = wander.Require("deviation").Quantity(Dimension.Current),
                    LowestAmps = wander.Require("lowest").Quantity(Dimension.Current),
                    HighestAmps = wander.Require("highest").Quantity(Dimension.Current),
                    HoldSeconds = wander.Find("hold")?.Quantity(Dimension.Time) ?? 1,
                    Seconds = For(wander),
                    Seed = wander.Find("seed")?.Seed() ?? 1,
                };
            default:
                YamlMap repeat = body.Map("times", "drive");
                IReadOnlyList<YamlItem> parts = repeat.Require("drive").List(1);
                return new SequenceDrive([.. parts.Select(ReadDrive)], repeat.Require("times").WholeNumber(1, 10000));
        }
    }
}
