namespace Bms.Board.Ports;

/// <summary>An I²C bus. A transaction that is not acknowledged fails as a whole.</summary>
public interface II2cBus
{
    /// <summary>Writes to a device.</summary>
    /// <param name="address">Its address, 7 bits.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many of them.</param>
    bool Write(int address, byte[] bytes, int count);

    /// <summary>Writes to a device and reads from it after a repeated start.</summary>
    /// <param name="address">Its address, 7 bits.</param>
    /// <param name="bytes">The bytes to write.</param>
    /// <param name="count">How many of them.</param>
    /// <param name="read">Room for what is read.</param>
    /// <param name="readCount">How many to read.</param>
    bool WriteRead(int address, byte[] bytes, int count, byte[] read, int readCount);
}
