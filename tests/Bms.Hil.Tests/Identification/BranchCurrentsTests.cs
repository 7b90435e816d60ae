using System;
using Bms.Hil.Identification;
using Xunit;

namespace Bms.Hil.Tests.Identification;

public class BranchCurrentsTests
{
    [Fact]
    public void A_step_follows_the_exponential_at_any_spacing()
    {
        FitRecording recording = MadeUpRecording.Of([0, 1, 1.5, 40, 41], [0, -2, -2, -2, 0], new double[5]);
        double[] amps = BranchCurrents.Filter(recording, 30);
        Assert.Equal(-2 * (1 - Math.Exp(-1 / 30.0)), amps[1], 1e-12);
        Assert.Equal(-2 * (1 - Math.Exp(-40 / 30.0)), amps[3], 1e-12);
        Assert.Equal(amps[3] * Math.Exp(-1 / 30.0), amps[4], 1e-12);
    }

    [Fact]
    public void A_filled_gap_flows_first_and_rests_then()
    {
        FitRecording recording = MadeUpRecording.Of([0, 2000], [0, 0], new double[2], [0, -0.1]);
        recording.Gaps[1] = new GapCharge(-0.9, 400);
        double expected = -0.9 * (1 - Math.Exp(-400 / 600.0)) * Math.Exp(-1600 / 600.0);
        Assert.Equal(expected, BranchCurrents.Filter(recording, 600)[1], 1e-12);
    }

    [Fact]
    public void Hysteresis_starts_on_the_branch_that_the_cell_came_from_and_crosses_with_its_rate()
    {
        FitRecording recording = MadeUpRecording.Of([0, 36, 72], [0, -1, -1], new double[3]);
        double[] state = BranchCurrents.Hysteresis(recording, 50);
        Assert.Equal(1, state[0]);
        Assert.Equal((2 * Math.Exp(-0.5)) - 1, state[1], 1e-12);
        Assert.Equal((2 * Math.Exp(-1.0)) - 1, state[2], 1e-12);
    }

    [Fact]
    public void Saturation_is_linear_for_small_currents_and_flattens_for_large_ones()
    {
        Assert.Equal(0.7, BranchCurrents.Saturate(0.7, 0, 2));
        Assert.Equal(0.001, BranchCurrents.Saturate(0.001, 3, 2), 1e-8);
        Assert.Equal(Math.Asinh(15) * 2 / 3, BranchCurrents.Saturate(10, 3, 2), 1e-12);
        Assert.Equal(-BranchCurrents.Saturate(10, 3, 2), BranchCurrents.Saturate(-10, 3, 2), 1e-12);
    }
}
