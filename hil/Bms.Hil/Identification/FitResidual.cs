using System;
using Bms.Hil.Cells;

namespace Bms.Hil.Identification;

/// <summary>How far a finished profile is off along one recording that it was identified from, with the recording's own SOC.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Role">What it was used for.</param>
/// <param name="Celsius">Its temperature in the middle.</param>
/// <param name="RmsMillivolts">Root mean square over its rows, weighted by time.</param>
/// <param name="RmsMillivoltsAboveTenPercent">The same where SOC is above 10 %; null without such rows.</param>
/// <param name="MeanMillivolts">Mean of predicted less measured.</param>
public sealed record FitResidual(
    string File, FitRole Role, double Celsius, double RmsMillivolts, double? RmsMillivoltsAboveTenPercent, double MeanMillivolts)
{
    internal const double LongestRowSeconds = 10;

    internal static FitResidual Of(CellFile cell, FitRecording recording)
    {
        double[] volts = CellPrediction.Volts(cell, recording);
        double squares = 0;
        double sum = 0;
        double weights = 0;
        double upperSquares = 0;
        double upperWeights = 0;
        for (int row = 0; row < volts.Length; row++)
        {
            if (!recording.IsUsed(row) || row >= recording.FirstLeftOutRow)
                continue;
            double weight = Math.Min(recording.StepSeconds[row], LongestRowSeconds);
            double error = 1000 * (volts[row] - recording.Volts[row]);
            squares += weight * error * error;
            sum += weight * error;
            weights += weight;
            if (recording.SocAt(row) <= 0.1)
                continue;
            upperSquares += weight * error * error;
            upperWeights += weight;
        }
        return new FitResidual(
            recording.Name,
            recording.Input.Role,
            recording.MedianCelsius(),
            Math.Sqrt(squares / weights),
            upperWeights > 0 ? Math.Sqrt(upperSquares / upperWeights) : null,
            sum / weights);
    }
}
