using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Faults;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Reads the key <c>disturbances</c>: names of shipped ones, <c>standard</c> for all of those, and maps that make new ones.</summary>
internal static class DisturbanceReader
{
    private const int Most = 1000;

    private static readonly string[] Keys = ["name", .. DisturbanceKind.All.Select(kind => kind.Key)];

    public static IReadOnlyList<ScoreDisturbance> Read(YamlItem item)
    {
        var found = new List<ScoreDisturbance>();
        if (item.Kind == YamlKind.Scalar)
        {
            Named(item, found);
            return found;
        }
        foreach (YamlItem entry in item.List(1, Most))
        {
            if (entry.Kind == YamlKind.Map)
                Add(found, Made(entry), entry);
            else
                Named(entry, found);
        }
        return found;
    }

    private static void Named(YamlItem item, List<ScoreDisturbance> found)
    {
        string name = item.Text();
        if (name == StandardDisturbances.Name)
        {
            foreach (ScoreDisturbance one in StandardDisturbances.All)
                Add(found, one, item);
            return;
        }
        string[] known = [StandardDisturbances.Name, .. StandardDisturbances.All.Select(one => one.Name)];
        ScoreDisturbance chosen = StandardDisturbances.Find(name)
            ?? throw item.Refuse($"'{name}' is no shipped disturbance; expected {NearestName.Expected(name, known)}, or a map with name and kinds");
        Add(found, chosen, item);
    }

    private static ScoreDisturbance Made(YamlItem item)
    {
        YamlMap map = item.Map(Keys);
        var disturbances = new Disturbances();
        foreach (DisturbanceKind kind in DisturbanceKind.All)
        {
            if (map.Find(kind.Key) is not YamlItem value)
                continue;
            double number = value.Quantity(kind.Dimension);
            disturbances = kind.Takes(number) ? kind.Set(disturbances, number) : throw value.Refuse($"expected {kind.Expected}");
        }
        if (disturbances.Contradiction is string contradiction)
            throw item.Refuse(contradiction);
        return new ScoreDisturbance(NameOf(map.Require("name")), disturbances);
    }

    private static string NameOf(YamlItem item)
    {
        string name = item.Text();
        if (name == StandardDisturbances.Name || name.Contains('/', StringComparison.Ordinal))
            throw item.Refuse($"'{name}' cannot be a name; expected one without / that is not {StandardDisturbances.Name}");
        return name;
    }

    private static void Add(List<ScoreDisturbance> found, ScoreDisturbance one, YamlItem item)
    {
        if (found.Exists(other => other.Name == one.Name))
            throw item.Refuse($"the disturbance '{one.Name}' is there twice");
        found.Add(one);
    }
}
