using Bms.Core.Configuration;
using Bms.Core.Diagnostics;

namespace Bms.Link.Messages;

/// <summary>A run of events as they go over the link.</summary>
public sealed class EventRun
{
    /// <summary>Most events of a run.</summary>
    public const int Most = 8;

    private readonly int[] _kind = new int[Most];
    private readonly int[] _level = new int[Most];
    private readonly int[] _channel = new int[Most];
    private readonly int[] _at = new int[Most];

    /// <summary>How many there are, 0…8.</summary>
    public int Count { get; private set; }

    /// <summary>What an event of the run is about.</summary>
    public EventKind Kind(int index) => (EventKind)_kind[index];

    /// <summary>Its level.</summary>
    public int Level(int index) => _level[index];

    /// <summary>Its group, sensor or stage.</summary>
    public int Channel(int index) => _channel[index];

    /// <summary>The monotonic time of its step, in milliseconds.</summary>
    public int AtMilliseconds(int index) => _at[index];

    /// <summary>Takes events from a log; returns the number of the first one that did not fit.</summary>
    public int Take(EventLog log, int from)
    {
        int number = from > log.FirstKept ? from : log.FirstKept;
        int count = 0;
        while (number < log.Count && count < Most)
        {
            _kind[count] = (int)log.Kind(number);
            _level[count] = log.Level(number);
            _channel[count] = log.Channel(number);
            _at[count] = log.AtMilliseconds(number);
            count++;
            number++;
        }
        Count = count;
        return number;
    }

    /// <summary>Walks the run through an archive; false where there are too many.</summary>
    internal bool Transfer(ImageArchive archive)
    {
        int count = archive.Byte(Count);
        if (count > Most)
            return false;
        Count = count;
        for (int index = 0; index < count; index++)
        {
            _kind[index] = archive.Int16(_kind[index]);
            _level[index] = archive.Byte(_level[index]);
            _channel[index] = archive.Int16(_channel[index]);
            _at[index] = archive.Int32(_at[index]);
        }
        return true;
    }
}
