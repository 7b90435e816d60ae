using System;
using System.Linq;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Plant.Drives;

/// <summary>
/// Reads the <c>drive</c> section that scenarios and recipes share: a list of parts that run one after another, each a map of one key,
/// its kind: <c>rest</c>, <c>current</c>, <c>power</c>, <c>charge</c>, <c>charger</c>, <c>profile</c>, <c>wander</c>, <c>hppc</c>, <c>repeat</c>.
/// </summary>
public static class DriveFile
{
    /// <summary>The longest that a drive may last, in seconds: a hundred days.</summary>
    public const double MostSeconds = 100 * 86_400.0;

    private const int MostParts = 1000;
    private const int MostTimes = 100_000;
    private const double MostAmps = 100_000;
    private const double MostWatts = 1e8;
    private const double MostVolts = 10_000;

    /// <summary>The drive that a section describes.</summary>
    /// <param name="section">The section.</param>
    /// <param name="hasFirmware">Whether firmware is there that a charger can obey.</param>
    /// <exception cref="BadInputException">The section cannot be used.</exception>
    public static Drive Read(YamlItem section, bool hasFirmware = false)
    {
        Drive drive = Sequence(section, 1, hasFirmware);
        if (drive.LongestSeconds > MostSeconds)
            throw section.Refuse($"it can last {drive.LongestSeconds / 86_400:0.#} days; expected at most {MostSeconds / 86_400:0}");
        return drive;
    }

    private static SequenceDrive Sequence(YamlItem section, int times, bool hasFirmware)
    {
        ArgumentNullException.ThrowIfNull(section);
        return new SequenceDrive([.. section.List(1, MostParts).Select(item => Part(item, hasFirmware))], times);
    }

    private static Drive Part(YamlItem item, bool hasFirmware)
    {
        YamlMap map = item.Map("rest", "current", "power", "charge", "charger", "profile", "wander", "hppc", "repeat");
        string kind = map.RequireOneOf("rest", "current", "power", "charge", "charger", "profile", "wander", "hppc", "repeat");
        YamlItem content = map.Require(kind);
        return kind switch
        {
            "rest" => new RestDrive(Time(content)),
            "current" => Load(content, PlantLoad.Current),
            "power" => Load(content, PlantLoad.Power),
            "charge" => Charge(content),
            "charger" => hasFirmware ? Charger(content) : throw content.Refuse("a charger that obeys needs firmware: here a charge is `charge`"),
            "profile" => Profile(content),
            "wander" => Wander(content),
            "hppc" => Pulses(content),
            _ => Repeat(content, hasFirmware),
        };
    }

    private static LoadDrive Load(YamlItem item, PlantLoad load)
    {
        string value = load == PlantLoad.Current ? "amps" : "watts";
        YamlMap map = item.Map(value, "for", "untilGroupBelow", "untilGroupAbove");
        return new LoadDrive
        {
            Load = load,
            Value = load == PlantLoad.Current ? Amps(map.Require("amps")) : map.Require("watts").Quantity(Dimension.Power, -MostWatts, MostWatts),
            Seconds = Time(map.Require("for")),
            UntilGroupBelowVolts = map.Find("untilGroupBelow")?.Quantity(Dimension.Voltage, 0, MostVolts),
            UntilGroupAboveVolts = map.Find("untilGroupAbove")?.Quantity(Dimension.Voltage, 0, MostVolts),
        };
    }

    private static ChargeDrive Charge(YamlItem item)
    {
        YamlMap map = item.Map("amps", "packVoltage", "groupVoltage", "tail", "for");
        return new ChargeDrive
        {
            Amps = Magnitude(map.Require("amps")),
            PackVolts = map.Find("packVoltage")?.Quantity(Dimension.Voltage, 0, MostVolts) ?? 0,
            GroupVolts = map.Find("groupVoltage")?.Quantity(Dimension.Voltage, 0, MostVolts) ?? 0,
            TailAmps = map.Find("tail")?.Quantity(Dimension.Current, 0, MostAmps) ?? 0,
            Seconds = Time(map.Require("for")),
        };
    }

    private static ChargerDrive Charger(YamlItem item)
    {
        YamlMap map = item.Map("amps", "voltageGain", "load", "for");
        return new ChargerDrive
        {
            Amps = map.Require("amps").Quantity(Dimension.Current, 0, MostAmps),
            VoltageGain = map.Find("voltageGain")?.Number(0.5, 2) ?? 1,
            LoadAmps = map.Find("load") is YamlItem load ? Amps(load) : 0,
            Seconds = Time(map.Require("for")),
        };
    }

    private static ProfileDrive Profile(YamlItem item)
    {
        YamlMap map = item.Map("file", "scale", "from", "to");
        return ProfileFile.Read(
            map.Require("file"),
            map.Find("scale")?.Number(-10_000, 10_000) ?? 1,
            map.Find("from")?.Quantity(Dimension.Time, 0) ?? 0,
            map.Find("to")?.Quantity(Dimension.Time, 0) ?? double.PositiveInfinity);
    }

    private static WanderDrive Wander(YamlItem item)
    {
        YamlMap map = item.Map("for", "mean", "deviation", "lowest", "highest", "hold", "memory", "seed");
        var absent = new WanderDrive();
        double lowest = map.Find("lowest") is YamlItem low ? Amps(low) : absent.LowestAmps;
        double highest = map.Find("highest") is YamlItem high ? Amps(high) : absent.HighestAmps;
        if (lowest > highest)
            throw map.Require("lowest").Refuse("lies above the highest current");
        return new WanderDrive
        {
            Seconds = Time(map.Require("for")),
            MeanAmps = map.Find("mean") is YamlItem mean ? Amps(mean) : 0,
            DeviationAmps = Magnitude(map.Require("deviation")),
            LowestAmps = lowest,
            HighestAmps = highest,
            HoldSeconds = map.Find("hold")?.Quantity(Dimension.Time, 0.01, 3600) ?? absent.HoldSeconds,
            Memory = map.Find("memory")?.Number(0, 0.999) ?? absent.Memory,
            Seed = map.Find("seed")?.Seed() ?? absent.Seed,
        };
    }

    private static Drive Pulses(YamlItem item)
    {
        YamlMap map = item.Map(
            "dischargePulse", "chargePulse", "pulse", "pause", "levelCharge", "levelAmps", "rest", "levels", "untilGroupBelow");
        var absent = new PulseDrive();
        return new PulseDrive
        {
            DischargePulseAmps = Magnitude(map.Require("dischargePulse")),
            ChargePulseAmps = Magnitude(map.Require("chargePulse")),
            PulseSeconds = map.Find("pulse") is YamlItem pulse ? Time(pulse) : absent.PulseSeconds,
            PauseSeconds = map.Find("pause") is YamlItem pause ? Time(pause) : absent.PauseSeconds,
            LevelAmpHours = map.Require("levelCharge").Quantity(Dimension.Charge, 1e-6, 1e6),
            LevelAmps = Magnitude(map.Require("levelAmps")),
            RestSeconds = map.Find("rest") is YamlItem rest ? Time(rest) : absent.RestSeconds,
            Levels = map.Find("levels")?.WholeNumber(1, 100) ?? absent.Levels,
            LowestGroupVolts = map.Find("untilGroupBelow")?.Quantity(Dimension.Voltage, 0, MostVolts),
        }.ToDrive();
    }

    private static SequenceDrive Repeat(YamlItem item, bool hasFirmware)
    {
        YamlMap map = item.Map("times", "drive");
        return Sequence(map.Require("drive"), map.Require("times").WholeNumber(1, MostTimes), hasFirmware);
    }

    private static double Time(YamlItem item) => item.Quantity(Dimension.Time, 0, MostSeconds);

    private static double Amps(YamlItem item) => item.Quantity(Dimension.Current, -MostAmps, MostAmps);

    private static double Magnitude(YamlItem item) => item.Quantity(Dimension.Current, 1e-6, MostAmps);
}
