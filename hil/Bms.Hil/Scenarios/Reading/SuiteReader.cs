using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>
/// Reads what <c>run</c> is given: a suite file, a single scenario file, or a folder, whose scenario files are then the suite. A file is
/// a suite where it has the key <c>suite</c>.
/// </summary>
public static class SuiteReader
{
    /// <summary>How the names of suite files end.</summary>
    public const string SuiteExtension = ".suite.yaml";

    private const string ScenarioExtension = ".yaml";
    private const string Folder = "scenarios";
    private const string Shipped = "shipped";
    private const int MostScenarios = 10_000;

    /// <summary>Reads a suite with all its scenarios, their packs and cells.</summary>
    /// <param name="nameOrPath">A path, the name of a suite that the project ships, or null for the shipped suite.</param>
    /// <exception cref="BadInputException">Something is missing or wrong: the first fault, in one line.</exception>
    public static Suite Open(string? nameOrPath)
    {
        if (Directory.Exists(nameOrPath))
            return OfFolder(nameOrPath);
        string path = ShippedFile.Resolve(nameOrPath ?? Shipped, Folder, SuiteExtension, "suite, scenario file or folder");
        YamlItem root = YamlReader.Read(path, "a suite or a scenario file");
        if (root.Kind == YamlKind.Map && root.AnyMap().Entries.Any(entry => entry.Key == "suite"))
            return OfFile(root, path);
        string file = Path.GetFileName(path);
        return new Suite { Name = Path.GetFileNameWithoutExtension(path), Scenarios = [ScenarioReader.Read(root, file)] };
    }

    private static Suite OfFolder(string folder)
    {
        string[] paths = [.. Directory.GetFiles(folder, "*" + ScenarioExtension)
            .Where(path => !path.EndsWith(SuiteExtension, StringComparison.Ordinal) && !path.EndsWith(PlantReader.PlantExtension, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        if (paths.Length == 0)
            throw new BadInputException($"{folder}: no scenario file (*{ScenarioExtension}) in this folder");
        var scenarios = new List<Scenario>();
        foreach (string path in paths)
            Add(scenarios, ScenarioReader.Read(YamlReader.Read(path, "a scenario file"), Path.GetFileName(path)), path);
        return new Suite { Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)), Scenarios = scenarios };
    }

    private static Suite OfFile(YamlItem root, string path)
    {
        YamlMap map = root.Map("suite", "description", "scenarios", "compare");
        string folder = Path.GetDirectoryName(path) ?? "";
        var scenarios = new List<Scenario>();
        foreach (YamlItem entry in map.Require("scenarios").List(1, MostScenarios))
        {
            string file = entry.Text();
            string scenarioPath = Path.Combine(folder, file);
            if (!File.Exists(scenarioPath))
                throw entry.Refuse($"'{file}': no such scenario file beside the suite");
            Add(scenarios, ScenarioReader.Read(YamlReader.Read(scenarioPath, "a scenario file"), file), entry.Where);
        }
        return new Suite
        {
            Name = map.Require("suite").Text(),
            Description = map.Find("description")?.Text() ?? "",
            Scenarios = scenarios,
            Comparisons = [.. (map.Find("compare")?.List() ?? []).Select(entry => ReadComparison(entry, scenarios))],
        };
    }

    private static void Add(List<Scenario> scenarios, Scenario scenario, string where)
    {
        if (scenarios.Find(other => other.Name == scenario.Name) is Scenario twin)
            throw new BadInputException($"{where}: the name '{scenario.Name}' is taken by {twin.File}; names are unique in a suite");
        scenarios.Add(scenario);
    }

    private static Comparison ReadComparison(YamlItem item, List<Scenario> scenarios)
    {
        YamlMap map = item.Map("title", "file", "scenarios");
        YamlItem file = map.Require("file");
        string name = file.Text();
        if (!name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            throw file.Refuse($"'{name}' is no file name; expected small letters, digits and hyphens");
        Dictionary<string, string> known = scenarios.ToDictionary(scenario => scenario.Name, scenario => scenario.Name);
        string[] compared = [.. map.Require("scenarios").List(2, 6).Select(entry => entry.Choice(known))];
        return new Comparison(map.Require("title").Text(), name, compared);
    }
}
