using System;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Tests.Reports;

/// <summary>Rows that look like a drive cycle, for pictures: made up from sines and a seeded generator, no model of anything.</summary>
internal static class MadeUpReplay
{
    public static ReplayRecorder Record(int rows = 48_000, int seed = 1, double startError = -0.1, bool events = true)
    {
        var random = new Random(seed);
        var recorder = new ReplayRecorder();
        double reference = 0.98;
        double error = startError;
        double current = 0;
        for (int row = 0; row < rows; row++)
        {
            double seconds = row * 0.1;
            if (row % 60 == 0)
                current = -0.8 + 2.6 * Math.Sin(seconds / 37) * random.NextDouble() - 1.6 * random.NextDouble();
            reference += current * 0.1 / 3_600 / 2.9;
            error *= 0.99993;
            double sigma = 0.006 + 0.05 * Math.Exp(-seconds / 500);
            double volts = 3.1 + 1.05 * reference + 0.035 * current;
            if (events && row == rows * 3 / 16)
                recorder.AddEvent(seconds, "under-voltage", MarkLevel.Warning);
            if (events && row == rows * 5 / 8)
                recorder.AddEvent(seconds, "over-temperature discharge", MarkLevel.Derate);
            if (events && row == rows * 21 / 32)
                recorder.AddEvent(seconds, "over-temperature discharge", MarkLevel.Trip);
            recorder.Add(new ReplaySample(
                seconds,
                reference + error + 0.002 * Math.Sin(seconds / 90),
                reference,
                sigma,
                volts + 0.004 * (random.NextDouble() - 0.5),
                volts + 0.012 * Math.Sin(seconds / 21),
                current,
                25 + 9 * (1 - Math.Exp(-seconds / 2_000)) + 0.05 * random.NextDouble()));
        }
        return recorder;
    }
}
