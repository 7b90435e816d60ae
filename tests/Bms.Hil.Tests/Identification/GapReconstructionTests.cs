using System.Collections.Generic;
using Bms.Hil.Identification;
using Xunit;

namespace Bms.Hil.Tests.Identification;

public class GapReconstructionTests
{
    [Fact]
    public void The_current_of_the_gaps_follows_from_their_lengths()
    {
        FitRecording recording = WithGaps(amps: 0.8, restSeconds: 1800, longerRestOfSecond: 1800);
        string? said = GapReconstruction.Fill(recording);
        Assert.Contains("5 gaps hide -0.600 Ah: filled with 0.8 A", said, System.StringComparison.Ordinal);
        Assert.Equal(5, recording.Gaps.Count);
        foreach (GapCharge gap in recording.Gaps.Values)
            Assert.Equal(-0.8, gap.Amps, 1e-6);
    }

    [Fact]
    public void Gaps_that_the_current_explains_are_left_alone()
    {
        double[] counter = [0, -1 / 3600.0, -2 / 3600.0, -1000 / 3600.0, -1001 / 3600.0];
        FitRecording recording = MadeUpRecording.Of([0, 1, 2, 1000, 1001], [-1, -1, -1, -1, -1], new double[5], counter);
        Assert.Null(GapReconstruction.Fill(recording));
        Assert.Empty(recording.Gaps);
    }

    [Fact]
    public void Without_a_counter_there_is_nothing_to_fill_with() =>
        Assert.Null(GapReconstruction.Fill(MadeUpRecording.Of([0, 1, 2, 1000], [0, 0, 0, 0], new double[4])));

    [Fact]
    public void Too_few_gaps_take_an_assumed_current_and_say_so()
    {
        FitRecording recording = MadeUpRecording.Of([0, 1, 2, 3, 2000], [0, 0, 0, 0, 0], new double[5], [0, 0, 0, 0, -0.1]);
        Assert.Contains("assumed", GapReconstruction.Fill(recording), System.StringComparison.Ordinal);
        GapCharge gap = recording.Gaps[4];
        Assert.Equal(-0.1, gap.Amps * gap.Seconds / 3600, 1e-9);
        Assert.True(gap.Seconds <= 1997);
    }

    private static FitRecording WithGaps(double amps, double restSeconds, double longerRestOfSecond)
    {
        var seconds = new List<double>();
        var ampHours = new List<double>();
        double now = 0;
        double charge = 0;
        for (int gap = 0; gap < 6; gap++)
        {
            for (int row = 0; row < 30; row++)
            {
                seconds.Add(now++);
                ampHours.Add(charge);
            }
            double moved = 0.04 + (0.04 * gap);
            charge -= moved;
            now += (moved * 3600 / amps) + restSeconds + (gap == 1 ? longerRestOfSecond : 0) - 1;
        }
        double[] zeros = new double[seconds.Count];
        return MadeUpRecording.Of([.. seconds], zeros, zeros, [.. ampHours]);
    }
}
