namespace Bms.Board.Ports;

/// <summary>An SPI bus with one chip select.</summary>
public interface ISpiBus
{
    /// <summary>Selects the chip, moves bytes both ways, and lets go of it.</summary>
    /// <param name="write">The bytes to send.</param>
    /// <param name="read">Room for as many bytes that come back.</param>
    /// <param name="count">How many.</param>
    bool Transfer(byte[] write, byte[] read, int count);
}
