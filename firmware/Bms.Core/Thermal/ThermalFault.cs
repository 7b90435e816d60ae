namespace Bms.Core.Thermal;

/// <summary>What is wrong with the heater. It stays until service resets it.</summary>
public enum ThermalFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The heater is told to be on, and its temperature does not rise within the budgeted time.</summary>
    NoRise = 1,

    /// <summary>The heater is told to be on and takes no current.</summary>
    StuckOff = 2,

    /// <summary>The heater is told to be off and takes current, or heats the pack beyond where heating ends.</summary>
    StuckOn = 3,
}
