using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <content>The balancer.</content>
internal static partial class PackFileSections
{
    private static readonly Dictionary<string, BalancingStrategy> Strategies = new()
    {
        ["voltage"] = BalancingStrategy.Voltage,
        ["charge"] = BalancingStrategy.Charge,
    };

    /// <summary>The balancer; <c>bleedResistor</c> is that of one group, <c>margin</c> a number of sigmas.</summary>
    public static BalancingSettings Balancing(YamlItem? section, BalancingSettings suggested)
    {
        YamlMap? map = section?.Map(
            "enabled", "start", "stop", "minimumCell", "maximumTemperature", "rest",
            "strategy", "anchor", "bleedResistor", "margin", "smallest", "window", "settle", "look",
            "channels", "neighbours", "sensor", "warm", "inUse", "minimumSoc");
        return new BalancingSettings
        {
            Enabled = map?.Find("enabled")?.Flag() ?? suggested.Enabled,
            StartMicrovolts = Scaled(map?.Find("start"), Dimension.Voltage, suggested.StartMicrovolts),
            StopMicrovolts = Scaled(map?.Find("stop"), Dimension.Voltage, suggested.StopMicrovolts),
            MinimumCellMicrovolts = Scaled(map?.Find("minimumCell"), Dimension.Voltage, suggested.MinimumCellMicrovolts),
            MaximumTemperatureCentidegrees = Scaled(map?.Find("maximumTemperature"), Dimension.Temperature, suggested.MaximumTemperatureCentidegrees),
            RestMilliseconds = Scaled(map?.Find("rest"), Dimension.Time, suggested.RestMilliseconds),
            Strategy = map?.Find("strategy")?.Choice(Strategies) ?? suggested.Strategy,
            AnchorPermyriad = Fraction(map?.Find("anchor"), Permyriad, suggested.AnchorPermyriad),
            BleedMilliohms = map?.Find("bleedResistor") is { } resistor
                ? (int)System.Math.Round(resistor.Quantity(Dimension.Resistance, 0, 1e6) * Milli)
                : suggested.BleedMilliohms,
            MarginPermille = map?.Find("margin") is { } margin ? (int)System.Math.Round(margin.Number(0, 5) * Permille) : suggested.MarginPermille,
            SmallestPermyriad = Fraction(map?.Find("smallest"), Permyriad, suggested.SmallestPermyriad),
            WindowMilliseconds = Scaled(map?.Find("window"), Dimension.Time, suggested.WindowMilliseconds),
            SettleMilliseconds = Scaled(map?.Find("settle"), Dimension.Time, suggested.SettleMilliseconds),
            LookMilliseconds = Scaled(map?.Find("look"), Dimension.Time, suggested.LookMilliseconds),
            MostChannels = map?.Find("channels")?.WholeNumber(1, 32) ?? suggested.MostChannels,
            Neighbours = map?.Find("neighbours")?.Flag() ?? suggested.Neighbours,
            TemperatureSensor = map?.Find("sensor")?.WholeNumber(0, 16) ?? suggested.TemperatureSensor,
            WarmCentidegrees = Scaled(map?.Find("warm"), Dimension.Temperature, suggested.WarmCentidegrees),
            InUse = map?.Find("inUse")?.Flag() ?? suggested.InUse,
            MinimumSocPermyriad = Fraction(map?.Find("minimumSoc"), Permyriad, suggested.MinimumSocPermyriad),
        };
    }
}
