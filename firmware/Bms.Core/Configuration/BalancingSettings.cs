namespace Bms.Core.Configuration;

/// <summary>When the passive balancer bleeds a group.</summary>
public sealed class BalancingSettings
{
    /// <summary>False switches the balancer off.</summary>
    public bool Enabled { get; init; }

    /// <summary>By voltage: a group starts to bleed when it stands this far above the lowest one, in microvolts.</summary>
    public int StartMicrovolts { get; init; }

    /// <summary>By voltage: a group stops when it stands at most this far above the lowest one, in microvolts; below the start.</summary>
    public int StopMicrovolts { get; init; }

    /// <summary>By voltage: a group below this never bleeds, in microvolts, for its voltage says nothing there.</summary>
    public int MinimumCellMicrovolts { get; init; }

    /// <summary>Above this temperature nothing bleeds, in centidegrees.</summary>
    public int MaximumTemperatureCentidegrees { get; init; }

    /// <summary>How long the pack has to rest before balancing at rest starts, in milliseconds.</summary>
    public int RestMilliseconds { get; init; }

    /// <summary>How the balancer finds what to bleed; all that follows is for balancing by charge.</summary>
    public BalancingStrategy Strategy { get; init; }

    /// <summary>The SOC at which all groups shall be equal, in 1/10 000: 10 000 for full, 0 for empty.</summary>
    public int AnchorPermyriad { get; init; } = 10000;

    /// <summary>The bleed resistor of one group with what lies in series with it, in milliohms, 100…10 000 000.</summary>
    public int BleedMilliohms { get; init; } = 40000;

    /// <summary>Only a difference beyond this many sigmas counts, in 1/1000, 0…5 000.</summary>
    public int MarginPermille { get; init; } = 3000;

    /// <summary>Less than this part of the capacity is not begun, in 1/10 000, 1…1 000.</summary>
    public int SmallestPermyriad { get; init; } = 10;

    /// <summary>How long groups bleed between two looks at the voltages, in milliseconds, 1 000 or more; with the time
    /// to settle below what makes a group unknown.</summary>
    public int WindowMilliseconds { get; init; } = 60000;

    /// <summary>After that, how long the voltages are left to settle unseen, in milliseconds, 0…600 000.</summary>
    public int SettleMilliseconds { get; init; } = 10000;

    /// <summary>After that, the least time in which they are looked at, in milliseconds, 1 000…3 600 000.</summary>
    public int LookMilliseconds { get; init; } = 20000;

    /// <summary>Most groups that bleed at the same time, 1…32.</summary>
    public int MostChannels { get; init; } = 32;

    /// <summary>Whether neighbours may bleed at the same time.</summary>
    public bool Neighbours { get; init; }

    /// <summary>The temperature that limits the bleed heat: 0 for the hottest, else the sensor at the resistors, counted from 1.</summary>
    public int TemperatureSensor { get; init; }

    /// <summary>From here up to the maximum temperature fewer and fewer groups bleed, in centidegrees; below the maximum.</summary>
    public int WarmCentidegrees { get; init; } = -10000;

    /// <summary>Whether groups bleed in discharge too.</summary>
    public bool InUse { get; init; }

    /// <summary>A group of less SOC never bleeds, in 1/10 000; nor does one below the cell's least voltage.</summary>
    public int MinimumSocPermyriad { get; init; }
}
