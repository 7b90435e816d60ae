using System.Collections.Generic;
using Bms.Link;

namespace Bms.Board.Tests.Link;

/// <summary>Hands every request back as its own answer and remembers how often it was asked for what.</summary>
internal sealed class EchoHandler : ILinkHandler
{
    public List<(MessageKind Kind, byte[] Content)> Handled { get; } = [];

    /// <summary>What to refuse with; none by default.</summary>
    public LinkFault Refuses { get; set; }

    public int Handle(MessageKind kind, byte[] request, int length, byte[] answer)
    {
        Handled.Add((kind, request[..length]));
        if (Refuses != LinkFault.None)
            return -(int)Refuses;
        request[..length].CopyTo(answer, 0);
        return length;
    }
}
