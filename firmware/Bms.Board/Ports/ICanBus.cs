namespace Bms.Board.Ports;

/// <summary>A CAN bus, 11-bit identifiers. Neither call waits.</summary>
public interface ICanBus
{
    /// <summary>Hands a frame over to be sent; false where the queue is full.</summary>
    /// <param name="identifier">0…0x7FF.</param>
    /// <param name="bytes">The data.</param>
    /// <param name="count">How many, 0…8.</param>
    bool Send(int identifier, byte[] bytes, int count);

    /// <summary>Takes a frame that has come in; its identifier, or −1 for none.</summary>
    /// <param name="bytes">Room for eight bytes.</param>
    int Receive(byte[] bytes);
}
