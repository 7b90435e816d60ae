using System;
using System.Linq;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Rigs;
using Xunit;

namespace Bms.Hil.Tests.PackState;

/// <summary>
/// What the firmware says of energy and time, against what the simulated pack then gives. The firmware is told 4 % too much capacity and
/// 8 % too little resistance, and that is most of what its figures are off by.
/// </summary>
public sealed class EnergyTruthTests
{
    private const double CapacityFactor = 0.96;
    private const double StepSeconds = 0.1;

    [Theory]
    [InlineData("nmc-traction-14s", 0.5, 25)]
    [InlineData("nmc-traction-14s", 1.0, 25)]
    [InlineData("nmc-traction-14s", 0.5, 5)]
    [InlineData("lfp-storage-16s", 0.5, 25)]
    [InlineData("lfp-storage-16s", 0.25, 25)]
    public void Energy_and_time_to_empty_are_what_then_comes_out(string name, double rate, double celsius)
    {
        PackFile pack = PackFileReader.Open(name);
        double capacity = pack.Configuration.Cell.CapacityMicroampHours * 1e-6 * pack.Configuration.ParallelCells;
        double amps = rate * capacity;
        using var rig = new SimRig(pack.Configuration);
        var loop = new ClosedLoop(Settings(pack, new LoadDrive { Value = -amps, Seconds = 20000 }, 0.92, celsius), rig);
        double cutOff = pack.Configuration.Cell.MinimumMicrovolts * 1e-6;
        double[] told = new double[3];
        double outBefore = 0;
        double ahBefore = 0;
        double begin = 0;
        bool going = true;
        // The load has run for six minutes when the question is asked, so that the smoothed current is the load's.
        while (going && (loop.Seconds < 400 || Lowest(loop.Pack) > cutOff))
        {
            going = loop.Step();
            if (begin > 0 || loop.Seconds < 360)
                continue;
            EnergyOutputs energy = rig.Outputs.Energy;
            told = [energy.RemainingWattHours, energy.TimeToEmptySeconds ?? double.NaN, energy.RemainingAmpHours];
            begin = loop.Seconds;
            outBefore = loop.Pack.Energy.TerminalJoules;
            ahBefore = energy.OutAmpHours;
        }
        double wattHours = (outBefore - loop.Pack.Energy.TerminalJoules) / 3600;
        double seconds = loop.Seconds - begin;
        double full = rig.Outputs.Energy.FullWattHours;
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{name} {rate} C {celsius} °C: told {told[0]:0} Wh, came {wattHours:0} Wh ({100 * (told[0] - wattHours) / full:0.0} % of full); told {told[1]:0} s, took {seconds:0} s ({100 * (told[1] - seconds) / seconds:0.0} %); {told[2]:0.0} Ah, {rig.Outputs.Energy.OutAmpHours - ahBefore:0.0} Ah; at the end SOE {rig.Outputs.Energy.Soe:0.000}, lowest {Lowest(loop.Pack):0.000} V"));
        Assert.True(going && loop.Pack.MainClosed, "the pack has to be emptied for a comparison");
        Assert.InRange((told[0] - wattHours) / full, -0.07, 0.07);
        Assert.InRange((told[1] - seconds) / seconds, -0.08, 0.08);
        Assert.InRange(rig.Outputs.Energy.Soe, 0, 0.05);
    }

    /// <summary>The counts of charge and energy, both ways, against the plant's books; the sensors have noise and offsets.</summary>
    [Theory]
    [InlineData("nmc-traction-14s")]
    [InlineData("lfp-storage-16s")]
    public void Throughput_is_the_plants(string name)
    {
        PackFile pack = PackFileReader.Open(name);
        using var rig = new SimRig(pack.Configuration);
        var drive = new WanderDrive { Seconds = 3600, MeanAmps = -10, DeviationAmps = 30, LowestAmps = -80, HighestAmps = 60 };
        var loop = new ClosedLoop(Settings(pack, drive, 0.6, 25), rig);
        double[] truth = new double[4];
        double joules = 0;
        while (loop.Step())
        {
            double moved = loop.Pack.PackAmps * StepSeconds / 3600;
            double energy = (loop.Pack.Energy.TerminalJoules - joules) / 3600;
            joules = loop.Pack.Energy.TerminalJoules;
            truth[moved > 0 ? 0 : 1] += Math.Abs(moved);
            truth[moved > 0 ? 2 : 3] += Math.Abs(energy);
        }
        EnergyOutputs counted = rig.Outputs.Energy;
        double[] told = [counted.InAmpHours, counted.OutAmpHours, counted.InWattHours, counted.OutWattHours];
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join("; ", told.Zip(truth, (said, true_) => FormattableString.Invariant($"{said:0.000} of {true_:0.000} ({100 * ((said / true_) - 1):0.000} %)"))));
        for (int index = 0; index < told.Length; index++)
        {
            Assert.True(truth[index] > 1);
            Assert.InRange(told[index] / truth[index], 0.999, 1.001);
        }
    }

    [Fact]
    public void Time_to_full_is_what_a_constant_charge_then_takes()
    {
        PackFile pack = PackFileReader.Open("lfp-storage-16s");
        using var rig = new SimRig(pack.Configuration);
        var loop = new ClosedLoop(Settings(pack, new LoadDrive { Value = 20, Seconds = 20000 }, 0.3, 25), rig);
        double told = double.NaN;
        while (loop.Step() && loop.Pack.Soc.ToArray().Max() < 1)
        {
            if (loop.Seconds >= 360 && double.IsNaN(told))
                told = loop.Seconds + (rig.Outputs.Energy.TimeToFullSeconds ?? double.NaN);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"told {told:0} s, took {loop.Seconds:0} s"));
        Assert.InRange((told - loop.Seconds) / loop.Seconds, -0.07, 0.07);
    }

    private static double Lowest(PlantPack pack) => pack.GroupVolts.ToArray().Min();

    private static ClosedLoopSettings Settings(PackFile pack, Drive drive, double startSoc, double celsius) => new()
    {
        Plant = new PlantDefinition
        {
            Cell = pack.Cell,
            Groups = pack.Configuration.SeriesGroups,
            ParallelCells = pack.Configuration.ParallelCells,
            ResistanceFactor = 1.08,
            CapacityFactor = CapacityFactor,
            StartSoc = startSoc,
            StartCelsius = celsius,
            Spread = new PlantSpread { CapacityFraction = 0.005, ResistanceFraction = 0.02, StartSoc = 0.004 },
            Thermal = new PlantThermalDefinition
            {
                CellJoulesPerKelvin = 1000,
                CellToAmbientWattsPerKelvin = 1,
                SensorGroups = [.. Enumerable.Range(0, pack.Configuration.TemperatureSensors)],
            },
        },
        Drive = drive,
        Seed = 5,
        AmbientCelsius = celsius,
        ObeysLimits = false,
    };
}
