using Bms.Link.Framing;

namespace Bms.Link;

/// <summary>What an asking end is doing.</summary>
public enum LinkState
{
    /// <summary>Nothing has been asked yet.</summary>
    Idle = 0,

    /// <summary>The frame in <see cref="LinkClient.Wire"/> is to be sent.</summary>
    Sending = 1,

    /// <summary>It has been sent; the answer has not come yet.</summary>
    Waiting = 2,

    /// <summary>The answer is there.</summary>
    Done = 3,

    /// <summary>The exchange failed; <see cref="LinkClient.Fault"/> says why.</summary>
    Failed = 4,
}

/// <summary>
/// The asking end of the link: one request at a time, one frame on the way at a time, sent again a few times where no answer comes.
/// It has no clock and no line of its own: the caller moves bytes and says what time it is.
/// </summary>
public sealed class LinkClient
{
    /// <summary>After this time without an answer a frame is sent again, in milliseconds.</summary>
    public const int RetryMilliseconds = 120;

    /// <summary>How often a frame is sent before the exchange fails: all tries together end within a second.</summary>
    public const int Tries = 8;

    private readonly FrameDecoder _decoder = new FrameDecoder();
    private readonly FrameEncoder _encoder = new FrameEncoder();
    private readonly byte[] _nothing = new byte[1];
    private byte[] _request = new byte[1];
    private int _requestKind;
    private int _requestLength;
    private int _part;
    private int _session;
    private int _sequence;
    private int _tries;
    private int _sentMilliseconds;
    private bool _collecting;

    /// <summary>The frame to send while <see cref="State"/> is <see cref="LinkState.Sending"/>. Owned by the client: read only.</summary>
    public byte[] Wire => _encoder.Wire;

    /// <summary>Its length.</summary>
    public int WireLength => _encoder.Length;

    /// <summary>What has come in, sound and otherwise.</summary>
    public FrameDecoder Decoder => _decoder;

    /// <summary>What the client is doing.</summary>
    public LinkState State { get; private set; }

    /// <summary>Why the exchange failed.</summary>
    public LinkFault Fault { get; private set; }

    /// <summary>What the other side said with it, 0…255.</summary>
    public int Detail { get; private set; }

    /// <summary>The answer. Owned by the client: read only, until the next request.</summary>
    public byte[] Answer { get; } = new byte[FrameLayout.MaximumMessage];

    /// <summary>Its length.</summary>
    public int AnswerLength { get; private set; }

    /// <summary>Frames that had to be sent again; may wrap.</summary>
    public int Retries { get; private set; }

    /// <summary>Begins a session; the first request has to be <see cref="MessageKind.Hello"/>.</summary>
    /// <param name="session">A number, 0…255, unlike that of the last session.</param>
    public void Open(int session)
    {
        _session = session & 0xFF;
        _sequence = 0;
        State = LinkState.Idle;
        _decoder.Forget();
    }

    /// <summary>Begins a request; what was asked before is given up.</summary>
    /// <param name="kind">What to ask for.</param>
    /// <param name="request">Its content; it must stay as it is until the answer is there.</param>
    /// <param name="length">Its length, at most <see cref="FrameLayout.MaximumMessage"/>; a longer one fails at once.</param>
    public void Begin(MessageKind kind, byte[] request, int length)
    {
        Fault = LinkFault.None;
        Detail = 0;
        AnswerLength = 0;
        if (length < 0 || length > FrameLayout.MaximumMessage || length > request.Length)
        {
            Fail(LinkFault.Content, 0);
            return;
        }
        _requestKind = (int)kind;
        _request = request;
        _requestLength = length;
        _part = 0;
        _collecting = false;
        EncodePart();
    }

    /// <summary>The caller has sent the frame.</summary>
    public void Sent(int nowMilliseconds)
    {
        if (State != LinkState.Sending)
            return;
        _sentMilliseconds = nowMilliseconds;
        State = LinkState.Waiting;
    }

    /// <summary>Looks at the time: after too long without an answer the frame is to be sent again, in the end the exchange fails.</summary>
    /// <param name="nowMilliseconds">Monotonic time; it may wrap.</param>
    public void Poll(int nowMilliseconds)
    {
        if (State != LinkState.Waiting || unchecked(nowMilliseconds - _sentMilliseconds) < RetryMilliseconds)
            return;
        _tries++;
        if (_tries >= Tries)
        {
            Fail(LinkFault.Silence, 0);
            return;
        }
        Retries = unchecked(Retries + 1);
        State = LinkState.Sending;
    }

    /// <summary>Takes one byte that came in.</summary>
    public void Take(int value)
    {
        if (!_decoder.Take(value) || (State != LinkState.Waiting && State != LinkState.Sending))
            return;
        FrameDecoder frame = _decoder;
        // What answers an earlier exchange comes too late to mean anything.
        if (frame.Session != _session || frame.Sequence != _sequence)
            return;
        int kind = frame.Kind;
        if (kind == (int)MessageKind.Refused)
        {
            TakeRefusal();
            return;
        }
        if (kind == (int)MessageKind.PartTaken)
        {
            if (_collecting || frame.Part != _part || (_part + 1) * FrameLayout.MaximumPayload >= _requestLength)
                return;
            _part++;
            EncodePart();
            return;
        }
        if (kind != (_requestKind | (int)MessageKind.Answer))
        {
            Fail(LinkFault.WrongAnswer, kind);
            return;
        }
        TakeAnswer(frame.Part);
    }

    private void TakeAnswer(int part)
    {
        int index = part & ~FrameLayout.MorePartsFollow;
        bool more = (part & FrameLayout.MorePartsFollow) != 0;
        int expected = _collecting ? _part : 0;
        bool whole = _decoder.PayloadLength == FrameLayout.MaximumPayload;
        if (index != expected || (more && (!whole || index + 1 >= FrameLayout.MaximumParts)))
        {
            Fail(LinkFault.WrongAnswer, part);
            return;
        }
        _decoder.CopyPayload(Answer, AnswerLength);
        AnswerLength += _decoder.PayloadLength;
        if (!more)
        {
            Advance();
            State = LinkState.Done;
            return;
        }
        _collecting = true;
        _part = index + 1;
        Advance();
        Ready(_encoder.Encode((int)MessageKind.Next, _session, _sequence, _part, _nothing, 0, 0));
    }

    private void TakeRefusal()
    {
        byte[] answer = Answer;
        if (_decoder.PayloadLength != LinkServer.RefusalLength)
        {
            Fail(LinkFault.WrongAnswer, (int)MessageKind.Refused);
            return;
        }
        _decoder.CopyPayload(answer, 0);
        Advance();
        Fail((LinkFault)answer[0], answer[1]);
    }

    private void EncodePart()
    {
        int offset = _part * FrameLayout.MaximumPayload;
        int count = _requestLength - offset;
        int part = _part;
        if (count > FrameLayout.MaximumPayload)
        {
            count = FrameLayout.MaximumPayload;
            part |= FrameLayout.MorePartsFollow;
        }
        if (_part > 0)
            Advance();
        Ready(_encoder.Encode(_requestKind, _session, _sequence, part, _request, offset, count));
    }

    private void Ready(int length)
    {
        _tries = 0;
        State = length > 0 ? LinkState.Sending : LinkState.Failed;
    }

    private void Advance() => _sequence = (_sequence + 1) & 0xFF;

    private void Fail(LinkFault fault, int detail)
    {
        Fault = fault;
        Detail = detail;
        State = LinkState.Failed;
    }
}
