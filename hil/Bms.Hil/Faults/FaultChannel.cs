namespace Bms.Hil.Faults;

/// <summary>A family of channels that a fault can act on. The words of scenario files are these names in camelCase.</summary>
public enum FaultChannel
{
    /// <summary>Group voltages.</summary>
    Cell,

    /// <summary>Temperatures.</summary>
    Temperature,

    /// <summary>The pack current.</summary>
    Current,

    /// <summary>An input that not every board has; the index is its <c>AuxiliaryChannel</c>.</summary>
    Auxiliary,

    /// <summary>The monotonic clock that the firmware reads.</summary>
    Clock,

    /// <summary>The main contactors of a simulated pack, which then do not do as they are told.</summary>
    Contactors,

    /// <summary>The temperature around a simulated pack.</summary>
    Ambient,

    /// <summary>Heat that is put into a simulated pack from outside, spread evenly over its groups.</summary>
    Heater,
}
