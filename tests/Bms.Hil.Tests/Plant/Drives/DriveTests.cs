using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Xunit;

namespace Bms.Hil.Tests.Plant.Drives;

/// <summary>Each drive alone on a plant whose contactors are closed: what it asks, and when it ends.</summary>
public sealed class DriveTests
{
    [Fact]
    public void A_load_holds_for_its_time()
    {
        List<double> amps = Run(new LoadDrive { Value = -2, Seconds = 3 }, 0.5);
        Assert.Equal([-2, -2, -2, -2, -2, -2], amps);
    }

    [Fact]
    public void A_load_ends_at_a_voltage_of_a_group()
    {
        PlantPack pack = Pack();
        List<double> amps = Run(new LoadDrive { Value = -3, Seconds = 7200, UntilGroupBelowVolts = 3.3 }, 1, pack);
        Assert.InRange(amps.Count, 1000, 3600);
        Assert.Equal(3.3, pack.GroupVolts[0], 1e-3);
        amps = Run(new LoadDrive { Value = 3, Seconds = 7200, UntilGroupAboveVolts = 3.5 }, 1, pack);
        Assert.InRange(amps.Count, 100, 3600);
        Assert.Equal(3.5, pack.GroupVolts[0], 1e-3);
    }

    [Fact]
    public void A_charge_ends_at_its_tail_and_can_begin_again()
    {
        PlantPack pack = Pack(0.9);
        List<double> amps = Run(new ChargeDrive { Amps = 3, PackVolts = 4.2, TailAmps = 0.3, Seconds = 7200 }, 1, pack);
        Assert.Equal(3, amps[0], 1e-9);
        Assert.InRange(amps[^2], 0.29, 0.32);
        Assert.True(pack.ChargerFinished);
        Assert.Equal(4.2, pack.PackVolts, 0.02);
        double charged = amps.Sum();
        // Two charges with a discharge between: the second one has as much to do as was taken out.
        var again = new SequenceDrive([new LoadDrive { Value = -3, Seconds = 100 }, new ChargeDrive { Amps = 3, PackVolts = 4.2, TailAmps = 0.3, Seconds = 7200 }]);
        amps = Run(again, 1, pack);
        Assert.InRange(amps.Count, 150, 7100);
        Assert.InRange(charged, 100, 1200);
    }

    [Fact]
    public void A_charge_directly_after_a_finished_one_begins_anew_and_ends_by_itself()
    {
        var charge = new ChargeDrive { Amps = 3, PackVolts = 4.2, TailAmps = 0.3, Seconds = 7200 };
        int once = Run(charge, 1, Pack(0.9)).Count;
        int twice = Run(new SequenceDrive([charge], times: 2), 1, Pack(0.9)).Count;
        Assert.InRange(twice, once + 1, once + 60);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void A_profile_keeps_its_charge_whatever_the_step(double step)
    {
        var drive = new ProfileDrive(PlantLoad.Current, [10, 10.5, 12, 13.7, 20], [99, -1, -4, 2, -0.5]);
        Assert.Equal(10, drive.LongestSeconds);
        double coulombs = Run(drive, step).Sum() * step;
        Assert.Equal((-1 * 0.5) + (-4 * 1.5) + (2 * 1.7) + (-0.5 * 6.3), coulombs, 1e-9);
    }

    [Fact]
    public void A_profile_of_power_is_power()
    {
        PlantPack pack = Pack();
        List<double> amps = Run(new ProfileDrive(PlantLoad.Power, [0, 10], [0, -20]), 1, pack);
        Assert.Equal(-20, amps[^1] * pack.PackVolts, 0.05);
    }

    [Fact]
    public void A_sequence_runs_its_parts_in_turn_and_again()
    {
        var drive = new SequenceDrive([new LoadDrive { Value = 1, Seconds = 2 }, new RestDrive(1), new LoadDrive { Value = -2, Seconds = 1 }], times: 2);
        Assert.Equal(8, drive.LongestSeconds);
        Assert.Equal([1, 1, 0, -2, 1, 1, 0, -2], Run(drive, 1));
        // A definition can run any number of times.
        Assert.Equal([1, 1, 0, -2, 1, 1, 0, -2], Run(drive, 1));
    }

    [Fact]
    public void A_wandering_drive_has_its_mean_its_spread_and_its_bounds()
    {
        var drive = new WanderDrive { Seconds = 40_000, MeanAmps = -0.01, DeviationAmps = 1, HoldSeconds = 1, Memory = 0.5, LowestAmps = -2.5, HighestAmps = 2.5 };
        List<double> amps = Run(drive, 1, Pack(0.5));
        double mean = amps.Average();
        double deviation = Math.Sqrt(amps.Average(value => (value - mean) * (value - mean)));
        Assert.Equal(-0.01, mean, 0.03);
        Assert.Equal(1, deviation, 0.03);
        Assert.Equal((-2.5, 2.5), (amps.Min(), amps.Max()));
        double covariance = amps.Zip(amps.Skip(1), (left, right) => (left - mean) * (right - mean)).Average();
        Assert.Equal(0.5, covariance / (deviation * deviation), 0.03);
        Assert.Equal(amps, Run(drive, 1, Pack(0.5)));
    }

    [Fact]
    public void A_wandering_drive_does_not_depend_on_the_step()
    {
        var drive = new WanderDrive { Seconds = 100, DeviationAmps = 1, HoldSeconds = 2 };
        List<double> slow = Run(drive, 2);
        List<double> quick = Run(drive, 0.1);
        Assert.Equal(slow, quick.Where((_, index) => index % 20 == 0));
        Assert.Equal(quick[0], quick[19]);
    }

    [Fact]
    public void Pulses_stand_at_each_level_of_charge()
    {
        var pulses = new PulseDrive
        {
            DischargePulseAmps = 6,
            ChargePulseAmps = 4,
            LevelAmpHours = 0.3,
            LevelAmps = 1.5,
            RestSeconds = 600,
            Levels = 3,
        };
        PlantPack pack = Pack(1);
        List<double> amps = Run(pulses.ToDrive(), 1, pack);
        Assert.Equal(600 + (3 * (10 + 40 + 10 + 40 + 720 + 600)), amps.Count);
        Assert.Equal((30, 30, 2160), (amps.Count(value => value == -6), amps.Count(value => value == 4), amps.Count(value => value == -1.5)));
        double soc = 1 - (((3 * 0.3) + (3 * 10 * 2 / 3600.0)) / 3);
        Assert.Equal(soc, pack.Soc[0], 1e-6);
        Assert.Equal(-6, amps[600]);
    }

    /// <summary>Runs a drive to its end; the current of each step.</summary>
    private static List<double> Run(Drive drive, double step, PlantPack? pack = null)
    {
        pack ??= Pack();
        var amps = new List<double>();
        DriveRun run = drive.Begin();
        while (amps.Count < 1_000_000)
        {
            var inputs = new PlantInputs { MainClosed = true, AmbientCelsius = 25 };
            if (!run.Demand(amps.Count * step, (amps.Count + 1) * step, pack, ref inputs))
                return amps;
            pack.Step(step, inputs);
            amps.Add(pack.PackAmps);
        }
        throw new InvalidOperationException("the drive does not end");
    }

    private static PlantPack Pack(double soc = 0.8) => new(
        new PlantDefinition
        {
            Cell = PlantCellsForTests.Linear(),
            StartSoc = soc,
            Circuit = new PlantCircuitDefinition { StartsClosed = true },
        },
        1);
}
