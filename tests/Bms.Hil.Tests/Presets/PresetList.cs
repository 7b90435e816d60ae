using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Scenarios;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Scenarios;
using Bms.Hil.Tests.Support;

namespace Bms.Hil.Tests.Presets;

/// <summary>A shipped cell with the packs that are made of it and the scenarios that run those, each by its file's name.</summary>
internal sealed record Preset(string Name, CellFile Cell, IReadOnlyList<PackFile> Packs, IReadOnlyList<Scenario> Scenarios);

/// <summary>Everything that the project ships, cell by cell.</summary>
internal static class PresetList
{
    public static IReadOnlyList<Preset> Read()
    {
        PackFile[] packs = [.. Directory.EnumerateFiles(Path.Combine(RecordedTraces.RepositoryRoot, "hil", "packs"), "*.yaml")
            .Order(StringComparer.Ordinal).Select(PackFileReader.Read)];
        Scenario[] scenarios = [.. ShippedSuite.Read().Scenarios];
        return [.. Directory.EnumerateFiles(ShippedCells.Folder, "*.json").Order(StringComparer.Ordinal).Select(path => Path.GetFileNameWithoutExtension(path))
            .Select(name => new Preset(
                name,
                CellFileReader.Read(ShippedCells.PathOf(name + ".json")),
                [.. packs.Where(pack => Path.GetFileNameWithoutExtension(pack.CellPath) == name)],
                [.. scenarios.Where(scenario => Path.GetFileNameWithoutExtension(scenario.Pack.CellPath) == name)]))];
    }
}
