using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.Protection;

namespace Bms.Core.Diagnostics;

/// <summary>
/// A ring of the latest freeze frames: samples of all channels before, at and after an event that opened the contactors. One that
/// happens while a frame is being filled lies within it and makes none of its own; nor does one of a kind that has made a frame within
/// <see cref="QuietSeconds"/>, so that one that comes and goes does not push out all others.
/// </summary>
public sealed partial class FreezeFrames
{
    /// <summary>Frames kept.</summary>
    public const int Capacity = 6;

    /// <summary>Samples kept from before an event.</summary>
    public const int SamplesBefore = 3;

    /// <summary>Samples of a whole frame: before, at and after the event.</summary>
    public const int MostSamples = 6;

    /// <summary>The usual time between two samples, in milliseconds.</summary>
    public const int UsualPeriodMilliseconds = 1000;

    /// <summary>The same kind makes no second frame within this operating time, in seconds.</summary>
    public const int QuietSeconds = 600;

    private const int None = -1;

    private readonly byte[][] _frames = new byte[Capacity][];
    private readonly byte[] _before;
    private readonly FrameJudge _judge;
    private readonly int _groups;
    private readonly int _sensors;
    private readonly int _sampleLength;
    private readonly int[] _lastSeconds = new int[EventCatalogue.Places];
    private int _beforeNext;
    private int _beforeCount;
    private int _sinceSample;
    private int _seen;
    private int _filling = None;
    private int _finished = None;

    /// <summary>Makes room for all frames of one pack.</summary>
    public FreezeFrames(PackConfiguration configuration)
    {
        _groups = configuration.SeriesGroups;
        _sensors = configuration.TemperatureSensors;
        _sampleLength = FrameFormat.SampleLength(_groups, _sensors);
        _judge = new FrameJudge(configuration);
        _before = new byte[SamplesBefore * _sampleLength];
        for (int frame = 0; frame < Capacity; frame++)
            _frames[frame] = new byte[FrameFormat.HeaderLength + (MostSamples * _sampleLength)];
        for (int place = 0; place < EventCatalogue.Places; place++)
            _lastSeconds[place] = None;
    }

    /// <summary>Time between two samples, 10…60 000 ms; the usual one unless the board says otherwise.</summary>
    public int PeriodMilliseconds { get; set; } = UsualPeriodMilliseconds;

    /// <summary>Frames begun so far, those of earlier starts on the same memory included. The number that the next one gets.</summary>
    public int Taken { get; private set; }

    /// <summary>Bytes of a whole frame of this pack.</summary>
    public int FrameLength => FrameFormat.HeaderLength + (MostSamples * _sampleLength);

    /// <summary>The bytes at a place, by <see cref="FrameFormat"/>; without samples where no frame was ever taken. Read only.</summary>
    public byte[] Frame(int place) => _frames[place];

    /// <summary>The place of the frame that has become whole since the last call, or −1.</summary>
    public int TakeFinished()
    {
        int finished = _finished;
        _finished = None;
        return finished;
    }

    /// <summary>Looks at the new events, and takes a sample where it is time or something has happened.</summary>
    /// <param name="log">The events.</param>
    /// <param name="counters">The operating time.</param>
    /// <param name="measurements">What was measured in this step.</param>
    /// <param name="measurement">What of it can be used.</param>
    /// <param name="protection">The levels.</param>
    /// <param name="contactors">The mode.</param>
    /// <param name="soc">State of charge, 0…1.</param>
    public void Step(
        EventLog log,
        EventCounters counters,
        Measurements measurements,
        MeasurementStage measurement,
        ProtectionStage protection,
        ContactorStage contactors,
        float soc)
    {
        int since = IntegerMath.AddSaturating(_sinceSample, measurement.ElapsedMilliseconds);
        _sinceSample = since;
        int trigger = None;
        if (_seen != log.Count)
            trigger = Trigger(log, counters.OperatingSeconds);
        if (trigger == None && since < PeriodMilliseconds)
            return;
        _sinceSample = 0;
        if (trigger != None)
        {
            int calendar = EventCounters.Calendar(measurements.UnixMilliseconds, measurements.UnixValid);
            Open(log, trigger, protection, counters.OperatingSeconds, measurements.NowMilliseconds, calendar);
        }
        byte[] bytes = _before;
        int at = _beforeNext * _sampleLength;
        if (_filling != None)
        {
            bytes = _frames[_filling];
            at = FrameFormat.HeaderLength + (bytes[FrameFormat.Samples] * _sampleLength);
        }
        Sample(bytes, at, measurements, measurement, protection, contactors, soc);
        if (_filling == None)
        {
            _beforeNext = _beforeNext + 1 == SamplesBefore ? 0 : _beforeNext + 1;
            if (_beforeCount < SamplesBefore)
                _beforeCount++;
            return;
        }
        Count(bytes, at);
        if (bytes[FrameFormat.Samples] == bytes[FrameFormat.Trigger] + MostSamples - SamplesBefore)
            Finish();
    }

    /// <summary>
    /// Nothing more will be sampled, because a step has failed. A frame that is being filled ends here; an event that nobody has
    /// looked at yet makes a frame of what was before it.
    /// </summary>
    public void End(EventLog log, EventCounters counters, ProtectionStage protection, int nowMilliseconds, int calendar)
    {
        if (_filling == None && _seen != log.Count)
        {
            int trigger = Trigger(log, counters.OperatingSeconds);
            if (trigger != None)
                Open(log, trigger, protection, counters.OperatingSeconds, nowMilliseconds, calendar);
        }
        if (_filling != None)
            Finish();
    }

    /// <summary>The first new event that makes a frame, or none.</summary>
    private int Trigger(EventLog log, int operatingSeconds)
    {
        int first = _seen > log.FirstKept ? _seen : log.FirstKept;
        _seen = log.Count;
        if (_filling != None)
            return None;
        for (int number = first; number < log.Count; number++)
        {
            EventKind kind = log.Kind(number);
            int place = EventCatalogue.PlaceOf(kind);
            if (place < 0 || !EventCatalogue.Freezes(kind, log.Level(number)))
                continue;
            int last = _lastSeconds[place];
            if (last != None && operatingSeconds - last < QuietSeconds)
                continue;
            _lastSeconds[place] = operatingSeconds;
            return number;
        }
        return None;
    }

    /// <summary>Begins a frame over the oldest one, with the samples from before.</summary>
    private void Open(EventLog log, int number, ProtectionStage protection, int operatingSeconds, int nowMilliseconds, int calendar)
    {
        // A frame that no one has fetched yet is whole in memory and fetched later; only its announcement is overtaken.
        int place = (Taken & int.MaxValue) % Capacity;
        byte[] frame = _frames[place];
        int kind = (int)log.Kind(number);
        for (int index = 0; index < FrameFormat.HeaderLength; index++)
            frame[index] = 0;
        FrameFormat.Put(frame, FrameFormat.Number, Taken);
        frame[FrameFormat.Kind] = (byte)(kind & 0xFF);
        frame[FrameFormat.Level] = (byte)(log.Level(number) & 0xFF);
        frame[FrameFormat.Channel] = (byte)(log.Channel(number) & 0xFF);
        FrameFormat.Put(frame, FrameFormat.Value, kind < ProtectionPolicy.RowCount ? protection.Value(kind) : 0);
        FrameFormat.Put(frame, FrameFormat.OperatingSeconds, operatingSeconds);
        FrameFormat.Put(frame, FrameFormat.Calendar, calendar);
        FrameFormat.Put(frame, FrameFormat.AtMilliseconds, nowMilliseconds);
        frame[FrameFormat.Groups] = (byte)(_groups & 0xFF);
        frame[FrameFormat.Sensors] = (byte)(_sensors & 0xFF);
        frame[FrameFormat.Trigger] = (byte)(_beforeCount & 0xFF);
        FrameFormat.Put(frame, FrameFormat.Digest, FrameJudge.Begin());
        int oldest = _beforeNext + SamplesBefore - _beforeCount;
        for (int sample = 0; sample < _beforeCount; sample++)
        {
            int from = (oldest + sample) % SamplesBefore * _sampleLength;
            int to = FrameFormat.HeaderLength + (sample * _sampleLength);
            for (int index = 0; index < _sampleLength; index++)
                frame[to + index] = _before[from + index];
            Count(frame, to);
        }
        _beforeCount = 0;
        _filling = place;
        Taken = unchecked(Taken + 1);
    }

    /// <summary>Counts a sample and adds its outcome to the digest.</summary>
    private static void Count(byte[] frame, int at)
    {
        int digest = FrameJudge.Add(FrameFormat.Int(frame, FrameFormat.Digest), FrameFormat.UShort(frame, at + FrameFormat.SampleOutcome));
        FrameFormat.Put(frame, FrameFormat.Digest, digest);
        frame[FrameFormat.Samples]++;
    }

    private void Finish()
    {
        _finished = _filling;
        _filling = None;
    }
}
