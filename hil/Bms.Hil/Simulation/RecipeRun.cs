using System;
using System.Collections.Generic;
using System.Threading;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Traces;

namespace Bms.Hil.Simulation;

/// <summary>
/// Makes a recording from a recipe. Voltages, current and temperatures are what the instruments read; <c>Net Capacity / Ah</c> is the
/// charge that truly flowed, as a laboratory's own counter would say.
/// </summary>
public static class RecipeRun
{
    private const int CapacityDecimals = 7;
    private const double Micro = 1e-6;
    private const double Centi = 1e-2;
    private const double SecondsPerHour = 3600;
    private const double MillisecondsPerSecond = 1000;

    /// <summary>Writes the recording to a file; compressed if its name ends with <c>.gz</c>.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="path">The file.</param>
    /// <param name="progress">Told the share of the longest duration now and then, 0…1; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static RecipeResult Write(Recipe recipe, string path, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        RecipeResult? result = null;
        OutputFile.Write(path, partial =>
        {
            using BdfTraceWriter writer = BdfTraceWriter.Create(partial, Columns(recipe.Plant));
            result = Write(recipe, writer, progress, cancellation);
        });
        return result!;
    }

    /// <summary>The columns of a recording, in order.</summary>
    public static IReadOnlyList<TraceWriterColumn> Columns(PlantDefinition plant)
    {
        ArgumentNullException.ThrowIfNull(plant);
        List<TraceWriterColumn> columns =
        [
            new(TraceQuantity.TestTime), new(TraceQuantity.Voltage), new(TraceQuantity.Current), new(TraceQuantity.SurfaceTemperature),
            new(TraceQuantity.AmbientTemperature), new(TraceQuantity.NetCapacity, CapacityDecimals),
        ];
        int sensors = plant.Thermal.SensorGroups.Count;
        for (int sensor = 0; sensor < sensors && sensors > 1; sensor++)
            columns.Add(new(TraceQuantity.FirstSensorTemperature + sensor));
        for (int group = 0; group < plant.Groups && plant.Groups > 1; group++)
            columns.Add(new(TraceQuantity.FirstCellVoltage + group));
        return columns;
    }

    /// <summary>Writes the recording's rows.</summary>
    public static RecipeResult Write(
        Recipe recipe, BdfTraceWriter writer, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(writer);
        const int ProgressEveryRows = 1000;
        var pack = new PlantPack(recipe.Plant, recipe.Seed);
        var sensors = new PlantSensors(recipe.Sensors, pack, recipe.Seed);
        var readings = new PlantReadings(pack.Groups, pack.SensorCelsius.Length);
        var row = new TraceRow(pack.Groups > 1 ? pack.Groups : 0);
        DriveRun drive = recipe.Drive.Begin();
        double ampSeconds = 0;
        long rows = 0;
        bool goesOn = true;
        while (goesOn)
        {
            double seconds = rows * recipe.StepsPerRow * recipe.StepMilliseconds / MillisecondsPerSecond;
            sensors.Sample(pack, readings);
            Fill(row, seconds, readings, recipe, ampSeconds / SecondsPerHour);
            writer.Write(row);
            if (rows++ % ProgressEveryRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(seconds / recipe.Drive.LongestSeconds);
            }
            goesOn = Advance(recipe, pack, drive, (rows - 1) * recipe.StepsPerRow, ref ampSeconds);
        }
        return new RecipeResult(rows, pack.Seconds, ampSeconds / SecondsPerHour, pack.Soc.ToArray());
    }

    /// <summary>Moves the pack on by one row; false where the drive has ended within it, which ends the recording at the row before.</summary>
    private static bool Advance(Recipe recipe, PlantPack pack, DriveRun drive, long firstStep, ref double ampSeconds)
    {
        double step = recipe.StepMilliseconds / MillisecondsPerSecond;
        for (long number = firstStep; number < firstStep + recipe.StepsPerRow; number++)
        {
            var inputs = new PlantInputs { MainClosed = true, AmbientCelsius = recipe.AmbientCelsius };
            double from = number * recipe.StepMilliseconds / MillisecondsPerSecond;
            double to = (number + 1) * recipe.StepMilliseconds / MillisecondsPerSecond;
            if (!drive.Demand(from, to, pack, ref inputs))
                return false;
            pack.Step(step, inputs);
            ampSeconds += pack.PackAmps * step;
        }
        return true;
    }

    private static void Fill(TraceRow row, double seconds, PlantReadings readings, Recipe recipe, double netAmpHours)
    {
        int groups = readings.GroupMicrovolts.Length;
        row[TraceQuantity.TestTime] = seconds;
        row[TraceQuantity.Voltage] = Scaled(groups == 1 ? readings.GroupMicrovolts[0] : readings.PackMicrovolts, Micro);
        row[TraceQuantity.Current] = Scaled(readings.PackMicroamps, Micro);
        row[TraceQuantity.SurfaceTemperature] = Scaled(readings.TemperatureCentidegrees[0], Centi);
        row[TraceQuantity.AmbientTemperature] = recipe.AmbientCelsius;
        row[TraceQuantity.NetCapacity] = netAmpHours;
        int sensors = readings.TemperatureCentidegrees.Length;
        for (int sensor = 0; sensor < sensors && sensors > 1; sensor++)
            row[TraceQuantity.FirstSensorTemperature + sensor] = Scaled(readings.TemperatureCentidegrees[sensor], Centi);
        for (int group = 0; group < groups && groups > 1; group++)
            row[TraceQuantity.FirstCellVoltage + group] = Scaled(readings.GroupMicrovolts[group], Micro);
    }

    /// <summary>The integer in its unit; a division gives the double whose shortest text has no more digits than the reading.</summary>
    private static double Scaled(int value, double unit) => value / Math.Round(1 / unit);
}
