using Bms.Core.Configuration;
using Bms.Core.Numerics;
using Bms.Core.Protection;

namespace Bms.Core.Diagnostics;

/// <summary>
/// How often each event began and how often it reached its trip level, with the first and the last time, by operating time and by the
/// calendar. The numbers stop at the largest int. Operating time goes on over restarts.
/// </summary>
public sealed class EventCounters
{
    /// <summary>Version of the stored layout.</summary>
    public const int Version = 1;

    /// <summary>Room that the stored counters fit in, in bytes.</summary>
    public const int MaximumLength = HeaderLength + (EventCatalogue.Places * PlaceLength);

    /// <summary>Calendar times are kept in seconds since 2020-01-01 UTC, which is this many milliseconds after 1970.</summary>
    public const long EpochMilliseconds = 1577836800000;

    private const int HeaderLength = 5;
    private const int PlaceLength = 25;
    private const int MillisecondsPerSecond = 1000;

    private readonly int[] _began = new int[EventCatalogue.Places];
    private readonly int[] _tripped = new int[EventCatalogue.Places];
    private readonly int[] _firstSeconds = new int[EventCatalogue.Places];
    private readonly int[] _lastSeconds = new int[EventCatalogue.Places];
    private readonly int[] _firstCalendar = new int[EventCatalogue.Places];
    private readonly int[] _lastCalendar = new int[EventCatalogue.Places];
    private readonly bool[] _open = new bool[EventCatalogue.Places];
    private readonly ImageArchive _archive = new ImageArchive(new byte[0], 0, false);
    private int _milliseconds;
    private int _seen;

    /// <summary>Seconds that this controller and those before it on the same memory have run.</summary>
    public int OperatingSeconds { get; private set; }

    /// <summary>How often an event went from nothing to any level.</summary>
    public int Began(int place) => _began[place];

    /// <summary>How often it reached its trip level.</summary>
    public int Tripped(int place) => _tripped[place];

    /// <summary>Operating time of the first one, in seconds.</summary>
    public int FirstSeconds(int place) => _firstSeconds[place];

    /// <summary>Operating time of the last one, in seconds.</summary>
    public int LastSeconds(int place) => _lastSeconds[place];

    /// <summary>Calendar time of the first one in seconds since 2020; 0 where it was not known.</summary>
    public int FirstCalendar(int place) => _firstCalendar[place];

    /// <summary>Calendar time of the last one in seconds since 2020; 0 where it was not known.</summary>
    public int LastCalendar(int place) => _lastCalendar[place];

    /// <summary>Calendar seconds since 2020 of a time in milliseconds since 1970; 0 where it is not known or none that fits.</summary>
    public static int Calendar(long unixMilliseconds, bool valid)
    {
        long seconds = (unixMilliseconds - EpochMilliseconds) / MillisecondsPerSecond;
        return valid && unixMilliseconds > EpochMilliseconds && seconds < int.MaxValue ? (int)seconds : 0;
    }

    /// <summary>Counts time, and the events that are new in the log.</summary>
    public void Step(EventLog log, int elapsedMilliseconds, long unixMilliseconds, bool unixValid)
    {
        int milliseconds = _milliseconds + elapsedMilliseconds;
        if (milliseconds >= MillisecondsPerSecond)
        {
            int seconds = milliseconds / MillisecondsPerSecond;
            OperatingSeconds = IntegerMath.AddSaturating(OperatingSeconds, seconds);
            milliseconds -= seconds * MillisecondsPerSecond;
        }
        _milliseconds = milliseconds < 0 ? 0 : milliseconds;
        int count = log.Count;
        if (_seen == count)
            return;
        int calendar = Calendar(unixMilliseconds, unixValid);
        // The log keeps the latest 64 only, and no step makes as many.
        for (int number = _seen > log.FirstKept ? _seen : log.FirstKept; number < count; number++)
            Take(EventCatalogue.PlaceOf(log.Kind(number)), log.Level(number), calendar);
        _seen = count;
    }

    /// <summary>Writes the counters that are not 0; returns their length.</summary>
    public int Write(byte[] bytes)
    {
        ImageArchive archive = _archive;
        archive.Restart(bytes, 0, bytes.Length, true);
        archive.Int32(OperatingSeconds);
        int used = 0;
        for (int place = 0; place < EventCatalogue.Places; place++)
            used += _began[place] != 0 ? 1 : 0;
        archive.Byte(used);
        for (int place = 0; place < EventCatalogue.Places; place++)
        {
            if (_began[place] == 0)
                continue;
            archive.Byte(place);
            archive.Int32(_began[place]);
            archive.Int32(_tripped[place]);
            archive.Int32(_firstSeconds[place]);
            archive.Int32(_lastSeconds[place]);
            archive.Int32(_firstCalendar[place]);
            archive.Int32(_lastCalendar[place]);
        }
        return archive.Overrun ? 0 : archive.Position;
    }

    /// <summary>Takes stored counters up; false where they are none, and then nothing has changed.</summary>
    public bool Read(byte[] bytes, int length)
    {
        if (length < HeaderLength || (length - HeaderLength) % PlaceLength != 0)
            return false;
        int used = (length - HeaderLength) / PlaceLength;
        if (bytes[HeaderLength - 1] != used || used > EventCatalogue.Places)
            return false;
        for (int index = 0; index < used; index++)
        {
            if (bytes[HeaderLength + (index * PlaceLength)] >= EventCatalogue.Places)
                return false;
        }
        ImageArchive archive = _archive;
        archive.Restart(bytes, 0, length, false);
        OperatingSeconds = NotNegative(archive.Int32(0));
        archive.Byte(0);
        for (int index = 0; index < used; index++)
        {
            int place = archive.Byte(0);
            _began[place] = NotNegative(archive.Int32(0));
            _tripped[place] = NotNegative(archive.Int32(0));
            _firstSeconds[place] = NotNegative(archive.Int32(0));
            _lastSeconds[place] = NotNegative(archive.Int32(0));
            _firstCalendar[place] = NotNegative(archive.Int32(0));
            _lastCalendar[place] = NotNegative(archive.Int32(0));
        }
        return true;
    }

    private static int NotNegative(int value) => value < 0 ? 0 : value;

    private void Take(int place, int level, int calendar)
    {
        if (place < 0)
            return;
        bool began = level != ProtectionStage.LevelNone && !_open[place];
        // Only a row of the protection table and the contactors have an end; anything else begins each time.
        _open[place] = level != ProtectionStage.LevelNone && HasEnd(place);
        if (level == ProtectionStage.LevelTrip)
            _tripped[place] = IntegerMath.AddSaturating(_tripped[place], 1);
        if (level == ProtectionStage.LevelNone)
            return;
        if (began)
            _began[place] = IntegerMath.AddSaturating(_began[place], 1);
        if (began && _began[place] == 1)
        {
            _firstSeconds[place] = OperatingSeconds;
            _firstCalendar[place] = calendar;
        }
        _lastSeconds[place] = OperatingSeconds;
        _lastCalendar[place] = calendar;
    }

    private static bool HasEnd(int place) =>
        place < ProtectionPolicy.RowCount || EventCatalogue.KindAt(place) == EventKind.ContactorFault;
}
