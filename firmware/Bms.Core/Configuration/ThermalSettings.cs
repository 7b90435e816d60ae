namespace Bms.Core.Configuration;

/// <summary>
/// Cooling, heating for a charge, and how a heater is watched. Heating a pack up to where it works is set in
/// <see cref="ContactorSettings"/>, since contactors wait for it.
/// </summary>
public sealed class ThermalSettings
{
    /// <summary>The pack has cooling that the controller switches.</summary>
    public bool Cooling { get; init; }

    /// <summary>Cooling begins at this highest temperature; centidegrees.</summary>
    public int CoolAboveCentidegrees { get; init; }

    /// <summary>It ends at this one; centidegrees, below the one before.</summary>
    public int CoolBelowCentidegrees { get; init; }

    /// <summary>Cooling stays on for at least this long; milliseconds, at most an hour.</summary>
    public int CoolMinimumOnMilliseconds { get; init; }

    /// <summary>Cooling stays off for at least this long; milliseconds, at most an hour.</summary>
    public int CoolMinimumOffMilliseconds { get; init; }

    /// <summary>A pack too cold to be charged is heated while a charger is connected.</summary>
    public bool ChargeHeating { get; init; }

    /// <summary>Below this lowest temperature a charge waits for heat; centidegrees.</summary>
    public int ChargeHeatBelowCentidegrees { get; init; }

    /// <summary>At this one it begins; centidegrees, above the one before.</summary>
    public int ChargeHeatUntilCentidegrees { get; init; }

    /// <summary>The board sees whether the heater takes current.</summary>
    public bool HeaterFeedback { get; init; }

    /// <summary>Feedback that contradicts the command for this long is a fault; milliseconds, 1 000…60 000.</summary>
    public int HeaterReactionMilliseconds { get; init; }

    /// <summary>A heater that works raises the lowest temperature by this in the time below; centidegrees, 10…2 000.</summary>
    public int HeaterRiseCentidegrees { get; init; }

    /// <summary>The time for that; milliseconds, 1 000…7 200 000.</summary>
    public int HeaterRiseMilliseconds { get; init; }

    /// <summary>Heat still flows into the cells for this long after the heater is off; milliseconds, at most 7 200 000.</summary>
    public int HeaterOverrunMilliseconds { get; init; }

    /// <summary>The heater stays on for at least this long; milliseconds, at most an hour.</summary>
    public int HeaterMinimumOnMilliseconds { get; init; }

    /// <summary>The heater stays off for at least this long; milliseconds, at most an hour.</summary>
    public int HeaterMinimumOffMilliseconds { get; init; }

    /// <summary>With a sensor at this temperature the heater is never on, and one that still rises above it is stuck; centidegrees.</summary>
    public int HeaterHighestCentidegrees { get; init; }
}
