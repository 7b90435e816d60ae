using Bms.Board.Ports;

namespace Bms.Board.Drivers.Switching;

/// <summary>The lines that a board drives; null for those that it has not.</summary>
public sealed class SwitchingSettings
{
    /// <summary>The main contactors.</summary>
    public IDigitalOutput? Main { get; init; }

    /// <summary>The precharge contactor.</summary>
    public IDigitalOutput? Precharge { get; init; }

    /// <summary>The heater.</summary>
    public IDigitalOutput? Heater { get; init; }

    /// <summary>Tells charger and load to bring the current to zero.</summary>
    public IDigitalOutput? ZeroCurrent { get; init; }

    /// <summary>The bleed resistors.</summary>
    public IBleedSwitches? Bleeds { get; init; }
}
