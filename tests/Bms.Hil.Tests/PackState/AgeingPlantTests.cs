using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Rigs;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.PackState;

/// <summary>
/// Half a year of a simulated pack that loses a fifth of its capacity while its resistance grows by half: the firmware, told the capacity of
/// the new pack, follows. BMS_WRITE_DOCS=1 writes the picture.
/// </summary>
public sealed class AgeingPlantTests
{
    private const int Days = 180;
    private const int EveryDays = 2;
    private const double StepSeconds = 10;
    private const double SensorGain = 0.003;
    private const double SensorOffsetAmps = 0.05;
    private const double VoltageOffset = 0.002;
    private const double SecondsPerDay = 86400;

    private double _seconds;

    private sealed record Day(double Number, double True, double Learned, double Sigma, double TrueOhms, double Ohms);

    [Theory]
    [InlineData(EstimatorKind.Aekf, 1.0)]
    [InlineData(EstimatorKind.Ekf, 0.9)]
    public void The_learned_capacity_follows_a_pack_that_ages(EstimatorKind estimator, double told)
    {
        List<Day> days = Live(estimator, told);
        Day[] settled = days.Where(day => day.Number >= 10).ToArray();
        double rmse = Math.Sqrt(settled.Average(day => Math.Pow((day.Learned / day.True) - 1, 2)));
        double covered = settled.Average(day => Math.Abs(day.Learned - day.True) <= 2 * day.Sigma ? 1 : 0);
        double resistance = settled.Max(day => Math.Abs((day.Ohms / day.TrueOhms) - 1));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{estimator} told {told}: RMSE {100 * rmse:0.00} %, covered {100 * covered:0} %, mean sigma {100 * settled.Average(day => day.Sigma / day.True):0.00} %, last {days[^1].Learned:0.00} of {days[^1].True:0.00} Ah, resistance within {100 * resistance:0.0} %");
        if (estimator == EstimatorKind.Aekf)
            Draw(days);
        Assert.InRange(rmse, 0, 0.02);
        Assert.InRange(covered, 0.95, 1);
        Assert.InRange(resistance, 0, 0.1);
    }

    private List<Day> Live(EstimatorKind estimator, double told)
    {
        CellFile cell = CellFileReader.Read(Path.Combine(RecordedTraces.RepositoryRoot, "hil", "cells", "synthetic-nmc-50ah.json"));
        double ampHours = cell.CapacityAmpHours;
        PackConfiguration pack = PackBuilder.Build(
            cell, new PackOptions { SeriesGroups = 1, Estimator = estimator, CapacityAmpHours = told * ampHours }, "synthetic");
        using var rig = new SimRig(pack);
        rig.Start(0.9);
        var days = new List<Day>();
        var random = new Random(5);
        double firstOhms = double.NaN;
        for (int number = 0; number < Days; number += EveryDays)
        {
            double age = (double)number / Days;
            double capacity = 1 - (0.2 * age);
            double resistance = 1.05 + (0.5 * age);
            var plant = new PlantPack(
                new PlantDefinition
                {
                    Cell = cell,
                    CapacityFactor = capacity,
                    ResistanceFactor = resistance,
                    StartSoc = 0.9,
                    Circuit = new PlantCircuitDefinition { StartsClosed = true },
                },
                1);
            _seconds = number * SecondsPerDay;
            Drive(plant, rig, 0, 1800, _ => true);
            // Before anything is learned it is the profile's, of which the plant's is a multiple.
            if (double.IsNaN(firstOhms))
                firstOhms = rig.Outputs.ResistanceOhms;
            double rate = 0.25 * ampHours;
            Drive(plant, rig, -rate, 36000, soc => soc > 0.2, random);
            Drive(plant, rig, 0, 1800, _ => true);
            Drive(plant, rig, rate, 36000, soc => soc < 0.9, random);
            Drive(plant, rig, 0, 1200, _ => true);
            RigOutputs outputs = rig.Outputs;
            days.Add(new Day(number, capacity * ampHours, outputs.CapacityAmpHours, outputs.CapacitySigmaAmpHours, resistance * firstOhms, outputs.ResistanceOhms));
        }
        return days;
    }

    private void Drive(PlantPack plant, SimRig rig, double amps, double seconds, Func<double, bool> goesOn, Random? random = null)
    {
        double load = amps;
        for (int step = 0; step * StepSeconds < seconds && goesOn(plant.Soc[0]); step++)
        {
            if (random is not null && step % 6 == 0)
                load = amps * 2 * random.NextDouble();
            plant.Step(StepSeconds, new PlantInputs { Load = PlantLoad.Current, LoadAmps = load, MainClosed = true, AmbientCelsius = 25 });
            _seconds += StepSeconds;
            rig.Inputs.NowMilliseconds = unchecked((int)(long)(_seconds * 1000));
            rig.Inputs.CloseRequested = true;
            rig.Inputs.PackMicroamps = (int)(1e6 * ((load * (1 + SensorGain)) + SensorOffsetAmps));
            rig.Inputs.PackCurrentValid = true;
            rig.Inputs.CellMicrovolts[0] = (int)(1e6 * (plant.GroupVolts[0] + VoltageOffset));
            rig.Inputs.CellValid[0] = true;
            Array.Fill(rig.Inputs.TemperatureCentidegrees, (int)Math.Round(100 * plant.SensorCelsius[0]));
            Array.Fill(rig.Inputs.TemperatureValid, true);
            rig.Step();
        }
    }

    private static void Draw(List<Day> days)
    {
        double[] x = days.Select(day => day.Number).ToArray();
        var chart = new Chart("Capacity learned over half a year of ageing")
        {
            Subtitle = "simulated pack (synthetic cell), aekf, sensor with 0.3 % gain, 50 mA and 2 mV offset",
            AxisKind = AxisKind.Number,
            AxisLabel = "Time",
            AxisUnit = "d",
        };
        var capacity = new Panel("Capacity", "Ah") { Height = 200 };
        capacity.Series.Add(new BandSeries(
            "±2σ", x, days.Select(day => day.Learned - (2 * day.Sigma)).ToArray(), days.Select(day => day.Learned + (2 * day.Sigma)).ToArray(), Tone.Blue));
        capacity.Series.Add(new LineSeries("learned", x, days.Select(day => day.Learned).ToArray(), Tone.Blue));
        capacity.Series.Add(new LineSeries("true", x, days.Select(day => day.True).ToArray(), Tone.Neutral) { Dashed = true });
        chart.Panels.Add(capacity);
        var resistance = new Panel("Resistance, 10 s, 25 °C, 50 %", "mΩ") { Height = 120 };
        resistance.Series.Add(new LineSeries("learned", x, days.Select(day => 1000 * day.Ohms).ToArray(), Tone.Orange));
        resistance.Series.Add(new LineSeries("true", x, days.Select(day => 1000 * day.TrueOhms).ToArray(), Tone.Neutral) { Dashed = true });
        chart.Panels.Add(resistance);
        string svg = chart.ToSvg();
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(Path.Combine(RecordedTraces.RepositoryRoot, "docs", "pictures", "ageing.svg"), svg);
        Assert.Contains("learned", svg, StringComparison.Ordinal);
    }
}
