namespace Bms.Board.Drivers.Bq769x2;

/// <summary>How a BQ76952 is wired.</summary>
public sealed class Bq769x2Settings
{
    /// <summary>The chip's 7-bit address; 0x08 as delivered (SLUUBY2B, Settings:Configuration:I2C Address).</summary>
    public int Address { get; init; } = 0x08;

    /// <summary>
    /// The cell inputs that have a cell, bit 0 for cell 1; as many bits as the pack has groups, 3…16. Group 0 of the pack is the lowest
    /// bit.
    /// </summary>
    public int CellMask { get; init; } = 0xFFFF;

    /// <summary>Shunt resistance in microohms, 50…10 000. The chip keeps its factory gain, which is that of 1 mΩ.</summary>
    public int ShuntMicroohms { get; init; } = 1000;

    /// <summary>
    /// The current's step over 1 mΩ: true for 10 mA (reaches ±327 mV), false for 1 mA (reaches ±32 mV).
    /// </summary>
    public bool CoarseCurrent { get; init; } = true;

    /// <summary>Thermistors on TS1, TS2, TS3 in this order, 0…3; the pack's further sensors are not this chip's.</summary>
    public int Thermistors { get; init; } = 3;

    /// <summary>True where the sensor after the thermistors is the chip's own temperature.</summary>
    public bool InternalTemperature { get; init; }
}
