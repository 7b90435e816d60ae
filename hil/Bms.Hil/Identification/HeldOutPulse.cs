using System;
using System.Collections.Generic;
using Bms.Hil.Cells;

namespace Bms.Hil.Identification;

/// <summary>A pulse that was kept from the identification with the rest after it, and how well the finished cell predicts both.</summary>
/// <param name="File">The recording's name.</param>
/// <param name="Number">Which of the recording's pulses, from 1.</param>
/// <param name="StartSeconds">When it begins, since the first row.</param>
/// <param name="Soc">SOC at its start.</param>
/// <param name="Celsius">Temperature at its start.</param>
/// <param name="Amps">Its mean current, positive when it charges.</param>
/// <param name="PulseSeconds">How long it lasts, without the rest.</param>
/// <param name="RmsMillivolts">Root mean square error over pulse and rest, weighted by time.</param>
/// <param name="EndMillivolts">Predicted less measured voltage at the pulse's last row.</param>
public sealed record HeldOutPulse(
    string File,
    int Number,
    double StartSeconds,
    double Soc,
    double Celsius,
    double Amps,
    double PulseSeconds,
    double RmsMillivolts,
    double EndMillivolts)
{
    /// <summary>Scores the omitted pulses of a recording.</summary>
    internal static IEnumerable<HeldOutPulse> Of(CellFile cell, FitRecording recording)
    {
        if (recording.OmittedPulses.Count == 0)
            yield break;
        double[] volts = CellPrediction.Volts(cell, recording);
        foreach (PulseSpan pulse in recording.OmittedPulses)
            yield return Score(recording, volts, pulse);
    }

    private static HeldOutPulse Score(FitRecording recording, double[] volts, PulseSpan pulse)
    {
        double squares = 0;
        double weights = 0;
        double ampSeconds = 0;
        double seconds = 0;
        for (int row = pulse.First; row <= pulse.LastOfRest; row++)
        {
            double weight = Math.Min(recording.StepSeconds[row], FitResidual.LongestRowSeconds);
            double error = 1000 * (volts[row] - recording.Volts[row]);
            squares += weight * error * error;
            weights += weight;
            if (row > pulse.Last)
                continue;
            ampSeconds += recording.Amps[row] * recording.StepSeconds[row];
            seconds += recording.StepSeconds[row];
        }
        return new HeldOutPulse(
            recording.Name, pulse.Number, recording.Seconds[pulse.First], recording.SocAt(pulse.First), recording.Celsius[pulse.First],
            seconds > 0 ? ampSeconds / seconds : recording.Amps[pulse.Last], seconds, weights > 0 ? Math.Sqrt(squares / weights) : 0,
            1000 * (volts[pulse.Last] - recording.Volts[pulse.Last]));
    }
}
