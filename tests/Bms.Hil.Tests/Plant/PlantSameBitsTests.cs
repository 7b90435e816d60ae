using System;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>A run of everything, folded into one number that has to come out on every machine.</summary>
public sealed class PlantSameBitsTests
{
    [Fact]
    public void ARunGivesTheSameBitsEverywhere() => Assert.Equal("101A3666449F67CB", Run(11).ToString("X16"));

    [Fact]
    public void ASeedChangesThem() => Assert.NotEqual(Run(11), Run(12));

    private static ulong Run(ulong seed)
    {
        var definition = new PlantDefinition
        {
            Cell = PlantCellsForTests.Full(),
            Groups = 7,
            CapacityFactor = 0.95,
            ResistanceFactor = 1.1,
            StartSoc = 0.7,
            StartCelsius = -5.0,
            Spread = new PlantSpread { CapacityFraction = 0.02, ResistanceFraction = 0.05, StartSoc = 0.02, SelfDischargeAmps = 0.001 },
            Thermal = new PlantThermalDefinition { NeighbourWattsPerKelvin = 0.3, BoardToGroupWattsPerKelvin = 0.02, SensorGroups = [0, 6] },
        };
        var pack = new PlantPack(definition, seed);
        var sensors = new PlantSensors(new PlantSensorDefinition(), pack, seed);
        var readings = new PlantReadings(7, 2);
        ulong digest = 0xCBF2_9CE4_8422_2325;
        for (int step = 0; step < 10_000; step++)
        {
            var inputs = new PlantInputs
            {
                Load = step / 500 % 3 == 2 ? PlantLoad.Power : PlantLoad.Current,
                LoadAmps = -6.0 + (step / 100 % 7),
                LoadWatts = -50.0,
                ChargerOn = step > 8000,
                ChargerAmps = 9.0,
                ChargerGroupVolts = 4.15,
                MainClosed = step is > 20 and not 5000,
                PrechargeClosed = step is > 2 and < 20,
                BleedMask = (uint)step / 300 % 128,
                AmbientCelsius = -5.0 + (step / 1000),
            };
            pack.Step(step % 10 == 0 ? 0.25 : 0.1, inputs);
            sensors.Sample(pack, readings);
            Fold(ref digest, readings.PackMicroamps);
            Fold(ref digest, readings.LinkMicrovolts);
            foreach (int microvolts in readings.GroupMicrovolts)
                Fold(ref digest, microvolts);
            foreach (double volts in pack.GroupVolts)
                Fold(ref digest, BitConverter.DoubleToInt64Bits(volts));
            foreach (double celsius in pack.SensorCelsius)
                Fold(ref digest, BitConverter.DoubleToInt64Bits(celsius));
        }
        return digest;
    }

    /// <summary>FNV-1a over eight bytes.</summary>
    private static void Fold(ref ulong digest, long value)
    {
        for (int shift = 0; shift < 64; shift += 8)
            digest = (digest ^ (byte)(value >> shift)) * 0x100_0000_01B3;
    }
}
