namespace Bms.Core.Contactors;

/// <summary>What the pack is doing. <see cref="ModeTable"/> says what leads from one to another.</summary>
public enum PackMode
{
    /// <summary>Before the first step.</summary>
    Boot = 0,

    /// <summary>Open, until every channel has been seen good at once, blanking is over and the AFE's thresholds are confirmed.</summary>
    SelfTest = 1,

    /// <summary>Open, because nobody asks for closed contactors or something is not ready.</summary>
    Standby = 2,

    /// <summary>The link is being charged through the precharge resistor.</summary>
    Precharge = 3,

    /// <summary>Closed; the pack discharges, or last did.</summary>
    Discharging = 4,

    /// <summary>Closed; the pack is being charged, or last was.</summary>
    Charging = 5,

    /// <summary>Open and heating, because it is too cold to work.</summary>
    Preheat = 6,

    /// <summary>Still closed: the current has been asked to be zero, and opening waits a bounded time for it.</summary>
    Opening = 7,

    /// <summary>Open, because a row of the protection table trips or a contactor has a fault.</summary>
    Fault = 8,

    /// <summary>Open for service.</summary>
    Service = 9,

    /// <summary>Open, about to be switched off.</summary>
    Shutdown = 10,

    /// <summary>Open for storage or transport, until the board is started anew.</summary>
    Ship = 11,
}
