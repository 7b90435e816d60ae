using System;

namespace Bms.Hil.Identification;

/// <summary>
/// What the states of the cell model do along a recording, exactly: the currents through the polarisation branches, and hysteresis.
/// </summary>
internal static class BranchCurrents
{
    private const double NearFull = 0.95;
    private const double NearEmpty = 0.05;
    private const double SmallestRate = 0.003;

    /// <summary>The current filtered with a time constant, from rest; exact for currents that hold over their row's time.</summary>
    /// <param name="recording">The recording; its gaps carry what was found to flow in them.</param>
    /// <param name="tauSeconds">The time constant, above 0.</param>
    public static double[] Filter(FitRecording recording, double tauSeconds)
    {
        var result = new double[recording.Rows];
        double state = 0;
        for (int row = 0; row < result.Length; row++)
        {
            double seconds = recording.StepSeconds[row];
            if (recording.Gaps.TryGetValue(row, out GapCharge gap))
            {
                state = Follow(state, gap.Amps, gap.Seconds / tauSeconds);
                state *= Math.Exp(-(seconds - gap.Seconds) / tauSeconds);
            }
            else
            {
                state = Follow(state, recording.Amps[row], seconds / tauSeconds);
            }
            result[row] = state;
        }
        return result;
    }

    /// <summary>
    /// The hysteresis state along a recording: dh = rate · |ΔSOC| · (direction − h). A cell that starts full has been charged, one
    /// that starts empty has been discharged; else it starts in the middle.
    /// </summary>
    public static double[] Hysteresis(FitRecording recording, double rate)
    {
        var result = new double[recording.Rows];
        double state = StartState(recording);
        result[0] = state;
        for (int row = 1; row < result.Length; row++)
        {
            double moved = (recording.AmpHours[row] - recording.AmpHours[row - 1]) / recording.CapacityAmpHours;
            double kept = Math.Exp(-rate * Math.Abs(moved));
            state = (kept * state) + ((1 - kept) * Math.Sign(moved));
            result[row] = state;
        }
        return result;
    }

    /// <summary>
    /// The direction of the last current, 1 or −1, held through rest. Before any current it is that of what brought the cell where it
    /// starts: up to full, down to empty; 0 between.
    /// </summary>
    public static double[] LastSign(FitRecording recording)
    {
        var result = new double[recording.Rows];
        double smallest = SmallestRate * recording.CapacityAmpHours;
        double sign = StartState(recording);
        for (int row = 0; row < result.Length; row++)
        {
            double amps = recording.Gaps.TryGetValue(row, out GapCharge gap) ? gap.Amps : recording.Amps[row];
            if (Math.Abs(amps) > smallest)
                sign = Math.Sign(amps);
            result[row] = sign;
        }
        return result;
    }

    /// <summary>What a branch current becomes under saturation: asinh(c·x)/c with x in multiples of the capacity per hour.</summary>
    /// <param name="amps">The filtered current.</param>
    /// <param name="perRate">Curvature c, 0 for none.</param>
    /// <param name="capacityAmpHours">The capacity.</param>
    public static double Saturate(double amps, double perRate, double capacityAmpHours) =>
        perRate <= 0 ? amps : Math.Asinh(perRate * amps / capacityAmpHours) * capacityAmpHours / perRate;

    private static double StartState(FitRecording recording) =>
        recording.StartSoc > NearFull ? 1 : recording.StartSoc < NearEmpty ? -1 : 0;

    private static double Follow(double state, double amps, double times) => amps + ((state - amps) * Math.Exp(-times));
}
