using System;
using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>
/// A first open-circuit voltage where no slow recording was given: the mean voltage over SOC of the loads, smoothed. The joint fit
/// then tells the overpotentials from it, so it starts with a wide uncertainty.
/// </summary>
internal static class LoadedOcv
{
    /// <summary>How far such a curve may be off, one sigma in volts.</summary>
    public const double SigmaVolts = 0.15;

    private const double SmallestSigmaSoc = 1e-4;
    private const int SmoothingPoints = 10;
    private const double LeastCoverage = 0.6;

    /// <exception cref="BadInputException">The loads cover too little of the SOC.</exception>
    public static OcvCurve Build(IReadOnlyList<FitRecording> loads)
    {
        var sums = new double[OcvCurve.Points];
        var weights = new double[OcvCurve.Points];
        foreach (FitRecording recording in loads)
        {
            for (int row = 1; row < recording.Rows; row++)
            {
                if (!recording.IsUsed(row))
                    continue;
                int point = (int)Math.Round(Math.Clamp(recording.SocAt(row), 0, 1) * (OcvCurve.Points - 1));
                sums[point] += recording.StepSeconds[row] * recording.Volts[row];
                weights[point] += recording.StepSeconds[row];
            }
        }
        int first = Array.FindIndex(weights, weight => weight > 0);
        int last = Array.FindLastIndex(weights, weight => weight > 0);
        if (first < 0 || last - first < LeastCoverage * OcvCurve.Points)
        {
            throw new BadInputException("no --ocv file, and the pulse and dynamic files cover less than 60 % of the SOC: "
                + "an open-circuit voltage cannot be identified");
        }
        var volts = new double[OcvCurve.Points];
        for (int point = 0; point < volts.Length; point++)
            volts[point] = weights[point] > 0 ? sums[point] / weights[point] : double.NaN;
        OcvTables.FillHoles(volts);
        volts = OcvTables.Smooth(volts, SmoothingPoints);
        OcvTables.MakeRising(volts);
        return new OcvCurve
        {
            Volts = volts,
            LowestSoc = OcvCurve.SocOf(first),
            HighestSoc = OcvCurve.SocOf(last),
            SigmaVolts = SigmaVolts,
            SigmaSoc = SmallestSigmaSoc,
        };
    }
}
