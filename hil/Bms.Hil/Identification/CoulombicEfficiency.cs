using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>
/// The share of a charge that comes out again, from whole charges that are followed by whole discharges in one recording, between
/// the same voltages. One pair can be a charge that ended too early; it takes two that agree.
/// </summary>
internal static class CoulombicEfficiency
{
    private const double NearEnd = 0.05;
    private const double Least = 0.97;
    private const double Most = 1.002;
    private const double Agreement = 0.003;

    /// <summary>The efficiency, at most 1; null where the recordings do not support one.</summary>
    public static double? Find(IEnumerable<FitRecording> recordings)
    {
        double[] pairs = [.. recordings.SelectMany(PairsOf).Order()];
        if (pairs.Length < 2 || pairs[^1] - pairs[0] > Agreement)
            return null;
        double middle = pairs[pairs.Length / 2];
        return middle is >= Least and <= Most ? Math.Min(1, middle) : null;
    }

    private static IEnumerable<double> PairsOf(FitRecording recording)
    {
        double lowest = recording.Volts.Min();
        double highest = recording.Volts.Max();
        double near = NearEnd * (highest - lowest);
        List<ChargePhase> phases = ChargePhase.Find(recording);
        for (int index = 1; index < phases.Count; index++)
        {
            (ChargePhase charge, ChargePhase discharge) = (phases[index - 1], phases[index]);
            bool isPair = charge.Direction > 0 && discharge.Direction < 0
                && recording.Volts[Math.Max(0, charge.First - 1)] < lowest + (3 * near)
                && recording.Volts[charge.Last] > highest - near
                && recording.Volts[discharge.Last] < lowest + near;
            if (isPair)
                yield return -discharge.AmpHours / charge.AmpHours;
        }
    }
}
