using System;
using System.IO;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Hil.Packs;

namespace Bms.Board.Tests.Drivers;

/// <summary>A made-up 16-group block whose image has the inputs and rows that the measuring chip serves.</summary>
internal static class DriverPack
{
    private const string Text = """
        name: LFP block for the drivers, 16 groups of 100 Ah
        description: Synthetic.
        cell: synthetic-lfp-100ah
        series: 16
        temperatureSensors: 3
        limits:
          charge: 50 A
          discharge: 100 A
        inputs: [packVoltage, afeSilence, afeReadBack, chargeCounter]
        protection:
          cellOverVoltage: {warning: 3.60 V, derate: 3.62 V, trip: 3.68 V, hysteresis: 80 mV, debounceSamples: 3, debounceTime: 200 ms, recovery: 10 s}
          afeLost: {trip: 500 ms, hysteresis: 50 ms}
          afeDifference: {trip: 1}
        afe: {voltageMargin: 30 mV, currentMargin: 20 %, voltageTolerance: 26 mV, currentTolerance: 20 %, delay: 400 ms, period: 60 s}
        balancing:
          start: 8 mV
          stop: 4 mV
          minimumCell: 3.38 V
          rest: 30 min
        estimation:
          everySteps: 10
        """;

    public static PackConfiguration Configuration { get; } = Read();

    /// <summary>Room for its measurements, filled with what looks good: a driver has to say so itself.</summary>
    public static Measurements Measurements(int groups = 16, int sensors = 3)
    {
        var measurements = new Measurements(groups, sensors);
        Array.Fill(measurements.CellMicrovolts, 3_300_000);
        Array.Fill(measurements.CellValid, true);
        Array.Fill(measurements.TemperatureValid, true);
        Array.Fill(measurements.AuxiliaryValid, true);
        measurements.PackCurrentValid = true;
        measurements.AccumulatedChargeValid = true;
        return measurements;
    }

    public static PackController Controller() => new(Configuration);

    private static PackConfiguration Read()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        File.WriteAllText(path, Text);
        try
        {
            return PackFileReader.Read(path).Configuration;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
