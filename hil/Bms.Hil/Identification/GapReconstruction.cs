using System;
using System.Collections.Generic;
using System.Globalization;

namespace Bms.Hil.Identification;

/// <summary>
/// Some testers log around the pulses only: the counter moves in a gap that the current beside it does not explain. Such a gap
/// holds a steady current until its charge is gone, and a rest after that; the current follows from how much longer the gaps with
/// more charge are (the median of the slopes between pairs of gaps, after Theil and Sen, which one odd gap does not move).
/// </summary>
internal static class GapReconstruction
{
    private const double ShortestGapSeconds = 30;
    private const double SmallestShareOfCapacity = 0.001;
    private const double SecondsPerHour = 3600;
    private const double FallbackRate = 1.0 / 3;
    private const double SlowestRate = 0.02;
    private const double FastestRate = 5;
    private const int MostPairs = 20_000;

    /// <summary>Finds the gaps and fills them; returns what it did in words, or null where there was nothing to do.</summary>
    public static string? Fill(FitRecording recording)
    {
        if (!recording.HasCounter)
            return null;
        List<(int Row, double Seconds, double AmpHours)> gaps = FindGaps(recording);
        if (gaps.Count == 0)
            return null;
        double? amps = HoldAmps(gaps, recording.CapacityAmpHours);
        double held = amps ?? (FallbackRate * recording.CapacityAmpHours);
        double hidden = 0;
        foreach ((int row, double seconds, double ampHours) in gaps)
        {
            double needed = Math.Abs(ampHours) * SecondsPerHour / held;
            double flowing = Math.Min(needed, seconds);
            recording.Gaps[row] = new GapCharge(ampHours * SecondsPerHour / flowing, flowing);
            hidden += ampHours;
        }
        string source = amps is null ? "assumed, the gaps do not tell" : "from how the gaps' lengths grow with their charge";
        return string.Create(CultureInfo.InvariantCulture,
            $"{gaps.Count} gaps hide {hidden:+0.000;-0.000} Ah: filled with {held:0.###} A ({source}) until the charge is gone, then rest");
    }

    private static List<(int Row, double Seconds, double AmpHours)> FindGaps(FitRecording recording)
    {
        double shortest = Math.Max(ShortestGapSeconds, 10 * recording.MedianStepSeconds());
        double smallest = SmallestShareOfCapacity * recording.CapacityAmpHours;
        var gaps = new List<(int, double, double)>();
        for (int row = 1; row < recording.Rows; row++)
        {
            double seconds = recording.StepSeconds[row];
            double moved = recording.AmpHours[row] - recording.AmpHours[row - 1];
            if (seconds >= shortest && Math.Abs(moved - (recording.Amps[row] * seconds / SecondsPerHour)) > smallest)
                gaps.Add((row, seconds, moved));
        }
        return gaps;
    }

    private static double? HoldAmps(List<(int Row, double Seconds, double AmpHours)> gaps, double capacity)
    {
        var slopes = new List<double>();
        for (int first = 0; first < gaps.Count && slopes.Count < MostPairs; first++)
        {
            for (int second = first + 1; second < gaps.Count; second++)
            {
                double more = Math.Abs(gaps[second].AmpHours) - Math.Abs(gaps[first].AmpHours);
                if (Math.Abs(more) > 0.005 * capacity)
                    slopes.Add((gaps[second].Seconds - gaps[first].Seconds) / more);
            }
        }
        if (slopes.Count < 3)
            return null;
        slopes.Sort();
        double amps = SecondsPerHour / slopes[slopes.Count / 2];
        return amps > SlowestRate * capacity && amps < FastestRate * capacity ? amps : null;
    }
}
