using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads the keys <c>from</c>, <c>to</c> and <c>within</c> that several lists of a scenario have in common.</summary>
internal static class WindowReader
{
    /// <summary>The longest scenario, in seconds: what the firmware's millisecond clock counts before it wraps.</summary>
    public const double LongestSeconds = 24 * 86_400;

    /// <param name="map">A map that knows the keys from and to.</param>
    /// <param name="within">Whether it knows the key within, too: a length that takes the place of an end.</param>
    public static TimeWindow Read(YamlMap map, bool within)
    {
        double from = map.Find("from")?.Quantity(Dimension.Time, 0, LongestSeconds) ?? 0;
        if (within && map.Find("within") is YamlItem length)
        {
            if (map.Has("to"))
                throw length.Refuse("only one of the keys to, within can be given");
            return new TimeWindow(from, from + length.Quantity(Dimension.Time, 0, LongestSeconds));
        }
        return new TimeWindow(from, End(map, from));
    }

    /// <summary>The key <c>to</c>, not before a begin; infinite where it is absent.</summary>
    public static double End(YamlMap map, double fromSeconds) =>
        map.Find("to")?.Quantity(Dimension.Time, fromSeconds, LongestSeconds) ?? double.PositiveInfinity;
}
