namespace Bms.Core.Lifecycle;

/// <summary>A record that is a run of words, little-endian. What the words mean is up to <see cref="LifetimeRecords"/>.</summary>
internal sealed class WordRecord : IPersistentRecord
{
    private const int WordBytes = 4;

    private readonly LifetimeStage _stage;
    private readonly int[] _words;

    /// <summary>Makes the record of a stage's words.</summary>
    internal WordRecord(LifetimeStage stage, RecordKind kind, int[] words, int periodSeconds)
    {
        _stage = stage;
        _words = words;
        Kind = kind;
        PeriodSeconds = periodSeconds;
    }

    /// <inheritdoc/>
    public RecordKind Kind { get; }

    /// <inheritdoc/>
    public int Version => LifetimeLayout.Version;

    /// <inheritdoc/>
    public int MaximumLength => _words.Length * WordBytes;

    /// <inheritdoc/>
    public int PeriodSeconds { get; }

    /// <inheritdoc/>
    public int Write(byte[] bytes)
    {
        if (Kind == RecordKind.Lifetime)
            _stage.Note();
        return Copy(bytes);
    }

    /// <summary>Writes the words as they are.</summary>
    internal int Copy(byte[] bytes)
    {
        int[] words = _words;
        int at = 0;
        for (int index = 0; index < words.Length; index++)
        {
            int word = words[index];
            bytes[at] = (byte)(word & 0xFF);
            bytes[at + 1] = (byte)((word >> 8) & 0xFF);
            bytes[at + 2] = (byte)((word >> 16) & 0xFF);
            bytes[at + 3] = (byte)((word >> 24) & 0xFF);
            at += WordBytes;
        }
        return at;
    }

    /// <inheritdoc/>
    public bool Read(byte[] bytes, int length, int version)
    {
        if (length != MaximumLength)
            return false;
        int[] stored = new int[_words.Length];
        for (int index = 0; index < stored.Length; index++)
        {
            int at = index * WordBytes;
            stored[index] = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
        }
        return _stage.Take(Kind, stored);
    }
}
