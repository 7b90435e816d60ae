using Bms.Core.Estimation;
using Bms.Link;
using Bms.Link.Messages;

namespace Bms.Board;

/// <summary>The board's end of the link: reads each request, lets the application do it, writes the answer.</summary>
public sealed partial class BoardService : ILinkHandler
{
    private readonly BoardApplication _board;
    private readonly HelloRequest _hello = new HelloRequest();
    private readonly HelloAnswer _helloAnswer = new HelloAnswer();
    private readonly LoadRequest _load = new LoadRequest();
    private readonly FaultRequest _fault = new FaultRequest();
    private readonly EventsRequest _events = new EventsRequest();
    private readonly ConformanceRequest _conformance = new ConformanceRequest();
    private readonly ResetRequest _reset = new ResetRequest();
    private readonly TimeMessage _time = new TimeMessage();

    /// <summary>Makes the service of a board.</summary>
    public BoardService(BoardApplication board)
    {
        _board = board;
    }

    /// <inheritdoc/>
    public int Handle(MessageKind kind, byte[] request, int length, byte[] answer)
    {
        switch (kind)
        {
            case MessageKind.Hello:
                return Greet(request, length, answer);
            case MessageKind.Load:
                return _load.Read(request, length) ? Send(_board.Load(_load), answer) : Refused(LinkFault.Content);
            case MessageKind.Step:
                return TakeStep(request, length, answer);
            case MessageKind.Fault:
                return _fault.Read(request, length) ? Outcome(_board.Harm(_fault)) : Refused(LinkFault.Content);
            case MessageKind.Snapshot:
                return TakeSnapshot(request, length, answer);
            case MessageKind.Events:
                return _events.Read(request, length) ? Send(_board.Events(_events.From), answer) : Refused(LinkFault.Content);
            case MessageKind.Conformance:
                return _conformance.Read(request, length) ? Send(_board.Conform(_conformance), answer) : Refused(LinkFault.Content);
            case MessageKind.Reset:
                return _reset.Read(request, length) ? Outcome(_board.Reset(_reset)) : Refused(LinkFault.Content);
            case MessageKind.Time:
                return _time.Read(request, length) ? Send(_board.Time(_time), answer) : Refused(LinkFault.Content);
            case MessageKind.Monitor:
                return length == 0 ? Send(_board.Monitor(), answer) : Refused(LinkFault.Content);
            case MessageKind.Lifetime:
                return TakeLifetime(request, length, answer);
            default:
                return Refused(LinkFault.UnknownKind);
        }
    }

    private int Greet(byte[] request, int length, byte[] answer)
    {
        HelloRequest hello = _hello;
        if (!hello.Read(request, length))
            return Refused(LinkFault.Content);
        if (hello.Version != LinkVersion.Number)
            return Refused(LinkFault.Version);
        HelloAnswer greeting = _helloAnswer;
        _board.Greet(greeting);
        int count = hello.EchoLength;
        for (int index = 0; index < count; index++)
            greeting.Echo[index] = hello.Echo[index];
        greeting.EchoLength = count;
        return Send(greeting, answer);
    }

    private int TakeStep(byte[] request, int length, byte[] answer)
    {
        StepRequest? awaited = _board.AwaitedStep;
        if (awaited == null)
            return Refused(LinkFault.NotNow);
        int last = _board.LastStepNumber;
        return awaited.Read(request, length) ? Send(_board.TakeStep(last), answer) : Refused(LinkFault.Content);
    }

    private static int Send(LinkMessage? message, byte[] answer)
    {
        if (message == null)
            return Refused(LinkFault.NotNow);
        int length = message.Write(answer);
        return length < 0 ? Refused(LinkFault.Content) : length;
    }

    private static int Outcome(LinkFault fault) => fault == LinkFault.None ? 0 : Refused(fault);

    private static int Refused(LinkFault fault) => -(int)fault;
}
