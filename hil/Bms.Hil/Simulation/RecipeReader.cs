using System;
using Bms.Hil.Cells;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Quantities;
using Bms.Hil.Traces;
using Bms.Hil.Yaml;

namespace Bms.Hil.Simulation;

/// <summary>Reads a recipe. Its <c>plant</c>, <c>sensors</c> and <c>drive</c> sections are those of scenarios.</summary>
public static class RecipeReader
{
    private const double Rounding = 1e-6;
    private const int MostRows = 20_000_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">It is missing or refused.</exception>
    public static Recipe Read(string path) => Read(YamlReader.Read(path, "a recipe"));

    /// <summary>Reads a recipe from a tree.</summary>
    /// <exception cref="BadInputException">It is refused.</exception>
    public static Recipe Read(YamlItem root)
    {
        ArgumentNullException.ThrowIfNull(root);
        YamlMap map = root.Map(
            "name", "description", "cell", "series", "parallel", "temperatureSensors", "seed", "step", "row", "ambient", "plant",
            "sensors", "drive");
        CellFile cell = CellFileReader.Read(ShippedFile.Resolve(map.Require("cell"), "cells", ".json", "cell file"));
        int step = Milliseconds(map.Find("step"), 100, 1000);
        int row = Milliseconds(map.Find("row"), 1000, 3_600_000);
        if (row % step != 0)
            throw map.Item.Refuse($"a row every {row} ms with steps of {step} ms; expected a whole number of steps");
        Drive drive = DriveFile.Read(map.Require("drive"));
        if (drive.LongestSeconds / row * 1000 > MostRows)
            throw map.Require("drive").Refuse($"more than {MostRows} rows");
        return new Recipe
        {
            Name = map.Require("name").Text(),
            Description = map.Require("description").Text(),
            Plant = PlantFile.Read(
                map.Find("plant"),
                cell,
                map.Find("series")?.WholeNumber(1, TraceQuantity.MaximumCells) ?? 1,
                map.Find("parallel")?.WholeNumber(1, byte.MaxValue) ?? 1,
                map.Find("temperatureSensors")?.WholeNumber(1, TraceQuantity.MaximumSensors) ?? 1,
                startsClosed: true),
            Sensors = PlantSensorFile.Read(map.Find("sensors")),
            Drive = drive,
            Seed = map.Find("seed")?.Seed() ?? 1,
            StepMilliseconds = step,
            StepsPerRow = row / step,
            AmbientCelsius = map.Find("ambient")?.Quantity(Dimension.Temperature, -100, 200) ?? 25,
        };
    }

    private static int Milliseconds(YamlItem? item, int absent, int highest)
    {
        if (item is null)
            return absent;
        double milliseconds = item.Quantity(Dimension.Time, 0.001, highest / 1000.0) * 1000;
        double whole = Math.Round(milliseconds);
        return Math.Abs(milliseconds - whole) < Rounding ? (int)whole : throw item.Refuse("expected whole milliseconds");
    }
}
