using Bms.Core;
using Bms.Core.Conformance;
using Bms.Core.Diagnostics;
using Bms.Core.Measurement;
using Bms.Link;
using Bms.Link.Messages;

namespace Bms.Board;

/// <content>What each message asks for.</content>
public sealed partial class BoardApplication
{
    /// <summary>The outcome of a load whose image has not been judged yet.</summary>
    public const int Pending = -1;

    private const int LongestWaitMilliseconds = 10000;

    private readonly LoadAnswer _loadAnswer = new LoadAnswer();
    private readonly EventsAnswer _eventsAnswer = new EventsAnswer();
    private readonly ConformanceAnswer _conformanceAnswer = new ConformanceAnswer();
    private readonly TimeMessage _time = new TimeMessage();
    private StepRequest? _stepRequest;
    private StepAnswer? _stepAnswer;
    private MonitorAnswer? _monitorAnswer;
    private int _eventsSent;

    internal LinkFault Greet(HelloAnswer answer)
    {
        answer.Version = LinkVersion.Number;
        answer.FirmwareDigest = FirmwareIdentity.QuickDigest;
        answer.ImageChecksum = _controller != null ? _imageChecksum : 0;
        answer.Capabilities = BoardCapability.Harness | BoardCapability.Conformance | BoardCapability.Faults
            | (_source != null ? BoardCapability.Live : 0);
        answer.Boot = _settings.Boot;
        answer.Steps = Steps;
        Measurements? measurements = _measurements;
        answer.SeriesGroups = measurements == null ? 0 : measurements.CellMicrovolts.Length;
        answer.TemperatureSensors = measurements == null ? 0 : measurements.TemperatureCentidegrees.Length;
        answer.Auxiliaries = _configuration == null ? 0 : _configuration.Auxiliaries;
        return LinkFault.None;
    }

    internal LinkMessage? Load(LoadRequest request)
    {
        bool fine = true;
        if (request.Action == LoadAction.Begin)
        {
            fine = _load.Begin(request.TotalLength, request.Checksum);
        }
        else if (request.Action == LoadAction.Piece)
        {
            fine = _load.Take(request);
        }
        else if (request.Action == LoadAction.Use)
        {
            fine = _load.Verify();
            if (fine)
            {
                _usePending = true;
                NeedsWork = true;
            }
            else if (_load.Complete)
            {
                // All of it came and it is not what was announced: only a new load can help.
                _load.Forget();
            }
        }
        if (!fine)
            return null;
        LoadAnswer answer = _loadAnswer;
        answer.Offset = _load.Offset;
        answer.Fault = _usePending ? Pending : (int)_imageFault;
        answer.Detail = _imageDetail;
        answer.ImageChecksum = _controller != null ? _imageChecksum : 0;
        return answer;
    }

    /// <summary>The message that a step's content is to be read into; null where no step can be taken now.</summary>
    internal StepRequest? AwaitedStep => _live || NeedsWork || _conformanceRunning ? null : _stepRequest;

    /// <summary>Takes the step that has been read; a step that comes again is answered as before.</summary>
    /// <param name="lastNumber">The number of the last step taken.</param>
    internal LinkMessage? TakeStep(int lastNumber)
    {
        PackController? controller = _controller;
        Measurements? measurements = _measurements;
        StepRequest? request = _stepRequest;
        StepAnswer? answer = _stepAnswer;
        if (controller == null || measurements == null || request == null || answer == null)
            return null;
        if (_stepped && request.Number == lastNumber)
            return answer;
        Step(controller, measurements);
        answer.Number = request.Number;
        FillAnswer(answer, controller);
        return answer;
    }

    /// <summary>The number of the last step taken over the link.</summary>
    internal int LastStepNumber => _stepAnswer == null ? 0 : _stepAnswer.Number;

    internal LinkMessage? Monitor()
    {
        PackController? controller = _controller;
        StepAnswer? decided = _stepAnswer;
        MonitorAnswer? answer = _monitorAnswer;
        if (controller == null || decided == null || answer == null || !_stepped)
            return null;
        if (_live)
        {
            decided.Number = Steps;
            FillAnswer(decided, controller);
        }
        answer.Live = _live;
        answer.OverRuns = OverRuns;
        return answer;
    }

    internal LinkMessage? Events(int from)
    {
        PackController? controller = _controller;
        if (controller == null)
            return null;
        EventLog log = controller.Diagnostics.Events;
        EventsAnswer answer = _eventsAnswer;
        answer.Total = log.Count;
        answer.FirstKept = log.FirstKept;
        answer.Next = answer.Events.Take(log, from);
        return answer;
    }

    internal LinkFault Harm(FaultRequest request)
    {
        int wait = request.Argument < 0 ? 0 : request.Argument > LongestWaitMilliseconds ? LongestWaitMilliseconds : request.Argument;
        switch (request.Fault)
        {
            case BoardFault.None:
                _slowMilliseconds = 0;
                _throws = false;
                return LinkFault.None;
            case BoardFault.StepThrows:
                _throws = true;
                return LinkFault.None;
            case BoardFault.SlowSteps:
                _slowMilliseconds = wait;
                return LinkFault.None;
            case BoardFault.LoopStands:
                _clock.Wait(wait);
                return LinkFault.None;
            default:
                return LinkFault.NotThere;
        }
    }

    internal LinkFault Reset(ResetRequest request)
    {
        if (request.Scope != ResetScope.Board && _configuration == null)
            return LinkFault.NotNow;
        if (request.Scope == ResetScope.Live && _source == null)
            return LinkFault.NotThere;
        _resetScope = request.Scope;
        _socStated = request.SocStated;
        _soc = request.Soc;
        _resetPending = true;
        NeedsWork = true;
        return LinkFault.None;
    }

    internal LinkMessage? Conform(ConformanceRequest request)
    {
        if (request.Action != ConformanceAction.Ask)
        {
            if (_conformanceRunning || _conformancePending)
                return null;
            _conformancePending = true;
            _conformanceQuick = request.Action == ConformanceAction.StartQuick;
            NeedsWork = true;
        }
        ConformanceRun? run = _conformance;
        ConformanceAnswer answer = _conformanceAnswer;
        bool known = run != null && !_conformancePending;
        answer.Running = _conformancePending || _conformanceRunning;
        answer.Ended = known && !_conformanceRunning;
        answer.WrongCases = -1;
        answer.FirstWrongCase = -1;
        answer.Digest = 0;
        answer.CheckpointCount = 0;
        answer.From = request.From;
        answer.Count = 0;
        if (run == null || !known)
            return answer;
        answer.FirstWrongCase = run.WrongArithmeticCase;
        answer.WrongCases = run.WrongArithmeticCase >= 0 ? 1 : 0;
        answer.Digest = run.Digest;
        int kept = run.CheckpointCount;
        answer.CheckpointCount = kept;
        int count = 0;
        while (count < ConformanceAnswer.MostCheckpoints && request.From + count < kept)
        {
            answer.Checkpoints[count] = run.Checkpoint(request.From + count);
            count++;
        }
        answer.Count = count;
        return answer;
    }

    internal LinkMessage Time(TimeMessage request)
    {
        int now = _clock.NowMilliseconds;
        if (request.UnixValid)
        {
            _unixMilliseconds = request.UnixMilliseconds;
            _unixAtMilliseconds = now;
            _unixValid = true;
        }
        TimeMessage answer = _time;
        answer.UnixValid = _unixValid;
        answer.UnixMilliseconds = _unixValid ? _unixMilliseconds + unchecked(now - _unixAtMilliseconds) : 0;
        answer.NowMilliseconds = now;
        return answer;
    }

    private void FillAnswer(StepAnswer answer, PackController controller)
    {
        EventLog log = controller.Diagnostics.Events;
        answer.StepMicroseconds = StepMicroseconds;
        answer.EventTotal = log.Count;
        _eventsSent = answer.Events.Take(log, _eventsSent);
    }
}
