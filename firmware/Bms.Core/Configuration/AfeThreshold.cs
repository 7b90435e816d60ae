namespace Bms.Core.Configuration;

/// <summary>The AFE's own protections, in the order in which they are written and read back.</summary>
public enum AfeThreshold
{
    /// <summary>Cell over-voltage, microvolts.</summary>
    OverVoltageMicrovolts = 0,

    /// <summary>Cell under-voltage, microvolts.</summary>
    UnderVoltageMicrovolts = 1,

    /// <summary>Charge over-current, microamps.</summary>
    OverCurrentChargeMicroamps = 2,

    /// <summary>Discharge over-current, a magnitude in microamps.</summary>
    OverCurrentDischargeMicroamps = 3,

    /// <summary>Short circuit in discharge, a magnitude in microamps.</summary>
    ShortCircuitMicroamps = 4,

    /// <summary>Delay of voltages and over-currents, milliseconds.</summary>
    DelayMilliseconds = 5,

    /// <summary>How many there are.</summary>
    Count = 6,
}
