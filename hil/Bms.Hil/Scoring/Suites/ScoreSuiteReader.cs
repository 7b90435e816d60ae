using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Packs;
using Bms.Hil.Quantities;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Reading;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Reads what <c>score</c> is given: a suite file with its recordings, or one that only includes others.</summary>
public sealed class ScoreSuiteReader
{
    private const int MostRecordings = 10_000;
    private const double MostAmpHours = 2000;
    private const string Folder = "scoring";

    private readonly string? _data;
    private readonly IReadOnlyList<EstimatorKind>? _estimators;
    private bool _usesData;

    private ScoreSuiteReader(string? data, IReadOnlyList<EstimatorKind>? estimators)
    {
        _data = data;
        _estimators = estimators;
    }

    /// <summary>Reads a suite.</summary>
    /// <param name="nameOrPath">A path, or the name of a suite that the project ships.</param>
    /// <param name="data">The folder of the recordings, in place of what suites say; null for what they say.</param>
    /// <param name="estimators">Run in place of those that suites name; null for those.</param>
    /// <exception cref="BadInputException">Something is missing or wrong: the first fault, in one line.</exception>
    public static ScoreSuite Open(string nameOrPath, string? data = null, IReadOnlyList<EstimatorKind>? estimators = null)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        string path = ShippedFile.Resolve(nameOrPath, Folder, ".yaml", "suite to score");
        YamlItem root = YamlReader.Read(path, "a suite to score");
        var reader = new ScoreSuiteReader(data, estimators);
        YamlMap map = MapOf(root);
        var recordings = new List<ScoreRecording>();
        if (map.RequireOneOf("include", "recordings") == "include")
        {
            foreach (string other in (ReadOnlySpan<string>)["data", "cells", "estimators", "disturbances", "limits", "seed"])
            {
                if (map.Find(other) is YamlItem extra)
                    throw extra.Refuse("a suite that includes others has no recordings of its own, so this means nothing");
            }
            foreach (YamlItem entry in map.Require("include").List(1, MostRecordings))
                recordings.AddRange(reader.Included(entry));
        }
        else
        {
            recordings.AddRange(reader.Recordings(map));
        }
        if (data is not null && !reader._usesData)
            throw new BadInputException($"--data {data}: {path} names no folder of recordings ('data'), so there is none to replace");
        RefuseTwins(recordings);
        return new ScoreSuite { Name = map.Require("score").Text(), Description = map.Find("description")?.Text() ?? "", Recordings = recordings };
    }

    private static YamlMap MapOf(YamlItem root) =>
        root.Map("score", "description", "include", "data", "cells", "estimators", "disturbances", "limits", "seed", "recordings");

    private List<ScoreRecording> Included(YamlItem entry)
    {
        string path = ShippedFile.Resolve(entry, Folder, ".yaml", "suite to score");
        YamlMap map = MapOf(YamlReader.Read(path, "a suite to score"));
        if (map.Find("include") is YamlItem nested)
            throw nested.Refuse("an included suite cannot include others");
        return Recordings(map);
    }

    private List<ScoreRecording> Recordings(YamlMap map)
    {
        YamlItem? named = map.Find("data");
        _usesData |= named is not null;
        string? root = DataRoot.Find(named, _data);
        IReadOnlyDictionary<string, ScoreCell> cells = CellRecipeReader.Read(map.Require("cells"), root);
        ulong seed = map.Find("seed")?.Seed() ?? 1;
        IReadOnlyList<ScoreDisturbance> disturbances = map.Find("disturbances") is YamlItem list ? DisturbanceReader.Read(list) : StandardDisturbances.All;
        IReadOnlyList<EstimatorKind> estimators = EstimatorsOf(map.Find("estimators")) ?? [EstimatorKind.Ekf];
        var recordings = new List<ScoreRecording>();
        foreach (YamlItem entry in map.Require("recordings").List(1, MostRecordings))
        {
            YamlMap own = entry.Map(
                "name", "file", "cell", "capacity", "referenceSoc", "initialSoc", "temperature", "series", "from", "to", "scoreFrom", "estimators",
                "disturbances", "limits");
            IReadOnlyList<ScoreDisturbance> applied = own.Find("disturbances") is YamlItem item ? DisturbanceReader.Read(item) : disturbances;
            YamlItem file = own.Require("file");
            recordings.Add(new ScoreRecording
            {
                Name = NameOf(own.Require("name")),
                Place = entry.Where,
                Cell = own.Require("cell").Choice(cells),
                Path = CellRecipeReader.FileOf(file, file.Text(), root),
                Settings = SettingsOf(own, seed),
                Estimators = EstimatorsOf(own.Find("estimators")) ?? estimators,
                Disturbances = applied,
                Limits = LimitReader.Read(map.Find("limits"), own.Find("limits"), applied),
            });
        }
        return recordings;
    }

    private static ReplaySettings SettingsOf(YamlMap map, ulong seed)
    {
        TimeWindow part = WindowReader.Read(map, within: false);
        return new ReplaySettings
        {
            TracePath = "",
            Cell = "",
            ReferenceSoc = map.Find("referenceSoc")?.Quantity(Dimension.Fraction, 0, 1) ?? 1,
            InitialSoc = map.Find("initialSoc")?.Quantity(Dimension.Fraction, 0, 1),
            CapacityAmpHours = map.Find("capacity")?.Quantity(Dimension.Charge, 0.001, MostAmpHours),
            TemperatureCelsius = map.Find("temperature")?.Quantity(Dimension.Temperature, -100, 200),
            SeriesGroups = map.Find("series")?.WholeNumber(1, PackConfiguration.MaximumSeriesGroups),
            FromSeconds = part.FromSeconds,
            ToSeconds = part.ToSeconds,
            ScoreFromSeconds = map.Find("scoreFrom")?.Quantity(Dimension.Time, part.FromSeconds, part.ToSeconds),
            Seed = seed,
        };
    }

    private IReadOnlyList<EstimatorKind>? EstimatorsOf(YamlItem? item)
    {
        if (_estimators is not null)
            return _estimators;
        EstimatorKind[]? kinds = item?.List(1).Select(entry => entry.Choice(EstimatorNames.Kinds)).ToArray();
        if (kinds is not null && kinds.Distinct().Count() < kinds.Length)
            throw item!.Refuse("an estimator is there twice");
        return kinds;
    }

    private static string NameOf(YamlItem item)
    {
        string name = item.Text();
        return name.Contains('/', StringComparison.Ordinal) ? throw item.Refuse($"'{name}': expected a name without /") : name;
    }

    private static void RefuseTwins(List<ScoreRecording> recordings)
    {
        var seen = new HashSet<(string, string)>();
        foreach (ScoreRecording recording in recordings)
        {
            if (!seen.Add((recording.Cell.Name, recording.Name)))
                throw new BadInputException($"{recording.Place}: the name '{recording.Name}' is there twice for the cell '{recording.Cell.Name}'");
        }
    }
}
