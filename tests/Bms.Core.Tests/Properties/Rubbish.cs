using System;
using Bms.Core.Measurement;

namespace Bms.Core.Tests.Properties;

/// <summary>Measurements that no board would hand over: any number in any field.</summary>
internal static class Rubbish
{
    private static readonly int[] Edges = [int.MinValue, int.MinValue + 1, -1000, -1, 0, 1, 10, 1000, 3500000, 4300000, int.MaxValue - 1, int.MaxValue];

    /// <summary>Fills everything anew.</summary>
    public static void Fill(Measurements measurements, Random random)
    {
        measurements.NowMilliseconds = random.Next(3) == 0 ? Any(random) : unchecked(measurements.NowMilliseconds + random.Next(500));
        measurements.UnixMilliseconds = random.NextInt64(long.MinValue, long.MaxValue);
        measurements.UnixValid = Either(random);
        Fill(measurements.CellMicrovolts, measurements.CellAgeMilliseconds, measurements.CellValid, random);
        Fill(measurements.TemperatureCentidegrees, measurements.TemperatureAgeMilliseconds, measurements.TemperatureValid, random);
        Fill(measurements.AuxiliaryValue, measurements.AuxiliaryAgeMilliseconds, measurements.AuxiliaryValid, random);
        for (int index = 0; index < measurements.AfeThresholds.Length; index++)
            measurements.AfeThresholds[index] = Any(random);
        measurements.PackMicroamps = Any(random);
        measurements.PackCurrentAgeMilliseconds = Age(random);
        measurements.PackCurrentValid = Either(random);
        measurements.AccumulatedMicrocoulombs = random.NextInt64(long.MinValue, long.MaxValue);
        measurements.AccumulatedChargeValid = Either(random);
        measurements.AfeOpenWires = random.NextInt64(long.MinValue, long.MaxValue);
        measurements.CloseRequested = Either(random);
        measurements.LatchResetRequested = Either(random);
        measurements.ServiceRequested = random.Next(8) == 0;
        measurements.ShutdownRequested = random.Next(16) == 0;
        measurements.ShipRequested = random.Next(64) == 0;
    }

    private static void Fill(int[] values, int[] ages, bool[] valid, Random random)
    {
        for (int channel = 0; channel < values.Length; channel++)
        {
            values[channel] = Any(random);
            ages[channel] = Age(random);
            valid[channel] = random.Next(8) != 0;
        }
    }

    private static bool Either(Random random) => random.Next(2) == 0;

    private static int Age(Random random) => random.Next(4) == 0 ? Any(random) : random.Next(50);

    private static int Any(Random random) => random.Next(3) switch
    {
        0 => Edges[random.Next(Edges.Length)],
        1 => random.Next(int.MinValue, int.MaxValue),
        _ => random.Next(2000000, 4500000),
    };
}
