namespace Bms.Core.Charging;

/// <summary>Why a charge was given up. It ends when the charger is disconnected.</summary>
public enum ChargeFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A deeply discharged pack did not rise within its time.</summary>
    PrechargeTimeout = 1,

    /// <summary>Constant current, or the whole charge, took too long.</summary>
    Timeout = 2,

    /// <summary>Charge no longer flows in, and the pack is not near to full.</summary>
    NoProgress = 3,

    /// <summary>The charger is enabled and gives no current.</summary>
    NoCurrent = 4,

    /// <summary>The pack would have to be heated first, and the heater is at fault.</summary>
    NoHeat = 5,
}
