using System;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests;

/// <summary>Whatever the first sample after a boot shows, it trips nothing and moves nothing, with a snapshot or without.</summary>
public sealed class FirstSampleTests
{
    public enum FirstSample
    {
        Good,
        NothingValid,
        AllStale,
        NegativeAges,
        Zeros,
        Largest,
        Smallest,
        OverVoltage,
        UnderVoltage,
        OneGroupAtZero,
        ShortCircuit,
        Hot,
        Cold,
    }

    public static TheoryData<FirstSample, EstimatorKind, bool> Samples()
    {
        var data = new TheoryData<FirstSample, EstimatorKind, bool>();
        foreach (FirstSample sample in Enum.GetValues<FirstSample>())
        {
            foreach (EstimatorKind kind in new[] { EstimatorKind.Coulomb, EstimatorKind.Ekf, EstimatorKind.Aekf })
            {
                data.Add(sample, kind, true);
                data.Add(sample, kind, false);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_first_sample_trips_nothing_and_moves_nothing(FirstSample sample, EstimatorKind kind, bool withSnapshot)
    {
        PackConfiguration pack = PackBench.Pack(2, kind).With("Estimation.StartSigmaPermyriad", 200);
        var restart = new Restart(pack);
        const double Truth = 0.8;
        int quiet = (int)(new ReferenceCell(pack, Truth).Ocv(Truth, 25.0) * 1e6);
        restart.Running.Estimation.Start((float)Truth);
        restart.Hold(60, quiet, 0, restart.Running);
        byte[] snapshot = restart.Snapshot();

        var bench = new PackBench(pack);
        if (withSnapshot)
            Assert.Equal(SnapshotFault.None, bench.Controller.RestoreSnapshot(snapshot, snapshot.Length, 3600000));
        Array.Fill(bench.Measurements.CellMicrovolts, quiet);
        Spoil(bench, sample);
        bench.Step();
        bool started = bench.Controller.Estimation.Valid;
        if (withSnapshot)
            AssertNear(bench, Truth);
        for (int step = 0; step < 100; step++)
        {
            bench.Quiet();
            Array.Fill(bench.Measurements.CellMicrovolts, quiet);
            bench.Step();
            Assert.False(bench.Controller.Protection.AnyTrip);
            if (withSnapshot)
                AssertNear(bench, Truth);
        }
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        for (int number = 0; number < bench.Controller.Diagnostics.Events.Count; number++)
            Assert.True(bench.Controller.Diagnostics.Events.Level(number) < ProtectionStage.LevelTrip);
        // What cannot be believed starts nothing either.
        bool believable = sample is FirstSample.Good or FirstSample.OverVoltage or FirstSample.UnderVoltage or FirstSample.OneGroupAtZero
            or FirstSample.ShortCircuit or FirstSample.Hot or FirstSample.Cold;
        if (!withSnapshot)
            Assert.Equal(believable, started);
        if (!withSnapshot && !believable)
            AssertNear(bench, Truth);
    }

    private static void AssertNear(PackBench bench, double truth) =>
        Assert.Equal((float)truth, bench.Controller.Estimation.Estimator.Soc, 0.02f);

    private static void Spoil(PackBench bench, FirstSample sample)
    {
        int[] volts = bench.Measurements.CellMicrovolts;
        int[] celsius = bench.Measurements.TemperatureCentidegrees;
        switch (sample)
        {
            case FirstSample.NothingValid:
                Array.Fill(bench.Measurements.CellValid, false);
                Array.Fill(bench.Measurements.TemperatureValid, false);
                bench.Measurements.PackCurrentValid = false;
                break;
            case FirstSample.AllStale:
                Age(bench, 1000000);
                break;
            case FirstSample.NegativeAges:
                Age(bench, -1);
                break;
            case FirstSample.Zeros:
                Array.Fill(volts, 0);
                break;
            case FirstSample.Largest:
                Array.Fill(volts, int.MaxValue);
                Array.Fill(celsius, int.MaxValue);
                bench.Measurements.PackMicroamps = int.MaxValue;
                break;
            case FirstSample.Smallest:
                Array.Fill(volts, int.MinValue);
                Array.Fill(celsius, int.MinValue);
                bench.Measurements.PackMicroamps = int.MinValue;
                break;
            case FirstSample.OverVoltage:
                Array.Fill(volts, 4990000);
                break;
            case FirstSample.UnderVoltage:
                Array.Fill(volts, 510000);
                break;
            case FirstSample.OneGroupAtZero:
                volts[1] = 0;
                break;
            case FirstSample.ShortCircuit:
                bench.Measurements.PackMicroamps = -19000000;
                break;
            case FirstSample.Hot:
                Array.Fill(celsius, 14000);
                break;
            case FirstSample.Cold:
                Array.Fill(celsius, -5900);
                break;
        }
    }

    private static void Age(PackBench bench, int milliseconds)
    {
        Array.Fill(bench.Measurements.CellAgeMilliseconds, milliseconds);
        Array.Fill(bench.Measurements.TemperatureAgeMilliseconds, milliseconds);
        bench.Measurements.PackCurrentAgeMilliseconds = milliseconds;
    }
}
