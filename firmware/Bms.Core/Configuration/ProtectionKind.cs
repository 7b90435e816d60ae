namespace Bms.Core.Configuration;

/// <summary>
/// The rows of the protection table, by stable numbers. An image carries them in this order, each at most once;
/// <see cref="ProtectionPolicy"/> says which must be there, which input each needs and what it measures.
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

    /// <summary>Number of cell voltages that cannot be used or are in doubt.</summary>
    CellVoltageLost = 8,

    /// <summary>Number of temperatures that cannot be used or are in doubt.</summary>
    TemperatureLost = 9,

    /// <summary>1 when the pack current cannot be used or is in doubt.</summary>
    CurrentLost = 10,

    /// <summary>Magnitude of the current either way, microamps; one sample is enough.</summary>
    ShortCircuit = 11,

    /// <summary>Number of sense wires that are open.</summary>
    OpenWire = 12,

    /// <summary>Milliseconds since the AFE last answered.</summary>
    AfeLost = 13,

    /// <summary>Lowest cell voltage, microvolts; latched, and to be kept over a loss of power.</summary>
    DeepDischarge = 14,

    /// <summary>Voltage of the pack, the larger of its own channel and the sum of the groups, microvolts.</summary>
    PackOverVoltage = 15,

    /// <summary>Voltage of the pack, the smaller of its own channel and the sum of the groups, microvolts.</summary>
    PackUnderVoltage = 16,

    /// <summary>Charge current over time: milliseconds at √2 times the pack's limit that heat as much (i²t).</summary>
    OverloadCharge = 17,

    /// <summary>Discharge current over time: milliseconds at √2 times the pack's limit that heat as much (i²t).</summary>
    OverloadDischarge = 18,

    /// <summary>Highest temperature at rest, centidegrees.</summary>
    OverTemperatureRest = 19,

    /// <summary>Lowest temperature at rest, centidegrees.</summary>
    UnderTemperatureRest = 20,

    /// <summary>Highest less lowest temperature, centidegrees.</summary>
    TemperatureSpread = 21,

    /// <summary>Fastest rise of any temperature, centidegrees a minute.</summary>
    TemperatureRise = 22,

    /// <summary>Highest less lowest cell voltage, microvolts.</summary>
    VoltageSpread = 23,

    /// <summary>Pressure, kilopascals.</summary>
    PressureHigh = 24,

    /// <summary>Pressure, kilopascals; a solid-state stack needs it.</summary>
    PressureLow = 25,

    /// <summary>Rate of the pressure either way, kilopascals a minute.</summary>
    PressureRate = 26,

    /// <summary>Insulation resistance, ohms.</summary>
    InsulationLow = 27,

    /// <summary>1 while the interlock is open.</summary>
    InterlockOpen = 28,

    /// <summary>1 while a leak is seen.</summary>
    LeakDetected = 29,

    /// <summary>Milliseconds since the last good command.</summary>
    LinkLost = 30,

    /// <summary>Number of the AFE's own thresholds that are not what the image asks for, or 1 where they have not been read back.</summary>
    AfeDifference = 31,

    /// <summary>Findings of the background tests, and of the table's own check of its limits.</summary>
    IntegrityFault = 32,

    /// <summary>Milliseconds from one step to the next.</summary>
    LoopOverrun = 33,

    /// <summary>Pack voltage against the sum of the groups, microvolts.</summary>
    PackSumMismatch = 34,

    /// <summary>One current sensor against the other, microamps.</summary>
    CurrentMismatch = 35,

    /// <summary>The hardware's charge counter against the current, microamps over a window.</summary>
    ChargeCounterMismatch = 36,

    /// <summary>Number of inputs of the image that cannot be used.</summary>
    AuxiliaryLost = 37,

    /// <summary>Signs of a beginning thermal runaway seen together.</summary>
    RunawayWarning = 38,

    /// <summary>Signs of a thermal runaway seen together; a trip never ends.</summary>
    ThermalRunaway = 39,
}
