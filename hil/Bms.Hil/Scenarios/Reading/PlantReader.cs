using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Quantities;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios.Running;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads the keys of a scenario whose source is a simulated pack.</summary>
internal static class PlantReader
{
    /// <summary>The keys that it reads.</summary>
    public static readonly string[] Keys = ["plant", "drive", "sensors", "ambient", "step", "duration", "obeysLimits", "heater", "cooling", "memory", "restarts"];

    /// <summary>How the names of plant files end.</summary>
    public const string PlantExtension = ".plant.yaml";

    private const int MillisecondsPerSecond = 1000;

    public static PlantSource Read(YamlMap map, PackFile pack, ulong seed, double? toldSoc)
    {
        YamlItem section = map.Require("plant");
        PlantDefinition plant = PlantFile.Read(
            WithLike(section),
            pack.Cell,
            pack.Configuration.SeriesGroups,
            pack.Configuration.ParallelCells,
            pack.Configuration.TemperatureSensors,
            startsClosed: !pack.Configuration.Contactors.Precharge);
        if (!plant.DiffersFromCellFile)
            throw section.Refuse("the true cell has to differ from what the firmware is told: resistanceFactor by at least 5 %, capacityFactor by at least 3 %");
        YamlItem driveSection = map.Require("drive");
        Drive drive = DriveFile.Read(driveSection, hasFirmware: true);
        double duration = map.Find("duration")?.Quantity(Dimension.Time, 0.1, WindowReader.LongestSeconds) ?? double.PositiveInfinity;
        if (Math.Min(duration, drive.LongestSeconds) > WindowReader.LongestSeconds)
            throw driveSection.Refuse($"it can last longer than {WindowReader.LongestSeconds / 86_400:0} days; give the scenario a duration");
        return new PlantSource
        {
            Loop = new ClosedLoopSettings
            {
                Plant = plant,
                Sensors = PlantSensorFile.Read(map.Find("sensors")),
                Drive = drive,
                Seed = seed,
                StepMilliseconds = StepMilliseconds(map.Find("step")),
                LongestSeconds = duration,
                AmbientCelsius = map.Find("ambient")?.Quantity(Dimension.Temperature, -100, 200) ?? plant.StartCelsius,
                ToldSoc = toldSoc,
                HeaterWatts = map.Find("heater")?.Quantity(Dimension.Power, 0, 1e6) ?? 0,
                CoolingWatts = map.Find("cooling")?.Quantity(Dimension.Power, 0, 1e6) ?? 0,
                HasChargeCounter = pack.Configuration.Has(AuxiliaryChannel.ChargeCounter),
                ObeysLimits = map.Find("obeysLimits")?.Flag() ?? true,
            },
        };
    }

    private static int StepMilliseconds(YamlItem? item)
    {
        const int Usual = 100;
        if (item is null)
            return Usual;
        double milliseconds = item.Quantity(Dimension.Time, 0.01, 0.1) * MillisecondsPerSecond;
        double whole = Math.Round(milliseconds);
        return Math.Abs(milliseconds - whole) < 1e-6 ? (int)whole : throw item.Refuse("expected whole milliseconds");
    }

    /// <summary>What a section says, laid over the plant file that its key <c>like</c> names.</summary>
    private static YamlItem WithLike(YamlItem section)
    {
        if (section.AnyMap().Entries.All(entry => entry.Key != "like"))
            return section;
        YamlItem like = section.AnyMap().Require("like");
        string path = ShippedFile.Resolve(like, "scenarios", PlantExtension, "plant file");
        return YamlOverlay.Lay(YamlReader.Read(path, "a plant file"), YamlOverlay.Without(section, "like"));
    }
}
