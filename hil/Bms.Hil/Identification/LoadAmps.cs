using System;

namespace Bms.Hil.Identification;

/// <summary>How much current a recording shows that the cell can carry.</summary>
internal static class LoadAmps
{
    private const double LongSeconds = 59.5;
    private const double PulseSeconds = 9.5;
    private const double PulseShare = 0.5;

    /// <summary>
    /// A current that the cell carried, as a magnitude in amperes: the largest held for a minute, or half of the largest held for ten
    /// seconds if that is more, since test pulses go beyond what a cell may carry for long; 0 where there is none.
    /// </summary>
    /// <param name="recording">The recording.</param>
    /// <param name="direction">1 for charging, −1 for discharging.</param>
    public static double Carried(FitRecording recording, int direction) =>
        Math.Max(Sustained(recording, direction, LongSeconds), PulseShare * Sustained(recording, direction, PulseSeconds));

    private static double Sustained(FitRecording recording, int direction, double leastSeconds)
    {
        double largest = 0;
        for (int start = 1; start < recording.Rows; start++)
        {
            // The least current of the window that begins here; a window that falls below the best so far is given up.
            double least = double.MaxValue;
            double seconds = 0;
            for (int row = start; row < recording.Rows && seconds < leastSeconds; row++)
            {
                least = Math.Min(least, recording.Amps[row] * direction);
                if (least <= largest || recording.Gaps.ContainsKey(row))
                    break;
                seconds += recording.StepSeconds[row];
            }
            if (seconds >= leastSeconds && least > largest)
                largest = least;
        }
        return largest;
    }
}
