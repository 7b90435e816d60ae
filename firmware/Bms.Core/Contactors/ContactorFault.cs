namespace Bms.Core.Contactors;

/// <summary>What is wrong with the contactors. A fault stays until service resets it after its cause has gone.</summary>
public enum ContactorFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The link did not charge within its time, as often as may be tried.</summary>
    PrechargeFailed = 1,

    /// <summary>Current flows, or the auxiliary contact is closed, although the contactor is told to be open.</summary>
    Welded = 2,

    /// <summary>The auxiliary contact is open, or the link lacks its voltage, although the contactor is told to be closed.</summary>
    StuckOpen = 3,

    /// <summary>Heating took too long.</summary>
    PreheatTimeout = 4,

    /// <summary>The heater that closing waits for does not heat.</summary>
    HeaterFailed = 5,

    /// <summary>The heater cannot be switched off.</summary>
    HeaterStuckOn = 6,
}
