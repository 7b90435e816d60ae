using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Identification;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Reads the key <c>cells</c>: each a cell file, or what <c>fit</c> is to identify it from.</summary>
internal static class CellRecipeReader
{
    private const int MostFiles = 1000;

    public static IReadOnlyDictionary<string, ScoreCell> Read(YamlItem item, string? root)
    {
        var cells = new Dictionary<string, ScoreCell>();
        foreach ((string name, YamlItem value) in item.AnyMap().Entries)
            cells.Add(name, Read(name, value, root));
        return cells.Count > 0 ? cells : throw item.Refuse("no cell; expected at least one");
    }

    private static ScoreCell Read(string name, YamlItem item, string? root)
    {
        if (item.Kind == YamlKind.Scalar)
            return new ScoreCell(name, item.Where, CellFileOf(item), null);
        YamlMap map = item.Map("file", "identify");
        return map.RequireOneOf("file", "identify") == "file"
            ? new ScoreCell(name, item.Where, CellFileOf(map.Require("file")), null)
            : new ScoreCell(name, item.Where, null, Recipe(name, map.Require("identify"), root));
    }

    private static string CellFileOf(YamlItem item) => ShippedFile.Resolve(item, "cells", ".json", "cell file");

    private static FitSettings Recipe(string name, YamlItem item, string? root)
    {
        YamlMap map = item.Map("name", "chemistry", "capacity", "ocv", "pulse", "dynamic");
        var inputs = new List<FitInput>();
        foreach ((string key, FitRole role) in (ReadOnlySpan<(string, FitRole)>)[("ocv", FitRole.Ocv), ("pulse", FitRole.Pulse), ("dynamic", FitRole.Dynamic)])
            inputs.AddRange((map.Find(key)?.List(1, MostFiles) ?? []).Select(entry => Input(entry, role, root)));
        if (inputs.Count == 0)
            throw item.Refuse("nothing to identify from; expected at least one of ocv, pulse, dynamic");
        return new FitSettings
        {
            Inputs = inputs,
            Name = map.Find("name")?.Text() ?? name,
            Chemistry = map.Find("chemistry")?.Choice(CellFileRules.ChemistryNames.ToDictionary(chemistry => chemistry)),
            CapacityAmpHours = map.Find("capacity")?.Quantity(Dimension.Charge, 0.001, CellFileRules.MaximumCapacityAmpHours),
        };
    }

    private static FitInput Input(YamlItem item, FitRole role, string? root)
    {
        FitInput input;
        try
        {
            input = FitInput.Parse(item.Text(), role);
        }
        catch (BadInputException refused) when (!refused.Message.StartsWith(item.Where, StringComparison.Ordinal))
        {
            throw item.Refuse(refused.Message);
        }
        return input with { Path = FileOf(item, input.Path, root) };
    }

    /// <summary>A recording: below the data root where the suite has one, else beside the suite or a shipped one.</summary>
    public static string FileOf(YamlItem item, string name, string? root)
    {
        if (root is null)
        {
            string beside = Path.Combine(Path.GetDirectoryName(item.Place.Source) ?? "", name);
            return File.Exists(beside) ? beside
                : ShippedFile.Find("traces", name, ".bdf.csv.gz") ?? throw item.Refuse($"'{name}': no such recording beside the suite, and no shipped one of that name ({string.Join(", ", ShippedFile.Names("traces", ".bdf.csv.gz"))})");
        }
        string path = Path.Combine(root, name);
        return File.Exists(path) ? path : throw item.Refuse($"'{name}': no such recording in {root}");
    }
}
