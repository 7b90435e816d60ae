using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <summary>The <c>protection</c> section of a pack file: any row by its name, any of its figures in the row's own unit.</summary>
internal static class PackFileProtection
{
    /// <summary>The table: suggested rows, with what the section says in their place.</summary>
    public static ProtectionRow[] Rows(YamlItem? section, ProtectionRow[] suggested)
    {
        YamlMap? map = section?.Map([.. suggested.Select(row => PackFaultText.RowName((int)row.Kind))]);
        return [.. suggested.Select(row => Row(map?.Find(PackFaultText.RowName((int)row.Kind)), row))];
    }

    private static ProtectionRow Row(YamlItem? item, ProtectionRow suggested)
    {
        if (item is null)
            return suggested;
        YamlMap map = item.Map("warning", "derate", "trip", "hysteresis", "debounceSamples", "debounceTime", "recovery", "latching");
        return new ProtectionRow
        {
            Kind = suggested.Kind,
            WarningLimit = Limit(map.Find("warning"), suggested.Kind, suggested.WarningLimit),
            DerateLimit = Limit(map.Find("derate"), suggested.Kind, suggested.DerateLimit),
            TripLimit = Limit(map.Find("trip"), suggested.Kind, suggested.TripLimit),
            Hysteresis = Limit(map.Find("hysteresis"), suggested.Kind, suggested.Hysteresis),
            DebounceSamples = map.Find("debounceSamples")?.WholeNumber(1, 100) ?? suggested.DebounceSamples,
            DebounceMilliseconds = PackFileSections.Scaled(map.Find("debounceTime"), Dimension.Time, suggested.DebounceMilliseconds),
            RecoveryMilliseconds = PackFileSections.Scaled(map.Find("recovery"), Dimension.Time, suggested.RecoveryMilliseconds),
            Latching = map.Find("latching")?.Flag() ?? suggested.Latching,
        };
    }

    private static int Limit(YamlItem? item, ProtectionKind kind, int suggested) => DimensionOf(kind) is Dimension dimension
        ? PackFileSections.Scaled(item, dimension, suggested)
        : item?.WholeNumber(0, PackConfiguration.MaximumSeriesGroups) ?? suggested;

    /// <summary>What a row's limits measure; null where they count lost channels.</summary>
    internal static Dimension? DimensionOf(ProtectionKind kind) => kind switch
    {
        ProtectionKind.CellOverVoltage or ProtectionKind.CellUnderVoltage => Dimension.Voltage,
        ProtectionKind.OverCurrentCharge or ProtectionKind.OverCurrentDischarge => Dimension.Current,
        ProtectionKind.CellVoltageLost or ProtectionKind.TemperatureLost or ProtectionKind.CurrentLost => null,
        >= ProtectionKind.OverTemperatureCharge and <= ProtectionKind.UnderTemperatureDischarge => Dimension.Temperature,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
