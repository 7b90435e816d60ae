using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <summary>
/// The <c>protection</c> section of a pack file: any row by its name, any of its figures in the row's own unit. A row that is not
/// suggested needs its trip limit; one that need not be there can be switched <c>off</c>.
/// </summary>
internal static class PackFileProtection
{
    private const string Off = "off";

    /// <summary>The table: suggested rows, with what the section says in their place, and the rows that it adds.</summary>
    public static ProtectionRow[] Rows(YamlItem? section, ProtectionRow[] suggested)
    {
        YamlMap? map = section?.Map([.. Enum.GetValues<ProtectionKind>().Select(kind => PackFaultText.RowName((int)kind))]);
        var rows = new List<ProtectionRow>();
        foreach (ProtectionKind kind in Enum.GetValues<ProtectionKind>())
        {
            ProtectionRow? given = Array.Find(suggested, row => row.Kind == kind);
            YamlItem? item = map?.Find(PackFaultText.RowName((int)kind));
            if (item is null)
            {
                if (given is not null)
                    rows.Add(given);
                continue;
            }
            if (item.Kind != YamlKind.Map && item.Text() == Off)
            {
                if (ProtectionPolicy.IsRequired(kind))
                    throw item.Refuse("every pack has this row; it cannot be switched off");
                continue;
            }
            rows.Add(Row(item, given ?? Blank(kind, item)));
        }
        return [.. rows];
    }

    private static ProtectionRow Row(YamlItem item, ProtectionRow suggested)
    {
        YamlMap map = item.Map(
            "warning", "derate", "trip", "hysteresis", "debounceSamples", "debounceTime", "recovery", "latching", "coolDown", "reclose", "wait");
        ProtectionKind kind = suggested.Kind;
        return new ProtectionRow
        {
            Kind = kind,
            WarningLimit = Limit(map.Find("warning"), kind, suggested.WarningLimit),
            DerateLimit = Limit(map.Find("derate"), kind, suggested.DerateLimit),
            TripLimit = Limit(map.Find("trip"), kind, suggested.TripLimit),
            Hysteresis = Limit(map.Find("hysteresis"), kind, suggested.Hysteresis),
            DebounceSamples = map.Find("debounceSamples")?.WholeNumber(1, 100) ?? suggested.DebounceSamples,
            DebounceMilliseconds = PackFileSections.Scaled(map.Find("debounceTime"), Dimension.Time, suggested.DebounceMilliseconds),
            RecoveryMilliseconds = PackFileSections.Scaled(map.Find("recovery"), Dimension.Time, suggested.RecoveryMilliseconds),
            Latching = map.Find("latching")?.Flag() ?? suggested.Latching,
            CoolDownMilliseconds = PackFileSections.Scaled(map.Find("coolDown"), Dimension.Time, suggested.CoolDownMilliseconds),
            RecloseLimit = map.Find("reclose")?.WholeNumber(0, byte.MaxValue) ?? suggested.RecloseLimit,
            WaitMilliseconds = PackFileSections.Scaled(map.Find("wait"), Dimension.Time, suggested.WaitMilliseconds),
        };
    }

    /// <summary>A row that nothing suggests: it warns and derates where it trips, unless the section says otherwise.</summary>
    private static ProtectionRow Blank(ProtectionKind kind, YamlItem item)
    {
        YamlMap map = item.AnyMap();
        int trip = Limit(map.Require("trip"), kind, 0);
        return new ProtectionRow
        {
            Kind = kind,
            WarningLimit = map.Has("derate") ? Limit(map.Find("derate"), kind, trip) : trip,
            DerateLimit = trip,
            TripLimit = trip,
            Hysteresis = ProtectionPolicy.IsCount(kind) ? 0 : Math.Max(1, Math.Abs(trip) / 10),
            DebounceSamples = ProtectionPolicy.LeastSamples(kind),
            DebounceMilliseconds = ProtectionPolicy.LeastSamples(kind) == 1 ? 0 : 400,
            RecoveryMilliseconds = 5000,
            Latching = ProtectionPolicy.MustLatch(kind),
        };
    }

    private static int Limit(YamlItem? item, ProtectionKind kind, int suggested) => DimensionOf(kind) is Dimension dimension
        ? PackFileSections.Scaled(item, dimension, suggested)
        : item?.WholeNumber(0, PackConfiguration.MaximumSeriesGroups) ?? suggested;

    /// <summary>What a row's limits measure; null where they count.</summary>
    internal static Dimension? DimensionOf(ProtectionKind kind) => ProtectionPolicy.Unit(kind) switch
    {
        ProtectionUnit.Microvolts => Dimension.Voltage,
        ProtectionUnit.Centidegrees => Dimension.Temperature,
        ProtectionUnit.Microamps => Dimension.Current,
        ProtectionUnit.Milliseconds => Dimension.Time,
        ProtectionUnit.CentidegreesPerMinute => Dimension.TemperatureRate,
        ProtectionUnit.Kilopascals => Dimension.Pressure,
        ProtectionUnit.KilopascalsPerMinute => Dimension.PressureRate,
        ProtectionUnit.Ohms => Dimension.Resistance,
        _ => null,
    };
}
