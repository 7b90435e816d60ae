namespace Bms.Link;

/// <summary>Does what requests ask for.</summary>
public interface ILinkHandler
{
    /// <summary>Handles one whole request, once however often it was sent.</summary>
    /// <param name="kind">What it asks for.</param>
    /// <param name="request">Its content.</param>
    /// <param name="length">How many bytes of <paramref name="request"/> it has.</param>
    /// <param name="answer">Room for the answer, <see cref="Framing.FrameLayout.MaximumMessage"/> bytes.</param>
    /// <returns>The answer's length, 0 or more; or a <see cref="LinkFault"/> with a minus before it.</returns>
    int Handle(MessageKind kind, byte[] request, int length, byte[] answer);
}
