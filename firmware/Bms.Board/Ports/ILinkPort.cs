namespace Bms.Board.Ports;

/// <summary>The serial line to the PC. Neither call waits.</summary>
public interface ILinkPort
{
    /// <summary>Takes bytes that have come in.</summary>
    /// <param name="bytes">Room for them.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many came; 0 for none.</returns>
    int Read(byte[] bytes, int count);

    /// <summary>Hands bytes over to be sent.</summary>
    void Write(byte[] bytes, int count);
}
