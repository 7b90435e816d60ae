using Bms.Core.Lifecycle;

namespace Bms.Core.Conformance;

/// <summary>A record of a few bytes with a version, that refuses older versions than its own by two.</summary>
internal sealed class ScriptedRecord : IPersistentRecord
{
    private const int RecordLength = 40;

    /// <summary>Makes a record.</summary>
    public ScriptedRecord(RecordKind kind, int version)
    {
        Kind = kind;
        Version = version;
    }

    /// <inheritdoc/>
    public RecordKind Kind { get; }

    /// <inheritdoc/>
    public int Version { get; }

    /// <inheritdoc/>
    public int MaximumLength => RecordLength;

    /// <inheritdoc/>
    public int PeriodSeconds => 0;

    /// <inheritdoc/>
    public int Write(byte[] bytes)
    {
        for (int index = 0; index < RecordLength; index++)
            bytes[index] = (byte)((index * Version) & 0xFF);
        return RecordLength;
    }

    /// <inheritdoc/>
    public bool Read(byte[] bytes, int length, int version) => Version - version < 2;
}
