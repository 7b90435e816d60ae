using System.Collections.Generic;

namespace Bms.Hil.Plant.Drives;

/// <summary>
/// A hybrid pulse power characterisation (HPPC, after the FreedomCAR Battery Test Manual, INL 2003): at each level of charge a discharge
/// pulse, a rest and a charge pulse, then a slow discharge to the next level and a long rest.
/// </summary>
public sealed class PulseDrive
{
    /// <summary>Magnitude of the discharge pulse, in amperes.</summary>
    public double DischargePulseAmps { get; init; }

    /// <summary>Magnitude of the charge pulse, in amperes.</summary>
    public double ChargePulseAmps { get; init; }

    /// <summary>Length of either pulse, in seconds.</summary>
    public double PulseSeconds { get; init; } = 10;

    /// <summary>Rest after either pulse, in seconds.</summary>
    public double PauseSeconds { get; init; } = 40;

    /// <summary>Charge between two levels, in ampere-hours.</summary>
    public double LevelAmpHours { get; init; }

    /// <summary>Magnitude of the current between two levels, in amperes.</summary>
    public double LevelAmps { get; init; }

    /// <summary>Rest at each level, in seconds.</summary>
    public double RestSeconds { get; init; } = 3600;

    /// <summary>Number of levels.</summary>
    public int Levels { get; init; } = 10;

    /// <summary>It ends a discharge early once any group is at or below this, in volts; null for never.</summary>
    public double? LowestGroupVolts { get; init; }

    /// <summary>The sequence of pulses, rests and discharges.</summary>
    public Drive ToDrive()
    {
        const double SecondsPerHour = 3600;
        var level = new List<Drive>
        {
            Pulse(-DischargePulseAmps),
            new RestDrive(PauseSeconds),
            Pulse(ChargePulseAmps),
            new RestDrive(PauseSeconds),
            new LoadDrive { Value = -LevelAmps, Seconds = LevelAmpHours * SecondsPerHour / LevelAmps, UntilGroupBelowVolts = LowestGroupVolts },
            new RestDrive(RestSeconds),
        };
        return new SequenceDrive([new RestDrive(RestSeconds), new SequenceDrive(level, Levels)]);
    }

    private LoadDrive Pulse(double amps) =>
        new() { Value = amps, Seconds = PulseSeconds, UntilGroupBelowVolts = amps < 0 ? LowestGroupVolts : null };
}
