namespace Bms.Core.Configuration;

/// <summary>
/// The rows of the protection table. Each image carries each of them exactly once, in this order. "Lost" rows count channels that
/// are invalid, stale or implausible.
/// </summary>
public enum ProtectionKind
{
    /// <summary>Highest cell voltage, microvolts, always.</summary>
    CellOverVoltage = 0,

    /// <summary>Lowest cell voltage, microvolts, always.</summary>
    CellUnderVoltage = 1,

    /// <summary>Highest temperature while charging, centidegrees.</summary>
    OverTemperatureCharge = 2,

    /// <summary>Lowest temperature while charging, centidegrees.</summary>
    UnderTemperatureCharge = 3,

    /// <summary>Highest temperature while discharging, centidegrees.</summary>
    OverTemperatureDischarge = 4,

    /// <summary>Lowest temperature while discharging, centidegrees.</summary>
    UnderTemperatureDischarge = 5,

    /// <summary>Charge current, microamps.</summary>
    OverCurrentCharge = 6,

    /// <summary>Magnitude of the discharge current, microamps.</summary>
    OverCurrentDischarge = 7,

    /// <summary>Number of cell voltages that cannot be used.</summary>
    CellVoltageLost = 8,

    /// <summary>Number of temperatures that cannot be used.</summary>
    TemperatureLost = 9,

    /// <summary>1 when the pack current cannot be used.</summary>
    CurrentLost = 10,
}
