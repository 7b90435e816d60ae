using System;
using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Hil.Faults;
using Bms.Hil.Reports;
using Bms.Hil.Rigs;
using Bms.Hil.Scoring;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Scoring;

public sealed class ReplayRunTests : IDisposable
{
    private const string Cell = "synthetic-nmc-50ah";

    private readonly SmallTrace _traces = new();

    public void Dispose() => _traces.Dispose();

    [Fact]
    public void Counting_on_clean_input_follows_the_reference()
    {
        ReplayResult result = Run(new ReplaySettings { TracePath = _traces.Discharge("a.csv", 1801, -50), Cell = Cell, Estimator = EstimatorKind.Coulomb });
        Assert.Equal(1801, result.Samples);
        Assert.Equal(0.5, result.Soc.FinalReference!.Value, 6);
        Assert.InRange(result.Soc.Max!.Value, 0, 1e-6);
    }

    [Fact]
    public void Without_a_counter_the_reference_integrates_each_row_over_the_time_before_it()
    {
        string counted = _traces.Discharge("a.csv", 901, -50);
        string integrated = _traces.Discharge("b.csv", 901, -50, withCounter: false);
        double? expected = Run(new ReplaySettings { TracePath = counted, Cell = Cell }).Soc.FinalReference;
        Assert.Equal(expected!.Value, Run(new ReplaySettings { TracePath = integrated, Cell = Cell }).Soc.FinalReference!.Value, 6);
    }

    [Fact]
    public void The_estimator_is_told_the_reference_unless_told_otherwise()
    {
        string path = _traces.Discharge("a.csv", 601, -50);
        ReplaySettings settings = new() { TracePath = path, Cell = Cell, Estimator = EstimatorKind.Coulomb, ReferenceSoc = 0.8 };
        Assert.Equal(0.8, Samples(settings)[0].SocEstimate, 5);
        Assert.Equal(0.6, Samples(settings with { InitialSoc = 0.6 })[0].SocEstimate, 5);
        Assert.Equal(0.5, Samples(settings with { Disturbances = new Disturbances { InitialSocError = -0.3 } })[0].SocEstimate, 5);
        Assert.Equal(1.0, Samples(settings with { Disturbances = new Disturbances { InitialSocError = 0.3 } })[0].SocEstimate, 5);
    }

    [Fact]
    public void The_capacity_is_told_too_unless_disturbed()
    {
        string path = _traces.Discharge("a.csv", 1801, -50);
        ReplaySettings settings = new() { TracePath = path, Cell = Cell, Estimator = EstimatorKind.Coulomb, CapacityAmpHours = 100 };
        Assert.Equal(0.75, Run(settings).Soc.Final!.Value, 4);
        Assert.Equal(0.75, Run(settings).Soc.FinalReference!.Value, 4);
        ReplayResult wrong = Run(settings with { Disturbances = new Disturbances { CapacityError = -0.5 } });
        Assert.Equal(0.5, wrong.Soc.Final!.Value, 4);
        Assert.Equal(0.75, wrong.Soc.FinalReference!.Value, 4);
    }

    [Fact]
    public void A_cut_counts_from_the_first_row_but_the_reference_runs_from_the_start()
    {
        string path = _traces.Discharge("a.csv", 1801, -50, startSeconds: 7000);
        List<ReplaySample> samples = Samples(new ReplaySettings
        {
            TracePath = path,
            Cell = Cell,
            Estimator = EstimatorKind.Coulomb,
            FromSeconds = 900,
            ToSeconds = 1000,
        });
        Assert.Equal(101, samples.Count);
        Assert.Equal(900, samples[0].Seconds, 9);
        Assert.Equal(0.75, samples[0].SocReference, 6);
        Assert.Equal(0.75, samples[0].SocEstimate, 4);
        Assert.Equal(1000, samples[^1].Seconds, 9);
    }

    [Fact]
    public void Errors_count_from_score_from()
    {
        string path = _traces.Discharge("a.csv", 1801, -50);
        ReplaySettings settings = new() { TracePath = path, Cell = Cell, InitialSoc = 0.2, Estimator = EstimatorKind.Coulomb };
        Assert.Equal(0.8, Run(settings).Soc.Max!.Value, 3);
        // Counting from 0.2 on, the estimate stops at 0 while the reference falls to 0.5.
        Assert.Equal(0.525, Run(settings with { ScoreFromSeconds = 1710 }).Soc.Max!.Value, 3);
    }

    [Fact]
    public void Sensor_errors_reach_the_firmware_but_not_the_reference()
    {
        string path = _traces.Discharge("a.csv", 1801, -50);
        ReplaySettings settings = new() { TracePath = path, Cell = Cell, Estimator = EstimatorKind.Coulomb };
        ReplayResult offset = Run(settings with { Disturbances = new Disturbances { CurrentOffsetAmps = 5 } });
        Assert.Equal(0.5, offset.Soc.FinalReference!.Value, 6);
        Assert.Equal(0.55, offset.Soc.Final!.Value, 4);
        ReplayResult gain = Run(settings with { Disturbances = new Disturbances { CurrentGain = 0.02 } });
        Assert.Equal(0.49, gain.Soc.Final!.Value, 4);
    }

    [Fact]
    public void Equal_runs_give_equal_digests_and_the_seed_matters()
    {
        string path = _traces.Discharge("a.csv", 600, -20);
        ReplaySettings settings = new() { TracePath = path, Cell = Cell, Disturbances = new Disturbances { VoltageNoiseVolts = 0.002 } };
        string digest = Run(settings).Digest;
        Assert.Equal(digest, Run(settings).Digest);
        Assert.NotEqual(digest, Run(settings with { Seed = 2 }).Digest);
        Assert.NotEqual(digest, Run(settings with { Disturbances = new Disturbances() }).Digest);
    }

    [Fact]
    public void Group_voltages_replay_as_a_pack()
    {
        string path = _traces.Write(
            "pack.csv",
            "Test Time / s,Voltage / V,Current / A,Cell Voltage 1 / V,Cell Voltage 2 / V,Cell Voltage 3 / V,Temperature T1 / degC\n"
            + "0,11.1,0,3.7,3.7,3.7,25\n1,11.1,0,3.7,3.7,,25\n2,11.1,0,3.7,3.7,,25\n3,11.1,0,3.7,3.7,,25\n");
        ReplayResult result = Run(new ReplaySettings { TracePath = path, Cell = Cell });
        Assert.Equal("t1", result.TemperatureSource);
        Assert.Contains(result.Events, happened => happened is { Kind: "cellVoltageLost", Level: "trip", Channel: 2 });
    }

    [Fact]
    public void Series_groups_share_a_single_cells_voltage()
    {
        string path = _traces.Discharge("a.csv", 60, -20);
        double? single = Run(new ReplaySettings { TracePath = path, Cell = Cell }).Soc.Final;
        Assert.Equal(single, Run(new ReplaySettings { TracePath = path, Cell = Cell, SeriesGroups = 16 }).Soc.Final);
    }

    [Fact]
    public void Over_voltage_becomes_an_event_at_its_time()
    {
        string path = _traces.Discharge("a.csv", 20, 1, volts: row => row < 10 ? 3.7 : 4.4);
        ReplayResult result = Run(new ReplaySettings { TracePath = path, Cell = Cell, ReferenceSoc = 0.5 });
        ReplayEvent trip = Assert.Single(result.Events, happened => happened is { Kind: "cellOverVoltage", Level: "trip" });
        // Three fresh samples: the first is at 10 s.
        Assert.Equal(12, trip.AtSeconds);
    }

    private static ReplayResult Run(ReplaySettings settings) => ReplayRun.Run(settings, null, TestContext.Current.CancellationToken);

    private static List<ReplaySample> Samples(ReplaySettings settings)
    {
        var observer = new Collector();
        ReplayRun.Run(settings, observer, TestContext.Current.CancellationToken);
        return observer.Samples;
    }

    private sealed class Collector : IReplayObserver
    {
        public List<ReplaySample> Samples { get; } = [];

        public void OnSample(in ReplaySample sample) => Samples.Add(sample);

        public void OnEvent(double seconds, in RigEvent happened)
        {
        }
    }
}
