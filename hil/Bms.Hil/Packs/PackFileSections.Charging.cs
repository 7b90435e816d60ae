using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <content>Charging, heater and cooling.</content>
internal static partial class PackFileSections
{
    /// <summary>How a charger is led; currents of <c>precharge</c> and <c>steps</c> are fractions of the pack's charge limit.</summary>
    public static ChargingSettings Charging(YamlItem? section, ChargingSettings suggested)
    {
        YamlMap? map = section?.Map(
            "enabled", "voltage", "window", "precharge", "currentMaximum", "voltageMaximum", "tail", "tailTime", "stall", "noCurrent", "hold",
            "recharge", "storage", "steps");
        YamlMap? precharge = map?.Find("precharge")?.Map("below", "current", "maximum");
        YamlMap? recharge = map?.Find("recharge")?.Map("soc", "voltage");
        YamlMap? steps = map?.Find("steps")?.Map("temperatures", "soc", "current");
        return new ChargingSettings
        {
            Enabled = map?.Find("enabled")?.Flag() ?? suggested.Enabled,
            TargetMicrovolts = Scaled(map?.Find("voltage"), Dimension.Voltage, suggested.TargetMicrovolts),
            WindowMicrovolts = Scaled(map?.Find("window"), Dimension.Voltage, suggested.WindowMicrovolts),
            PrechargeMicrovolts = Scaled(precharge?.Find("below"), Dimension.Voltage, suggested.PrechargeMicrovolts),
            PrechargePermille = Fraction(precharge?.Find("current"), Permille, suggested.PrechargePermille),
            PrechargeMaximumMilliseconds = Scaled(precharge?.Find("maximum"), Dimension.Time, suggested.PrechargeMaximumMilliseconds),
            CurrentMaximumMilliseconds = Scaled(map?.Find("currentMaximum"), Dimension.Time, suggested.CurrentMaximumMilliseconds),
            VoltageMaximumMilliseconds = Scaled(map?.Find("voltageMaximum"), Dimension.Time, suggested.VoltageMaximumMilliseconds),
            TailMicroamps = Scaled(map?.Find("tail"), Dimension.Current, suggested.TailMicroamps),
            TailMilliseconds = Scaled(map?.Find("tailTime"), Dimension.Time, suggested.TailMilliseconds),
            StallMilliseconds = Scaled(map?.Find("stall"), Dimension.Time, suggested.StallMilliseconds),
            NoCurrentMilliseconds = Scaled(map?.Find("noCurrent"), Dimension.Time, suggested.NoCurrentMilliseconds),
            HoldMilliseconds = Scaled(map?.Find("hold"), Dimension.Time, suggested.HoldMilliseconds),
            RechargeSocPermyriad = Fraction(recharge?.Find("soc"), Permyriad, suggested.RechargeSocPermyriad),
            RechargeMicrovolts = Scaled(recharge?.Find("voltage"), Dimension.Voltage, suggested.RechargeMicrovolts),
            StorageSocPermyriad = Fraction(map?.Find("storage"), Permyriad, suggested.StorageSocPermyriad),
            StepCentidegrees = steps is null ? suggested.StepCentidegrees : ChargeNodes(steps.Require("temperatures"), Dimension.Temperature, Centi),
            StepSocPermyriad = steps is null ? suggested.StepSocPermyriad : ChargeNodes(steps.Require("soc"), Dimension.Fraction, Permyriad),
            StepPermille = steps is null ? suggested.StepPermille : ChargeSteps(steps.Require("current")),
        };
    }

    /// <summary>Cooling, heat for a charge, and how the heater is watched. Cooling and heat for a charge are off where their map is absent.</summary>
    public static ThermalSettings Thermal(YamlItem? section, ThermalSettings suggested)
    {
        YamlMap? map = section?.Map("cooling", "chargeHeating", "heater");
        YamlMap? cooling = map?.Find("cooling")?.Map("above", "below", "minimumOn", "minimumOff");
        YamlMap? heating = map?.Find("chargeHeating")?.Map("below", "until");
        YamlMap? heater = map?.Find("heater")?.Map("feedback", "reaction", "rise", "riseTime", "overrun", "minimumOn", "minimumOff", "highest");
        int until = Scaled(heating?.Require("until"), Dimension.Temperature, 0);
        return new ThermalSettings
        {
            Cooling = cooling is not null,
            CoolAboveCentidegrees = Scaled(cooling?.Require("above"), Dimension.Temperature, 0),
            CoolBelowCentidegrees = Scaled(cooling?.Require("below"), Dimension.Temperature, 0),
            CoolMinimumOnMilliseconds = Scaled(cooling?.Find("minimumOn"), Dimension.Time, suggested.CoolMinimumOnMilliseconds),
            CoolMinimumOffMilliseconds = Scaled(cooling?.Find("minimumOff"), Dimension.Time, suggested.CoolMinimumOffMilliseconds),
            ChargeHeating = heating is not null,
            ChargeHeatBelowCentidegrees = Scaled(heating?.Require("below"), Dimension.Temperature, 0),
            ChargeHeatUntilCentidegrees = until,
            HeaterFeedback = heater?.Find("feedback")?.Flag() ?? suggested.HeaterFeedback,
            HeaterReactionMilliseconds = Scaled(heater?.Find("reaction"), Dimension.Time, suggested.HeaterReactionMilliseconds),
            HeaterRiseCentidegrees = CentiKelvins(heater?.Find("rise"), suggested.HeaterRiseCentidegrees),
            HeaterRiseMilliseconds = Scaled(heater?.Find("riseTime"), Dimension.Time, suggested.HeaterRiseMilliseconds),
            HeaterOverrunMilliseconds = Scaled(heater?.Find("overrun"), Dimension.Time, suggested.HeaterOverrunMilliseconds),
            HeaterMinimumOnMilliseconds = Scaled(heater?.Find("minimumOn"), Dimension.Time, suggested.HeaterMinimumOnMilliseconds),
            HeaterMinimumOffMilliseconds = Scaled(heater?.Find("minimumOff"), Dimension.Time, suggested.HeaterMinimumOffMilliseconds),
            HeaterHighestCentidegrees = Scaled(
                heater?.Find("highest"), Dimension.Temperature, Math.Max(suggested.HeaterHighestCentidegrees, heating is null ? 0 : until + 1_000)),
        };
    }

    // A rise is written in degrees like a hysteresis of the protection table.
    private static int CentiKelvins(YamlItem? item, int suggested) => Scaled(item, Dimension.Temperature, suggested);

    private static short[] ChargeNodes(YamlItem item, Dimension dimension, double factor) =>
        [.. item.List(1, ChargingSettings.MaximumStepNodes).Select(node => (short)Math.Round(node.Quantity(dimension, -100, 250) * factor))];

    private static short[] ChargeSteps(YamlItem item) =>
    [
        .. item.List(1, ChargingSettings.MaximumStepNodes)
            .SelectMany(row => (IEnumerable<YamlItem>)row.List(1, ChargingSettings.MaximumStepNodes))
            .Select(part => (short)Fraction(part, Permille, 0)),
    ];
}
