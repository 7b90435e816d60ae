namespace Bms.Core.Diagnostics;

/// <summary>A ring of the latest events. Each event has a number that never repeats, so a reader knows what it missed.</summary>
public sealed class EventLog
{
    /// <summary>Events kept; a power of two.</summary>
    public const int Capacity = 64;

    private const int Mask = Capacity - 1;

    private readonly byte[] _kind = new byte[Capacity];
    private readonly byte[] _level = new byte[Capacity];
    private readonly byte[] _channel = new byte[Capacity];
    private readonly int[] _atMilliseconds = new int[Capacity];

    /// <summary>How many events there ever were: the number that the next one gets.</summary>
    public int Count { get; private set; }

    /// <summary>The number of the oldest event still kept.</summary>
    public int FirstKept => Count > Capacity ? Count - Capacity : 0;

    /// <summary>What an event is about.</summary>
    public EventKind Kind(int number) => (EventKind)_kind[number & Mask];

    /// <summary>The level that it reached: 0 ended, 1 warning, 2 derate, 3 trip.</summary>
    public int Level(int number) => _level[number & Mask];

    /// <summary>The group, sensor or stage that it comes from.</summary>
    public int Channel(int number) => _channel[number & Mask];

    /// <summary>The monotonic time of the step that raised it, in milliseconds.</summary>
    public int AtMilliseconds(int number) => _atMilliseconds[number & Mask];

    /// <summary>Adds an event, over the oldest one where the ring is full.</summary>
    public void Add(EventKind kind, int level, int channel, int atMilliseconds)
    {
        int index = Count & Mask;
        _kind[index] = (byte)((int)kind & 0xFF);
        _level[index] = (byte)(level & 0xFF);
        _channel[index] = (byte)(channel & 0xFF);
        _atMilliseconds[index] = atMilliseconds;
        // 2³¹ events are more than any pack lives to see; the count stops there rather than turn negative.
        if (Count < int.MaxValue)
            Count++;
    }
}
