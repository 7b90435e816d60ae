using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Bms.Core.Configuration;
using Bms.Core.Protection;

namespace Bms.Hil.Tests.Safety;

/// <summary>The table of docs/SAFETY.md.</summary>
internal static class ReactionTable
{
    public static string Of(PackConfiguration pack, IReadOnlyList<ReactionTime> times)
    {
        var text = new StringBuilder();
        text.Append("\n| hazard | row | detection | trips at | debounce | reaction | measured at 10 ms | at 100 ms | budget |\n");
        text.Append("|---|---|---|---|---|---|---:|---:|---:|\n");
        foreach (ReactionTime time in times)
        {
            Hazard hazard = time.Hazard;
            string[] words = hazard.Kind is ProtectionKind kind ? Row(pack.FindRow(kind)!, hazard.Detection) : ["—", .. hazard.Words];
            string budget = hazard.BudgetMilliseconds is int most ? (most == 0 ? "same step" : Milliseconds(most)) : "";
            text.Append(CultureInfo.InvariantCulture, $"| {hazard.Name} | {string.Join(" | ", words)} | {Reaction(time.Quick)} | {Reaction(time.Slow)} | {budget} |\n");
        }
        return text.Append('\n').ToString();
    }

    private static string[] Row(ProtectionRow row, string detection) =>
    [
        $"`{row.Kind}`",
        detection,
        Limit(row),
        row.DebounceMilliseconds == 0 && row.DebounceSamples == 1 ? "1 sample" : $"{row.DebounceSamples}, {Milliseconds(row.DebounceMilliseconds)}",
        (row.WaitMilliseconds == 0 ? "opens at once" : $"opens within {Milliseconds(row.WaitMilliseconds)}") + Ends(row),
    ];

    private static string Ends(ProtectionRow row)
    {
        if (ProtectionPolicy.NeverEnds(row.Kind))
            return ", for good";
        return row.Latching ? ", latched" : "";
    }

    private static string Limit(ProtectionRow row) => ProtectionPolicy.Unit(row.Kind) switch
    {
        ProtectionUnit.Microvolts => Number(row.TripLimit / 1e6, "V"),
        ProtectionUnit.Centidegrees => Number(row.TripLimit / 100.0, "°C"),
        ProtectionUnit.Microamps => Number(row.TripLimit / 1e6, "A"),
        ProtectionUnit.Milliseconds => Milliseconds(row.TripLimit),
        ProtectionUnit.CentidegreesPerMinute => Number(row.TripLimit / 100.0, "°C/min"),
        ProtectionUnit.Kilopascals => Number(row.TripLimit, "kPa"),
        ProtectionUnit.KilopascalsPerMinute => Number(row.TripLimit, "kPa/min"),
        ProtectionUnit.Ohms => Number(row.TripLimit / 1e3, "kΩ"),
        _ => Number(row.TripLimit, ""),
    };

    private static string Number(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} {unit}").TrimEnd();

    private static string Milliseconds(int value) => value >= 1000 ? Number(value / 1e3, "s") : Number(value, "ms");

    private static string Reaction(int? milliseconds) => milliseconds switch
    {
        null => "none",
        0 => "same step",
        int value => Milliseconds(value),
    };
}
