namespace Bms.Core.Charging;

/// <summary>Where a charge stands. The numbers are stable.</summary>
public enum ChargePhase
{
    /// <summary>No charger is connected.</summary>
    None = 0,

    /// <summary>A charger is connected, and something has to come first: closed contactors, complete measurements, a permitted current.</summary>
    Waiting = 1,

    /// <summary>The pack is heated before it may be charged.</summary>
    Preheat = 2,

    /// <summary>A deeply discharged pack takes a small current.</summary>
    Precharge = 3,

    /// <summary>The current is what is permitted.</summary>
    ConstantCurrent = 4,

    /// <summary>The highest group is at its voltage, the current falls.</summary>
    ConstantVoltage = 5,

    /// <summary>The current is at its end, and has to show it for a while.</summary>
    Tail = 6,

    /// <summary>The balancer still works on the highest groups.</summary>
    BalancingHold = 7,

    /// <summary>Full; the charger is off.</summary>
    Full = 8,

    /// <summary>Charged for storage; the charger is off.</summary>
    Stored = 9,

    /// <summary>Given up, see <see cref="ChargeFault"/>, until the charger is disconnected.</summary>
    Stopped = 10,
}
