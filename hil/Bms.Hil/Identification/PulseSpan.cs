using System;
using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>A pulse of a pulse test: a short load between rests, with the rest that follows it.</summary>
/// <param name="Number">Which of the recording's pulses, from 1.</param>
/// <param name="First">The first row with current.</param>
/// <param name="Last">The last row with current.</param>
/// <param name="LastOfRest">The last row of the rest after it.</param>
internal readonly record struct PulseSpan(int Number, int First, int Last, int LastOfRest)
{
    private const double LoadRate = 0.02;
    private const double LongestSeconds = 180;

    /// <summary>All pulses: currents of at most three minutes; what is longer moves the cell to its next SOC and is none.</summary>
    public static List<PulseSpan> Find(FitRecording recording)
    {
        double smallest = LoadRate * recording.CapacityAmpHours;
        var pulses = new List<PulseSpan>();
        int row = 1;
        while (row < recording.Rows)
        {
            if (!IsLoad(row))
            {
                row++;
                continue;
            }
            int first = row;
            int direction = Math.Sign(recording.Amps[row]);
            double seconds = 0;
            while (row < recording.Rows && IsLoad(row) && Math.Sign(recording.Amps[row]) == direction)
                seconds += recording.StepSeconds[row++];
            int last = row - 1;
            // A gap ends the rest: what was not logged belongs to no pulse.
            while (row < recording.Rows && !IsLoad(row) && !recording.Gaps.ContainsKey(row))
                row++;
            if (seconds <= LongestSeconds && !recording.Gaps.ContainsKey(first))
                pulses.Add(new PulseSpan(pulses.Count + 1, first, last, row - 1));
        }
        return pulses;

        bool IsLoad(int at) => Math.Abs(recording.Amps[at]) > smallest;
    }

    /// <summary>Keeps every n-th pulse and the rest after it from the identification.</summary>
    public static void Omit(FitRecording recording, int every)
    {
        foreach (PulseSpan pulse in Find(recording))
        {
            if (pulse.Number % every == 0)
                recording.Omit(pulse);
        }
    }
}
