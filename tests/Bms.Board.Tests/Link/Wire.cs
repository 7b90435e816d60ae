using System;
using Bms.Link;

namespace Bms.Board.Tests.Link;

/// <summary>A client and a server with a line between them that can lose, double, change, swap and cut what goes over it.</summary>
internal sealed class Wire(ILinkHandler handler)
{
    private int _now;

    public LinkClient Client { get; } = new();

    public LinkServer Server { get; set; } = new(handler);

    /// <summary>Milliseconds that have gone by on the line.</summary>
    public int Now => _now;

    /// <summary>What becomes of a frame on its way to the server; the answer may be any bytes.</summary>
    public Func<byte[], byte[]> ToServer { get; set; } = frame => frame;

    /// <summary>What becomes of a frame on its way back.</summary>
    public Func<byte[], byte[]> ToClient { get; set; } = frame => frame;

    /// <summary>Opens a session with a HELLO.</summary>
    public bool Open(int session)
    {
        Client.Open(session);
        byte[] hello = new byte[64];
        int length = new Bms.Link.Messages.HelloRequest().Write(hello);
        return Ask(MessageKind.Hello, hello, length);
    }

    /// <summary>One exchange to its end; true where an answer came.</summary>
    public bool Ask(MessageKind kind, byte[] request, int length)
    {
        Client.Begin(kind, request, length);
        while (Client.State is LinkState.Sending or LinkState.Waiting)
        {
            if (Client.State == LinkState.Sending)
            {
                byte[] frame = Client.Wire[..Client.WireLength];
                Client.Sent(_now);
                foreach (byte value in ToServer(frame))
                    Answer(Server.Take(value));
            }
            else
            {
                _now += 10;
                Client.Poll(_now);
            }
        }
        return Client.State == LinkState.Done;
    }

    private void Answer(int length)
    {
        if (length == 0)
            return;
        foreach (byte value in ToClient(Server.Wire[..length]))
            Client.Take(value);
    }
}
