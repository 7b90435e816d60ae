using Bms.Core.Diagnostics;

namespace Bms.Core.Lifecycle;

/// <summary>The counters of events and the operating time, every few minutes and after each freeze frame.</summary>
public sealed class CounterRecord : IPersistentRecord
{
    /// <summary>Time between two writes unless the board says otherwise, in seconds.</summary>
    public const int UsualPeriodSeconds = 600;

    private readonly EventCounters _counters;
    private readonly int _periodSeconds;

    /// <summary>Makes the record of a controller's counters.</summary>
    public CounterRecord(EventCounters counters, int periodSeconds)
    {
        _counters = counters;
        _periodSeconds = periodSeconds;
    }

    /// <inheritdoc/>
    public RecordKind Kind => RecordKind.Counters;

    /// <inheritdoc/>
    public int Version => EventCounters.Version;

    /// <inheritdoc/>
    public int MaximumLength => EventCounters.MaximumLength;

    /// <inheritdoc/>
    public int PeriodSeconds => _periodSeconds;

    /// <inheritdoc/>
    public int Write(byte[] bytes) => _counters.Write(bytes);

    /// <inheritdoc/>
    public bool Read(byte[] bytes, int length, int version) => _counters.Read(bytes, length);
}
