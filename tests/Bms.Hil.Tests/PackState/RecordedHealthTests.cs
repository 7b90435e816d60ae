using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Hil.Cells;
using Bms.Hil.Faults;
using Bms.Hil.Identification;
using Bms.Hil.Packs;
using Bms.Hil.Scoring;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Support;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.PackState;

/// <summary>Capacity and resistance learned from three recorded random walks in one replay, told wrong by a fifth and by a third.</summary>
public sealed class RecordedHealthTests : IDisposable
{
    private const string Folder = "dmegc_nmc_2600/exp25_r1/";
    private const double TrueAmpHours = 2.752;

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(-0.2)]
    [InlineData(0.2)]
    public void Capacity_told_wrong_is_within_three_percent_after_three_walks(double error)
    {
        ReplayResult result = Replay(1, error, "random_walk_01", "random_walk_25", "random_walk_50");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"told {1 + error}: {result.CapacityAhFinal:0.000} ± {result.CapacityAhSigma:0.000} Ah, after each {string.Join(", ", result.Recordings!.Select(one => $"{one.CapacityAhFinal:0.000}"))}");
        Assert.InRange(result.CapacityAhFinal, 0.97 * TrueAmpHours, 1.03 * TrueAmpHours);
        Assert.InRange(Math.Abs(result.CapacityAhFinal - TrueAmpHours), 0, 2 * result.CapacityAhSigma);
        Assert.InRange(result.CapacityAhSigma, 0, 0.06 * TrueAmpHours);
        Assert.Equal(3, result.Recordings!.Count);
        Assert.All(result.Recordings.Skip(1), one => Assert.Equal(3600, one.Restart!.OffSeconds));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.7)]
    [InlineData(1.3)]
    public void Resistance_told_wrong_comes_to_the_one_of_the_recorded_pulses(double told)
    {
        ReplayResult result = Replay(told, 0, "pulse_1");
        CellFile cell = Told(told);
        PackConfiguration pack = PackBuilder.Build(cell, new PackOptions { SeriesGroups = 1 }, "told");
        var model = new GroupModel(pack);
        double ratio = result.ResistanceOhmFinal / PulseOhms(model, 0.5, 25);
        var errors = new List<double>();
        foreach ((double soc, double celsius, double ohms) in Pulses())
        {
            double learned = ratio * PulseOhms(model, soc, celsius);
            errors.Add((learned / ohms) - 1);
            TestContext.Current.TestOutputHelper?.WriteLine($"SOC {soc:0.00} {celsius:0.0} °C: pulse {1000 * ohms:0.0} mΩ, learned {1000 * learned:0.0} mΩ ({100 * errors[^1]:+0.0;-0.0} %)");
        }
        double rms = Math.Sqrt(errors.Average(error => error * error));
        TestContext.Current.TestOutputHelper?.WriteLine($"told {told}: ratio {ratio:0.000}, mean {100 * errors.Average():0.0} %, RMS {100 * rms:0.0} %");
        Assert.True(errors.Count >= 5);
        Assert.InRange(errors.Average(), -0.05, 0.05);
        Assert.InRange(rms, 0, 0.1);
        // Beside the pulses around 60 % the profile itself dips by 15 %, which one ratio cannot mend.
        Assert.True(errors.Count(error => Math.Abs(error) <= 0.1) >= errors.Count - 2);
        Assert.All(errors, error => Assert.InRange(error, -0.18, 0.1));
    }

    private ReplayResult Replay(double resistance, double capacityError, params string[] names)
    {
        string cell = _scratch.PathOf("cell.json");
        CellFileWriter.Write(Told(resistance), cell);
        ReplaySettings[] settings = names.Select(name => new ReplaySettings
        {
            TracePath = RecordedTraces.PathOf(Folder + name + ".bdf.csv.gz"),
            Cell = cell,
            Estimator = EstimatorKind.Aekf,
            Disturbances = new Disturbances { CapacityError = capacityError },
        }).ToArray();
        return ReplaySeries.Run(settings, 3600, null, TestContext.Current.CancellationToken);
    }

    /// <summary>The cell as its own recordings identify it, with every resistance multiplied.</summary>
    private static CellFile Told(double resistance)
    {
        CellFile cell = CellFitter.Run(
            new FitSettings
            {
                Inputs =
                [
                    FitInput.Parse(RecordedTraces.PathOf(Folder + "ocv_c20_discharge.bdf.csv.gz") + ";capacity=2.752", FitRole.Ocv),
                    FitInput.Parse(RecordedTraces.PathOf(Folder + "pulse_1.bdf.csv.gz") + ";capacity=2.752", FitRole.Pulse),
                    FitInput.Parse(RecordedTraces.PathOf(Folder + "random_walk_01.bdf.csv.gz") + ";capacity=2.752", FitRole.Dynamic),
                ],
                Name = "DMEGC",
                CapacityAmpHours = TrueAmpHours,
            },
            null,
            CancellationToken.None).Cell;
        Multiply(cell.R0Ohms, resistance);
        foreach (CellBranch branch in cell.Branches)
            Multiply(branch.Ohms, resistance);
        return cell;
    }

    private static void Multiply(double[][] table, double factor)
    {
        foreach (double[] row in table)
        {
            for (int node = 0; node < row.Length; node++)
                row[node] *= factor;
        }
    }

    /// <summary>What the voltage does in the first ten seconds of each recorded pulse, over its current, in the middle of the range.</summary>
    private static List<(double Soc, double Celsius, double Ohms)> Pulses()
    {
        var pulses = new List<(double, double, double)>();
        using TraceReader reader = TraceReader.Open(RecordedTraces.PathOf(Folder + "pulse_1.bdf.csv.gz"));
        TraceTemperature? temperature = null;
        var row = new TraceRow(reader.Columns.CellCount);
        double soc = 1;
        double lastSeconds = double.NaN;
        double lastAmps = 0;
        double lastVolts = 0;
        while (reader.Read(row))
        {
            temperature ??= TraceTemperature.Resolve(reader, null);
            double step = row.CurrentAmps - lastAmps;
            if (row.TimeSeconds > lastSeconds)
                soc += row.CurrentAmps * (row.TimeSeconds - lastSeconds) / 3600 / TrueAmpHours;
            if (Math.Abs(lastAmps) < 0.01 && Math.Abs(step) > 0.5 && row.TimeSeconds - lastSeconds is > 9 and < 11 && soc is > 0.25 and < 0.9)
                pulses.Add((soc, temperature.CelsiusOf(row), (row.VoltageVolts - lastVolts) / step));
            (lastSeconds, lastAmps, lastVolts) = (row.TimeSeconds, row.CurrentAmps, row.VoltageVolts);
        }
        return pulses;
    }

    private static double PulseOhms(GroupModel model, double soc, double celsius)
    {
        model.Locate((float)soc, (int)Math.Round(100 * celsius));
        double ohms = model.R0Ohms();
        for (int branch = 0; branch < model.BranchCount; branch++)
            ohms += model.BranchOhms(branch) * (1 - Math.Exp(-10 / model.TauSeconds(branch)));
        return ohms;
    }
}
