using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Packs;
using Bms.Hil.Quantities;
using Bms.Hil.Scenarios.Running;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads a scenario file. Everything that it refers to is looked up here, so that a run finds nothing missing.</summary>
internal static class ScenarioReader
{
    private static readonly string[] Common =
        ["name", "description", "tags", "pack", "overrides", "seed", "initialSoc", "recording", "faults", "requests", "expect"];

    /// <param name="root">The file's tree.</param>
    /// <param name="file">The file relative to its suite, as results call it.</param>
    /// <exception cref="BadInputException">A key, a unit, a reference or a value is wrong.</exception>
    public static Scenario Read(YamlItem root, string file)
    {
        YamlMap map = root.Map([.. Common, .. PlantReader.Keys]);
        string name = map.Require("name").Text();
        PackFile pack = ReadPack(map.Require("pack"), map.Find("overrides"));
        ulong seed = map.Find("seed")?.Seed() ?? 1;
        double? told = map.Find("initialSoc")?.Quantity(Dimension.Fraction, 0, 1);
        ScenarioSource source = map.RequireOneOf("recording", "plant") == "recording"
            ? RecordingReader.Read(map.Require("recording"), pack)
            : PlantReader.Read(map, pack, seed, told);
        if (!source.HasPlant)
            RefuseKeysOfPlant(map);
        var shape = new PackShape(pack.Configuration.SeriesGroups, pack.Configuration.TemperatureSensors, source.HasPlant);
        return new Scenario
        {
            Path = root.Place.Source,
            File = file,
            Name = name,
            Description = map.Find("description")?.Text() ?? "",
            Tags = [.. Items(map, "tags").Select(tag => tag.Text())],
            Pack = pack,
            Seed = seed,
            ToldSoc = told,
            Source = source,
            Faults = [.. Items(map, "faults").Select(fault => FaultReader.Read(fault, shape))],
            Requests = [.. Items(map, "requests").Select(RequestReader.Read)],
            PowerLosses = PowerReader.ReadLosses(map.Find("restarts")),
            Memory = PowerReader.ReadMemory(map.Find("memory"), map.Find("restarts")),
            Expectations = ExpectationReader.Read(map.Find("expect"), shape),
        };
    }

    private static void RefuseKeysOfPlant(YamlMap map)
    {
        foreach (string key in PlantReader.Keys)
        {
            if (map.Find(key) is YamlItem item)
                throw item.Refuse("a recording has this in itself; only a plant takes it");
        }
    }

    private static IReadOnlyList<YamlItem> Items(YamlMap map, string key) => map.Find(key)?.List() ?? [];

    /// <summary>A pack file by path or name, or a pack written out in place, with what the scenario wants otherwise.</summary>
    private static PackFile ReadPack(YamlItem item, YamlItem? overrides)
    {
        YamlItem tree = item.Kind == YamlKind.Map ? item : PackFileReader.Tree(item);
        return PackFileReader.Read(overrides is null ? tree : YamlOverlay.Lay(tree, overrides.AnyMap().Item));
    }
}
