using Bms.Core.Estimation;

namespace Bms.Core.Lifecycle;

/// <summary>The estimation state, every few minutes and when the contactors have opened.</summary>
public sealed class SnapshotRecord : IPersistentRecord
{
    /// <summary>Time between two snapshots unless the board says otherwise, in seconds.</summary>
    public const int UsualPeriodSeconds = 600;

    private const int MillisecondsPerSecond = 1000;

    private readonly EstimationStage _estimation;
    private readonly int _periodSeconds;

    /// <summary>Makes the record of a controller's estimation.</summary>
    /// <param name="estimation">The stage.</param>
    /// <param name="periodSeconds">Time between two snapshots, 1…43 200 s.</param>
    public SnapshotRecord(EstimationStage estimation, int periodSeconds)
    {
        _estimation = estimation;
        _periodSeconds = periodSeconds;
    }

    /// <inheritdoc/>
    public RecordKind Kind => RecordKind.Snapshot;

    /// <inheritdoc/>
    public int Version => SnapshotFormat.Version;

    /// <inheritdoc/>
    public int MaximumLength => _estimation.SnapshotLength;

    /// <inheritdoc/>
    public int PeriodSeconds => _periodSeconds;

    /// <summary>Calendar time of the step, in milliseconds since 1970-01-01 UTC.</summary>
    public long UnixMilliseconds { get; set; }

    /// <summary>Whether it is known.</summary>
    public bool UnixValid { get; set; }

    /// <summary>True where the contactors are open and no current is to be expected after this snapshot.</summary>
    public bool Final { get; set; }

    /// <summary>True where the estimation's state is not to be written any more.</summary>
    public bool Distrusted { get; set; }

    /// <summary>Why the stored state was not taken.</summary>
    public SnapshotFault Fault { get; private set; }

    /// <inheritdoc/>
    public int Write(byte[] bytes)
    {
        if (Distrusted)
            return 0;
        // A later one may fail to be written once before power goes.
        int uncounted = Final ? 0 : 2 * _periodSeconds * MillisecondsPerSecond;
        return _estimation.Snapshot(bytes, UnixMilliseconds, UnixValid, uncounted);
    }

    /// <inheritdoc/>
    public bool Read(byte[] bytes, int length, int version)
    {
        Fault = _estimation.Restore(bytes, length);
        return Fault == SnapshotFault.None;
    }
}
