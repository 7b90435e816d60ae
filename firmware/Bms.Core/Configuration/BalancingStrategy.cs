namespace Bms.Core.Configuration;

/// <summary>How the balancer finds what to bleed. The numbers are stored in images.</summary>
public enum BalancingStrategy
{
    /// <summary>By voltage: whatever stands too far above the lowest group.</summary>
    Voltage = 0,

    /// <summary>By charge: what each group holds too much at the anchor, from SOC and capacity.</summary>
    Charge = 1,
}
