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

    /// <summary>The monotonic clock that the firmware reads.</summary>
    Clock,
}
