using System;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>What a board would read of the plant.</summary>
public sealed class PlantSensorsTests
{
    private static readonly PlantChannelDefinition Perfect = new();

    [Fact]
    public void PerfectSensorsReadTheTruthInTheFirmwaresUnits()
    {
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(), groups: 3);
        pack.Step(1.0, PlantCellsForTests.Drive(-1.5));
        PlantReadings readings = Sample(pack, Define(), 1);
        for (int g = 0; g < 3; g++)
            Assert.Equal((int)Math.Round(pack.GroupVolts[g] * 1e6), readings.GroupMicrovolts[g]);
        Assert.Equal((int)Math.Round(pack.PackVolts * 1e6), readings.PackMicrovolts);
        Assert.Equal(-1_500_000, readings.PackMicroamps);
        Assert.Equal((int)Math.Round(pack.SensorCelsius[0] * 100.0), readings.TemperatureCentidegrees[0]);
        Assert.Equal((int)Math.Round(pack.LinkVolts * 1e6), readings.LinkMicrovolts);
    }

    [Fact]
    public void GainOffsetAndResolutionApplyInThisOrder()
    {
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear());
        pack.Step(1.0, PlantCellsForTests.Drive(2.0));
        var amps = new PlantChannelDefinition { GainError = 0.01, Offset = -0.1, Resolution = 0.25 };
        Assert.Equal(2_000_000, Sample(pack, Define(amps: amps), 1).PackMicroamps);
        amps = new PlantChannelDefinition { GainError = 0.01, Offset = 0.11, Resolution = 0.25 };
        Assert.Equal(2_250_000, Sample(pack, Define(amps: amps), 1).PackMicroamps);
    }

    [Fact]
    public void NoiseHasItsMeanDeviationAndNoMemory()
    {
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear());
        pack.Step(1.0, PlantCellsForTests.Drive(0.0));
        PlantSensorDefinition definition = Define(volts: new PlantChannelDefinition { Noise = 0.002 });
        var sensors = new PlantSensors(definition, pack, 9);
        var readings = new PlantReadings(1, 1);
        const int Samples = 100_000;
        double sum = 0.0;
        double squares = 0.0;
        double neighbours = 0.0;
        double last = 0.0;
        for (int k = 0; k < Samples; k++)
        {
            sensors.Sample(pack, readings);
            double error = (readings.GroupMicrovolts[0] / 1e6) - pack.GroupVolts[0];
            sum += error;
            squares += error * error;
            neighbours += error * last;
            last = error;
        }
        double deviation = Math.Sqrt(squares / Samples);
        Assert.Equal(0.002, deviation, 0.00002);
        Assert.Equal(0.0, sum / Samples, 0.00003);
        Assert.Equal(0.0, neighbours / squares, 0.015);
    }

    [Fact]
    public void OneSeedGivesOneReading()
    {
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(), groups: 8);
        pack.Step(1.0, PlantCellsForTests.Drive(-1.0));
        var definition = new PlantSensorDefinition();
        Assert.Equal(Sample(pack, definition, 4).GroupMicrovolts, Sample(pack, definition, 4).GroupMicrovolts);
        Assert.NotEqual(Sample(pack, definition, 4).GroupMicrovolts, Sample(pack, definition, 5).GroupMicrovolts);
    }

    [Fact]
    public void TheCurrentIsOlderThanTheVoltages()
    {
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear());
        var definition = new PlantSensorDefinition { PackAmps = Perfect, GroupVolts = Perfect, CurrentLeadSeconds = 0.005 };
        var sensors = new PlantSensors(definition, pack, 1);
        var readings = new PlantReadings(1, 1);
        pack.Step(0.097, PlantCellsForTests.Drive(-1.0));
        pack.Step(0.003, PlantCellsForTests.Drive(-6.0));
        sensors.Sample(pack, readings);
        Assert.Equal(-1_000_000, readings.PackMicroamps);
        Assert.Equal(pack.OcvVolts[0] - 0.12, readings.GroupMicrovolts[0] / 1e6, 1e-6);
        pack.Step(0.003, PlantCellsForTests.Drive(-6.0));
        sensors.Sample(pack, readings);
        Assert.Equal(-6_000_000, readings.PackMicroamps);
    }

    [Fact]
    public void AStepAndASampleAllocateNothing()
    {
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Full(), groups: 16);
        var sensors = new PlantSensors(new PlantSensorDefinition(), pack, 1);
        var readings = new PlantReadings(16, 1);
        PlantInputs inputs = PlantCellsForTests.Drive(-5.0, 0.0);
        pack.Step(0.1, inputs);
        sensors.Sample(pack, readings);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 2000; step++)
        {
            pack.Step(0.1, inputs);
            sensors.Sample(pack, readings);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static PlantSensorDefinition Define(PlantChannelDefinition? volts = null, PlantChannelDefinition? amps = null) => new()
    {
        GroupVolts = volts ?? Perfect,
        PackVolts = Perfect,
        LinkVolts = Perfect,
        PackAmps = amps ?? Perfect,
        Temperatures = Perfect,
    };

    private static PlantReadings Sample(PlantPack pack, PlantSensorDefinition definition, ulong seed)
    {
        var readings = new PlantReadings(pack.Groups, pack.SensorCelsius.Length);
        new PlantSensors(definition, pack, seed).Sample(pack, readings);
        return readings;
    }
}
