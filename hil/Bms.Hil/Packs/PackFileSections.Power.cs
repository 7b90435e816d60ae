using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <content>The power limits.</content>
internal static partial class PackFileSections
{
    private static readonly IReadOnlyDictionary<string, int> LimitHorizons =
        new Dictionary<string, int>(StringComparer.Ordinal) { ["2 s"] = 0, ["10 s"] = 1, ["30 s"] = 2, ["continuous"] = 3 };

    /// <summary>The power limits; <c>margin</c> is in sigmas, <c>lost</c>, <c>landing</c> and the maps are fractions of the pack's limits.</summary>
    public static PowerSettings Power(YamlItem? section, PowerSettings suggested)
    {
        YamlMap? map = section?.Map(
            "enabled", "margin", "resistanceSpread", "continuous", "horizon", "recovery", "lost", "chargeTaper", "dischargeTaper",
            "pressure", "pressureBand", "strings", "degrade", "landing", "reserve", "degradeBand", "maps");
        IReadOnlyList<YamlItem>? pressure = map?.Find("pressure")?.List(2, 2);
        YamlMap? maps = map?.Find("maps")?.Map("temperatures", "soc", "charge", "discharge");
        return new PowerSettings
        {
            Enabled = map?.Find("enabled")?.Flag() ?? suggested.Enabled,
            MarginPermille = map?.Find("margin") is YamlItem margin ? (int)Math.Round(margin.Number(0, 100) * Permille) : suggested.MarginPermille,
            ResistanceSpreadPermille = Fraction(map?.Find("resistanceSpread"), Permille, suggested.ResistanceSpreadPermille),
            ContinuousSeconds = map?.Find("continuous") is YamlItem continuous
                ? (int)Math.Round(continuous.Quantity(Dimension.Time, 0, 1e6))
                : suggested.ContinuousSeconds,
            LimitHorizon = map?.Find("horizon")?.Choice(LimitHorizons) ?? suggested.LimitHorizon,
            RecoveryMilliseconds = Scaled(map?.Find("recovery"), Dimension.Time, suggested.RecoveryMilliseconds),
            LostPermille = Fraction(map?.Find("lost"), Permille, suggested.LostPermille),
            ChargeTaperMicrovolts = Scaled(map?.Find("chargeTaper"), Dimension.Voltage, suggested.ChargeTaperMicrovolts),
            DischargeTaperMicrovolts = Scaled(map?.Find("dischargeTaper"), Dimension.Voltage, suggested.DischargeTaperMicrovolts),
            PressureLowKilopascals = Scaled(pressure?[0], Dimension.Pressure, suggested.PressureLowKilopascals),
            PressureHighKilopascals = Scaled(pressure?[1], Dimension.Pressure, suggested.PressureHighKilopascals),
            PressureBandKilopascals = Scaled(map?.Find("pressureBand"), Dimension.Pressure, suggested.PressureBandKilopascals),
            Strings = map?.Find("strings")?.WholeNumber(1, 16) ?? suggested.Strings,
            Degrade = map?.Find("degrade")?.Flag() ?? suggested.Degrade,
            LandingPermille = Fraction(map?.Find("landing"), Permille, suggested.LandingPermille),
            ReservePermyriad = Fraction(map?.Find("reserve"), Permyriad, suggested.ReservePermyriad),
            DegradeBandPermyriad = Fraction(map?.Find("degradeBand"), Permyriad, suggested.DegradeBandPermyriad),
            MapCentidegrees = maps is null ? suggested.MapCentidegrees : Nodes(maps.Require("temperatures"), Dimension.Temperature, Centi),
            MapSocPermyriad = maps is null ? suggested.MapSocPermyriad : Nodes(maps.Require("soc"), Dimension.Fraction, Permyriad),
            MapChargePermille = maps is null ? suggested.MapChargePermille : Rows(maps.Require("charge")),
            MapDischargePermille = maps is null ? suggested.MapDischargePermille : Rows(maps.Require("discharge")),
        };
    }

    private static short[] Nodes(YamlItem item, Dimension dimension, double factor) =>
        [.. item.List(1, PowerSettings.MaximumMapNodes).Select(node => (short)Math.Round(node.Quantity(dimension, -100, 250) * factor))];

    private static short[] Rows(YamlItem item) =>
    [
        .. item.List(1, PowerSettings.MaximumMapNodes)
            .SelectMany(row => row.List(1, PowerSettings.MaximumMapNodes))
            .Select(part => (short)Fraction(part, Permille, 0)),
    ];
}
