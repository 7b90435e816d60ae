using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <summary>The sections of a pack file about inputs, doubts, runaway, contactors and the AFE. A key that is absent keeps what was suggested.</summary>
internal static class PackFileGuard
{
    private const double Permille = 1000;

    /// <summary>The inputs that not every board has, by the names that faults of scenarios use too.</summary>
    public static IReadOnlyDictionary<string, AuxiliaryChannel> Inputs { get; } = new Dictionary<string, AuxiliaryChannel>
    {
        ["packVoltage"] = AuxiliaryChannel.PackMicrovolts,
        ["linkVoltage"] = AuxiliaryChannel.LinkMicrovolts,
        ["secondCurrent"] = AuxiliaryChannel.RedundantMicroamps,
        ["pressure"] = AuxiliaryChannel.PressureKilopascals,
        ["insulation"] = AuxiliaryChannel.InsulationOhms,
        ["interlock"] = AuxiliaryChannel.InterlockOpen,
        ["leak"] = AuxiliaryChannel.LeakDetected,
        ["afeSilence"] = AuxiliaryChannel.AfeSilentMilliseconds,
        ["linkSilence"] = AuxiliaryChannel.LinkSilentMilliseconds,
        ["integrity"] = AuxiliaryChannel.IntegrityFaults,
        ["contactorFeedback"] = AuxiliaryChannel.ContactorFeedback,
        ["afeOpenWires"] = AuxiliaryChannel.AfeOpenWires,
        ["afeReadBack"] = AuxiliaryChannel.AfeReadBack,
        ["chargeCounter"] = AuxiliaryChannel.ChargeCounter,
    };

    /// <summary>A bit for each input that the list names.</summary>
    public static int Auxiliaries(YamlItem? list) => list is null ? 0 : list.List().Aggregate(0, (bits, item) => bits | (1 << (int)item.Choice(Inputs)));

    /// <summary>When a good-looking reading is not believed.</summary>
    public static PlausibilitySettings Plausibility(YamlItem? section, PlausibilitySettings suggested)
    {
        YamlMap? map = section?.Map("cellJump", "cellStuck", "stuckCurrent", "openWire", "temperatureJump", "temperatureStuck", "doubt", "chargeCounter");
        return new PlausibilitySettings
        {
            CellJumpMicrovolts = PackFileSections.Scaled(map?.Find("cellJump"), Dimension.Voltage, suggested.CellJumpMicrovolts),
            CellStuckMicrovolts = PackFileSections.Scaled(map?.Find("cellStuck"), Dimension.Voltage, suggested.CellStuckMicrovolts),
            StuckMicroamps = PackFileSections.Scaled(map?.Find("stuckCurrent"), Dimension.Current, suggested.StuckMicroamps),
            OpenWireMicrovolts = PackFileSections.Scaled(map?.Find("openWire"), Dimension.Voltage, suggested.OpenWireMicrovolts),
            TemperatureJumpCentidegrees = PackFileSections.Scaled(map?.Find("temperatureJump"), Dimension.Temperature, suggested.TemperatureJumpCentidegrees),
            TemperatureStuckCentidegrees = PackFileSections.Scaled(map?.Find("temperatureStuck"), Dimension.Temperature, suggested.TemperatureStuckCentidegrees),
            DoubtMilliseconds = PackFileSections.Scaled(map?.Find("doubt"), Dimension.Time, suggested.DoubtMilliseconds),
            CounterMicroamps = PackFileSections.Scaled(map?.Find("chargeCounter"), Dimension.Current, suggested.CounterMicroamps),
        };
    }

    /// <summary>The signs of a thermal runaway.</summary>
    public static RunawaySettings Runaway(YamlItem? section, RunawaySettings suggested)
    {
        YamlMap? map = section?.Map("rise", "drop", "hot", "pressure", "hold");
        return new RunawaySettings
        {
            RiseCentidegreesPerMinute = PackFileSections.Scaled(map?.Find("rise"), Dimension.TemperatureRate, suggested.RiseCentidegreesPerMinute),
            DropMicrovolts = PackFileSections.Scaled(map?.Find("drop"), Dimension.Voltage, suggested.DropMicrovolts),
            HotCentidegrees = PackFileSections.Scaled(map?.Find("hot"), Dimension.Temperature, suggested.HotCentidegrees),
            PressureKilopascals = PackFileSections.Scaled(map?.Find("pressure"), Dimension.Pressure, suggested.PressureKilopascals),
            HoldMilliseconds = PackFileSections.Scaled(map?.Find("hold"), Dimension.Time, suggested.HoldMilliseconds),
        };
    }

    /// <summary>How contactors close and open; <c>precharge</c> and <c>preheat</c> are maps of their own and off where they are absent.</summary>
    public static ContactorSettings Contactors(YamlItem? section, ContactorSettings suggested)
    {
        YamlMap? map = section?.Map("startBlanking", "openWait", "zeroCurrent", "reaction", "precharge", "preheat");
        YamlMap? precharge = map?.Find("precharge")?.Map("target", "endCurrent", "minimum", "maximum", "tries", "coolDown");
        YamlMap? preheat = map?.Find("preheat")?.Map("below", "until", "maximum");
        return new ContactorSettings
        {
            StartBlankingMilliseconds = PackFileSections.Scaled(map?.Find("startBlanking"), Dimension.Time, suggested.StartBlankingMilliseconds),
            OpenWaitMilliseconds = PackFileSections.Scaled(map?.Find("openWait"), Dimension.Time, suggested.OpenWaitMilliseconds),
            ZeroMicroamps = PackFileSections.Scaled(map?.Find("zeroCurrent"), Dimension.Current, suggested.ZeroMicroamps),
            ReactionMilliseconds = PackFileSections.Scaled(map?.Find("reaction"), Dimension.Time, suggested.ReactionMilliseconds),
            Precharge = precharge is not null,
            PrechargePermille = PackFileSections.Fraction(precharge?.Find("target"), Permille, 950),
            PrechargeEndMicroamps = PackFileSections.Scaled(precharge?.Find("endCurrent"), Dimension.Current, Math.Max(1, suggested.ZeroMicroamps)),
            PrechargeMinimumMilliseconds = PackFileSections.Scaled(precharge?.Find("minimum"), Dimension.Time, 50),
            PrechargeMaximumMilliseconds = PackFileSections.Scaled(precharge?.Find("maximum"), Dimension.Time, 2000),
            PrechargeTries = precharge?.Find("tries")?.WholeNumber(1, 10) ?? 3,
            PrechargeCoolDownMilliseconds = PackFileSections.Scaled(precharge?.Find("coolDown"), Dimension.Time, 10_000),
            Preheat = preheat is not null,
            PreheatBelowCentidegrees = PackFileSections.Scaled(preheat?.Require("below"), Dimension.Temperature, 0),
            PreheatUntilCentidegrees = PackFileSections.Scaled(preheat?.Require("until"), Dimension.Temperature, 0),
            PreheatMaximumMilliseconds = PackFileSections.Scaled(preheat?.Find("maximum"), Dimension.Time, 7_200_000),
        };
    }

    /// <summary>How far behind the firmware's limits the AFE's stand.</summary>
    public static AfeSettings Afe(YamlItem? section, AfeSettings suggested)
    {
        YamlMap? map = section?.Map("voltageMargin", "currentMargin", "voltageTolerance", "currentTolerance", "delay", "period");
        return new AfeSettings
        {
            MarginMicrovolts = PackFileSections.Scaled(map?.Find("voltageMargin"), Dimension.Voltage, suggested.MarginMicrovolts),
            MarginPermille = PackFileSections.Fraction(map?.Find("currentMargin"), Permille, suggested.MarginPermille, 2),
            ToleranceMicrovolts = PackFileSections.Scaled(map?.Find("voltageTolerance"), Dimension.Voltage, suggested.ToleranceMicrovolts),
            TolerancePermille = PackFileSections.Fraction(map?.Find("currentTolerance"), Permille, suggested.TolerancePermille),
            DelayMilliseconds = PackFileSections.Scaled(map?.Find("delay"), Dimension.Time, suggested.DelayMilliseconds),
            PeriodMilliseconds = PackFileSections.Scaled(map?.Find("period"), Dimension.Time, suggested.PeriodMilliseconds),
        };
    }
}
