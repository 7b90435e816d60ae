using System;
using Bms.Hil.Identification;

namespace Bms.Hil.Tests.Identification;

/// <summary>Recordings in memory, row by row.</summary>
internal static class MadeUpRecording
{
    public static FitRecording Of(
        double[] seconds, double[] amps, double[] volts, double[]? ampHours = null, double capacity = 1, FitRole role = FitRole.Pulse)
    {
        var steps = new double[seconds.Length];
        var integral = new double[seconds.Length];
        for (int row = 1; row < seconds.Length; row++)
        {
            steps[row] = seconds[row] - seconds[row - 1];
            integral[row] = integral[row - 1] + (amps[row] * steps[row] / 3600);
        }
        var celsius = new double[seconds.Length];
        Array.Fill(celsius, 25);
        return new FitRecording
        {
            Input = new FitInput { Path = "made/up.csv", Role = role },
            TemperatureSource = "surface",
            Seconds = seconds,
            StepSeconds = steps,
            Amps = amps,
            Volts = volts,
            Celsius = celsius,
            AmpHours = ampHours ?? integral,
            HasCounter = ampHours is not null,
            CapacityAmpHours = capacity,
            StartSoc = 1,
        };
    }
}
