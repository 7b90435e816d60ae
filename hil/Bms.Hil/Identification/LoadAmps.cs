using System;

namespace Bms.Hil.Identification;

/// <summary>How much current a recording shows that the cell can carry.</summary>
internal static class LoadAmps
{
    /// <summary>Test pulses of 10 to 30 s go beyond what a cell may carry for long, so they do not count.</summary>
    private const double LeastSeconds = 59.5;

    /// <summary>
    /// The largest current that was held for a minute in one direction, as a magnitude in amperes; 0 where there is none.
    /// </summary>
    /// <param name="recording">The recording.</param>
    /// <param name="direction">1 for charging, −1 for discharging.</param>
    public static double Sustained(FitRecording recording, int direction)
    {
        double largest = 0;
        for (int start = 1; start < recording.Rows; start++)
        {
            // The least current of the window that begins here; a window that falls below the best so far is given up.
            double least = double.MaxValue;
            double seconds = 0;
            for (int row = start; row < recording.Rows && seconds < LeastSeconds; row++)
            {
                least = Math.Min(least, recording.Amps[row] * direction);
                if (least <= largest || recording.Gaps.ContainsKey(row))
                    break;
                seconds += recording.StepSeconds[row];
            }
            if (seconds >= LeastSeconds && least > largest)
                largest = least;
        }
        return largest;
    }
}
