using System;
using Bms.Core.PackState;

namespace Bms.Hil.Rigs;

/// <summary>What the firmware says the pack still gives and takes, and what has flowed.</summary>
public sealed class EnergyOutputs
{
    private const double OnePerMicro = 1e-6;

    /// <summary>Whether charge and energy mean something; the counters always do.</summary>
    public bool Valid { get; private set; }

    /// <summary>Charge that the weakest group holds, in ampere-hours.</summary>
    public double RemainingAmpHours { get; private set; }

    /// <summary>The pack's usable capacity, in ampere-hours.</summary>
    public double FullAmpHours { get; private set; }

    /// <summary>Energy that comes out at the reference rate, in watt-hours.</summary>
    public double RemainingWattHours { get; private set; }

    /// <summary>The same from full, in watt-hours.</summary>
    public double FullWattHours { get; private set; }

    /// <summary>State of energy, 0…1.</summary>
    public double Soe { get; private set; }

    /// <summary>Time to empty at the smoothed current, in seconds; null where it is unknown or never.</summary>
    public double? TimeToEmptySeconds { get; private set; }

    /// <summary>Time to full at the smoothed current, in seconds; null where it is unknown or never.</summary>
    public double? TimeToFullSeconds { get; private set; }

    /// <summary>Full equivalent cycles.</summary>
    public double Cycles { get; private set; }

    /// <summary>Charge that went in, in ampere-hours.</summary>
    public double InAmpHours { get; private set; }

    /// <summary>Charge that came out, in ampere-hours.</summary>
    public double OutAmpHours { get; private set; }

    /// <summary>Energy that went in, in watt-hours.</summary>
    public double InWattHours { get; private set; }

    /// <summary>Energy that came out, in watt-hours.</summary>
    public double OutWattHours { get; private set; }

    /// <summary>Takes what the firmware shows.</summary>
    public void Take(EnergyStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        Valid = stage.Valid;
        RemainingAmpHours = stage.RemainingAmpHours;
        FullAmpHours = stage.FullAmpHours;
        RemainingWattHours = stage.RemainingWattHours;
        FullWattHours = stage.FullWattHours;
        Soe = stage.Soe;
        TimeToEmptySeconds = Told(stage.TimeToEmptySeconds);
        TimeToFullSeconds = Told(stage.TimeToFullSeconds);
        Cycles = stage.FullEquivalentCycles;
        InAmpHours = stage.In.MicroampHours * OnePerMicro;
        OutAmpHours = stage.Out.MicroampHours * OnePerMicro;
        InWattHours = stage.In.MicrowattHours * OnePerMicro;
        OutWattHours = stage.Out.MicrowattHours * OnePerMicro;
    }

    private static double? Told(float seconds) => seconds >= 0f && seconds < EnergyStage.LongestSeconds ? seconds : null;
}
