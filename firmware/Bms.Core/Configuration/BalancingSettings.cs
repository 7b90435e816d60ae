namespace Bms.Core.Configuration;

/// <summary>When the passive balancer bleeds a group.</summary>
public sealed class BalancingSettings
{
    /// <summary>False switches the balancer off.</summary>
    public bool Enabled { get; init; }

    /// <summary>A group starts to bleed when it stands this far above the lowest one, in microvolts.</summary>
    public int StartMicrovolts { get; init; }

    /// <summary>A group stops when it stands at most this far above the lowest one, in microvolts; below the start.</summary>
    public int StopMicrovolts { get; init; }

    /// <summary>A group below this never bleeds, in microvolts.</summary>
    public int MinimumCellMicrovolts { get; init; }

    /// <summary>Above this temperature nothing bleeds, in centidegrees.</summary>
    public int MaximumTemperatureCentidegrees { get; init; }

    /// <summary>How long the pack has to rest before balancing at rest starts, in milliseconds.</summary>
    public int RestMilliseconds { get; init; }
}
