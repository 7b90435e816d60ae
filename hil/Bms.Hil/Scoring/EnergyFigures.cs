using System;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scoring;

/// <summary>
/// What the firmware says at the end of a replay: charge and energy of the pack, times at the smoothed current, and what has flowed.
/// What is not known is null; a time is null too where the current does not lead there within a year.
/// </summary>
public sealed record EnergyFigures(
    double? RemainingAh,
    double? FullAh,
    double? RemainingWh,
    double? FullWh,
    double? Soe,
    double? TimeToEmptySeconds,
    double? TimeToFullSeconds,
    double Cycles,
    double InAh,
    double OutAh,
    double InWh,
    double OutWh)
{
    /// <summary>Takes a rig's figures.</summary>
    public static EnergyFigures Of(EnergyOutputs outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        double? Known(double value) => outputs.Valid ? value : null;
        return new EnergyFigures(
            Known(outputs.RemainingAmpHours),
            Known(outputs.FullAmpHours),
            Known(outputs.RemainingWattHours),
            Known(outputs.FullWattHours),
            Known(outputs.Soe),
            outputs.TimeToEmptySeconds,
            outputs.TimeToFullSeconds,
            outputs.Cycles,
            outputs.InAmpHours,
            outputs.OutAmpHours,
            outputs.InWattHours,
            outputs.OutWattHours);
    }
}
