using Bms.Core.Diagnostics;

namespace Bms.Core.Lifecycle;

/// <summary>One place of the ring of freeze frames, written when its frame is whole.</summary>
public sealed class FrameRecord : IPersistentRecord
{
    private readonly FreezeFrames _frames;
    private readonly int _place;

    /// <summary>Makes the record of one place.</summary>
    public FrameRecord(FreezeFrames frames, int place)
    {
        _frames = frames;
        _place = place;
    }

    /// <inheritdoc/>
    public RecordKind Kind => (RecordKind)((int)RecordKind.FirstFrame + _place);

    /// <inheritdoc/>
    public int Version => FrameFormat.Version;

    /// <inheritdoc/>
    public int MaximumLength => _frames.FrameLength;

    /// <inheritdoc/>
    public int PeriodSeconds => 0;

    /// <inheritdoc/>
    public int Write(byte[] bytes)
    {
        int length = _frames.LengthOf(_place);
        byte[] frame = _frames.Frame(_place);
        for (int index = 0; index < length; index++)
            bytes[index] = frame[index];
        return length;
    }

    /// <inheritdoc/>
    public bool Read(byte[] bytes, int length, int version) => _frames.Restore(bytes, length);
}
