using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Yaml;

/// <summary>Lays one tree over another: maps are joined key by key, everything else is replaced.</summary>
internal static class YamlOverlay
{
    /// <summary>
    /// The joined tree. Every value keeps the place that it was read from, and a joined map within it has the place of what lies on top,
    /// so that messages point at what is to blame.
    /// </summary>
    /// <param name="under">What is there already.</param>
    /// <param name="over">What replaces it.</param>
    public static YamlItem Lay(YamlItem under, YamlItem over) => Lay(under, over, under.Place);

    private static YamlItem Lay(YamlItem under, YamlItem over, YamlPlace place)
    {
        if (under.Kind != YamlKind.Map || over.Kind != YamlKind.Map)
            return over;
        var entries = new List<KeyValuePair<string, YamlItem>>();
        YamlMap replacing = over.AnyMap();
        foreach (KeyValuePair<string, YamlItem> entry in under.AnyMap().Entries)
        {
            YamlItem? other = replacing.Find(entry.Key);
            entries.Add(other is null ? entry : new KeyValuePair<string, YamlItem>(entry.Key, Lay(entry.Value, other, other.Place)));
        }
        foreach (KeyValuePair<string, YamlItem> entry in replacing.Entries)
        {
            if (!entries.Exists(known => known.Key == entry.Key))
                entries.Add(entry);
        }
        return new YamlItem(place, YamlKind.Map, entries: entries) { KeyPlace = over.KeyPlace };
    }

    /// <summary>A map without one of its keys.</summary>
    public static YamlItem Without(YamlItem map, string key) =>
        new(map.Place, YamlKind.Map, entries: [.. map.AnyMap().Entries.Where(entry => entry.Key != key)]) { KeyPlace = map.KeyPlace };
}
