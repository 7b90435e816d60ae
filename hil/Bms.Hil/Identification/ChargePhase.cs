using System;
using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>A stretch of a recording in which the current has one direction; rests do not end it.</summary>
/// <param name="Direction">1 while charging, −1 while discharging.</param>
/// <param name="First">The first row with current.</param>
/// <param name="Last">The last row with current.</param>
/// <param name="AmpHours">Charge moved, positive when it charges.</param>
internal sealed record ChargePhase(int Direction, int First, int Last, double AmpHours)
{
    private const double LeastShare = 0.02;
    private const double SmallestRate = 0.002;

    /// <summary>The phases that move at least a fiftieth of the charge that the recording moves in all.</summary>
    public static List<ChargePhase> Find(FitRecording recording)
    {
        double span = Span(recording.AmpHours);
        double threshold = Math.Max(SmallestRate * span, 1e-6);
        var phases = new List<ChargePhase>();
        int direction = 0;
        int first = 0;
        int last = 0;
        for (int row = 0; row < recording.Rows; row++)
        {
            double amps = recording.Amps[row];
            int sign = amps > threshold ? 1 : amps < -threshold ? -1 : 0;
            if (sign == 0)
                continue;
            if (sign != direction)
            {
                Close();
                direction = sign;
                first = row;
            }
            last = row;
        }
        Close();
        return phases;

        void Close()
        {
            double moved = direction == 0 ? 0 : recording.AmpHours[last] - recording.AmpHours[Math.Max(0, first - 1)];
            if (moved * direction > LeastShare * span)
                phases.Add(new ChargePhase(direction, first, last, moved));
        }
    }

    /// <summary>Largest less smallest value.</summary>
    internal static double Span(double[] values)
    {
        double lowest = double.MaxValue;
        double highest = double.MinValue;
        foreach (double value in values)
        {
            lowest = Math.Min(lowest, value);
            highest = Math.Max(highest, value);
        }
        return highest - lowest;
    }
}
