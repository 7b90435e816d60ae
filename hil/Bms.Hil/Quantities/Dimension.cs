namespace Bms.Hil.Quantities;

/// <summary>What a quantity that people type measures.</summary>
public enum Dimension
{
    /// <summary>Volts: V, mV, uV.</summary>
    Voltage,

    /// <summary>Amperes: A, mA.</summary>
    Current,

    /// <summary>Ampere-hours: Ah, mAh.</summary>
    Charge,

    /// <summary>Degrees Celsius, or a difference of them: C.</summary>
    Temperature,

    /// <summary>Seconds: ms, s, min, h, d.</summary>
    Time,

    /// <summary>Ohms: Ohm, mOhm, uOhm.</summary>
    Resistance,

    /// <summary>A fraction: a plain number, or %.</summary>
    Fraction,

    /// <summary>Watts: W, mW, kW.</summary>
    Power,

    /// <summary>Farads: F, mF, uF.</summary>
    Capacitance,

    /// <summary>Joules per kelvin: J/K.</summary>
    HeatCapacity,

    /// <summary>Watts per kelvin: W/K.</summary>
    ThermalConductance,

    /// <summary>Degrees a minute: C/min.</summary>
    TemperatureRate,

    /// <summary>Kilopascals: kPa, bar.</summary>
    Pressure,

    /// <summary>Kilopascals a minute: kPa/min.</summary>
    PressureRate,
}
