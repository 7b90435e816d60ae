using Bms.Link.Framing;

namespace Bms.Link;

/// <summary>
/// The answering end of the link. It speaks only when asked: each sound frame is answered by exactly one frame. A frame that comes again
/// gets the same answer again and does nothing else, so that a lost answer does not make a step happen twice.
/// </summary>
public sealed class LinkServer
{
    private readonly ILinkHandler _handler;
    private readonly FrameDecoder _decoder = new FrameDecoder();
    private readonly FrameEncoder _encoder = new FrameEncoder();
    private readonly FrameEncoder _aside = new FrameEncoder();
    private readonly byte[] _request = new byte[FrameLayout.MaximumMessage];
    private readonly byte[] _answer = new byte[FrameLayout.MaximumMessage];
    private readonly byte[] _refusal = new byte[RefusalLength];
    private int _session;
    private bool _open;
    private int _sequence;
    private int _checksum;
    private bool _answered;
    private int _requestKind;
    private int _requestLength;
    private int _requestParts;
    private int _answerKind;
    private int _answerLength;
    private int _answerParts;

    /// <summary>Fault, then a detail.</summary>
    public const int RefusalLength = 2;

    /// <summary>Makes a server.</summary>
    public LinkServer(ILinkHandler handler)
    {
        _handler = handler;
        Wire = _encoder.Wire;
    }

    /// <summary>The frame to send. Owned by the server: read only.</summary>
    public byte[] Wire { get; private set; }

    /// <summary>What has come in, sound and otherwise.</summary>
    public FrameDecoder Decoder => _decoder;

    /// <summary>True while a session is open.</summary>
    public bool Open => _open;

    /// <summary>Frames that came again and were answered again; may wrap.</summary>
    public int Repeated { get; private set; }

    /// <summary>Takes one byte; returns how many bytes of <see cref="Wire"/> are to be sent, mostly 0.</summary>
    public int Take(int value)
    {
        if (!_decoder.Take(value))
            return 0;
        FrameDecoder frame = _decoder;
        Wire = _encoder.Wire;
        if (_answered && frame.Checksum == _checksum && frame.Sequence == _sequence && frame.Session == _session)
        {
            Repeated = unchecked(Repeated + 1);
            return _encoder.Length;
        }
        int kind = frame.Kind;
        bool opens = kind == (int)MessageKind.Hello && (frame.Part & ~FrameLayout.MorePartsFollow) == 0;
        if (opens)
        {
            _session = frame.Session;
            _open = true;
        }
        else if (!_open || frame.Session != _session)
        {
            return TurnAway(LinkFault.NoSession, 0);
        }
        else if (frame.Sequence != ((_sequence + 1) & 0xFF))
        {
            return TurnAway(LinkFault.Sequence, (_sequence + 1) & 0xFF);
        }
        _sequence = frame.Sequence;
        _checksum = frame.Checksum;
        _answered = true;
        if (kind < (int)MessageKind.Hello || kind > (int)MessageKind.Next)
            return Refuse(LinkFault.UnknownKind, kind);
        return kind == (int)MessageKind.Next ? GoOn(frame.Part) : TakePart(kind, frame.Part);
    }

    /// <summary>Forgets the session, as a reset does.</summary>
    public void Close()
    {
        _open = false;
        _answered = false;
        _requestParts = 0;
        _answerLength = 0;
        _answerParts = 0;
    }

    private int TakePart(int kind, int part)
    {
        int index = part & ~FrameLayout.MorePartsFollow;
        if (index == 0)
        {
            _requestKind = kind;
            _requestLength = 0;
            _requestParts = 0;
        }
        if (index != _requestParts || kind != _requestKind || index >= FrameLayout.MaximumParts)
            return Refuse(LinkFault.Parts, _requestParts);
        _decoder.CopyPayload(_request, _requestLength);
        _requestLength += _decoder.PayloadLength;
        _requestParts = index + 1;
        _answerLength = 0;
        _answerParts = 0;
        if ((part & FrameLayout.MorePartsFollow) != 0)
        {
            // Only whole parts let the next one begin where it has to.
            if (_decoder.PayloadLength != FrameLayout.MaximumPayload)
                return Refuse(LinkFault.Parts, index);
            return _encoder.Encode((int)MessageKind.PartTaken, _session, _sequence, index, _answer, 0, 0);
        }
        _requestParts = FrameLayout.MaximumParts;
        int length = _handler.Handle((MessageKind)kind, _request, _requestLength, _answer);
        if (length < 0)
            return Refuse((LinkFault)(-length), kind);
        if (length > FrameLayout.MaximumMessage)
            return Refuse(LinkFault.Content, kind);
        _answerKind = kind | (int)MessageKind.Answer;
        _answerLength = length;
        return SendPart(0);
    }

    private int GoOn(int index) => _answerParts > 0 && index == _answerParts && index * FrameLayout.MaximumPayload < _answerLength
        ? SendPart(index)
        : Refuse(LinkFault.Parts, _answerParts);

    private int SendPart(int index)
    {
        int offset = index * FrameLayout.MaximumPayload;
        int count = _answerLength - offset;
        int part = index;
        if (count > FrameLayout.MaximumPayload)
        {
            count = FrameLayout.MaximumPayload;
            part |= FrameLayout.MorePartsFollow;
        }
        _answerParts = index + 1;
        return _encoder.Encode(_answerKind, _session, _sequence, part, _answer, offset, count);
    }

    /// <summary>The answer to the exchange that is going on: it is kept, should the frame come again.</summary>
    private int Refuse(LinkFault fault, int detail)
    {
        Say(fault, detail);
        return _encoder.Encode((int)MessageKind.Refused, _session, _sequence, 0, _refusal, 0, RefusalLength);
    }

    /// <summary>
    /// The answer to a frame that belongs to no exchange. It names that frame's session and sequence, else its sender would not know that
    /// it is meant, and leaves the answer to the last exchange as it is.
    /// </summary>
    private int TurnAway(LinkFault fault, int detail)
    {
        Say(fault, detail);
        Wire = _aside.Wire;
        return _aside.Encode((int)MessageKind.Refused, _decoder.Session, _decoder.Sequence, 0, _refusal, 0, RefusalLength);
    }

    private void Say(LinkFault fault, int detail)
    {
        _refusal[0] = (byte)((int)fault & 0xFF);
        _refusal[1] = (byte)(detail & 0xFF);
    }
}
