namespace Bms.Core.Lifecycle;

/// <summary>Something that is kept over a loss of power. The store decides when and where; the record knows only its bytes.</summary>
public interface IPersistentRecord
{
    /// <summary>Its kind: a record a kind.</summary>
    RecordKind Kind { get; }

    /// <summary>The version of its layout, 1…65535; more than a stored one's where the layout has changed since.</summary>
    int Version { get; }

    /// <summary>Most bytes that it ever writes, up to <see cref="MemoryMap.Room"/> of its kind.</summary>
    int MaximumLength { get; }

    /// <summary>
    /// It is written where it differs from what is stored and this many seconds have passed since the last time, 1 or more; 0 for a record
    /// that is written only where <see cref="PersistentStore.Request"/> asks for it.
    /// </summary>
    int PeriodSeconds { get; }

    /// <summary>Writes itself from the first byte on; returns its length, or 0 where there is nothing to keep now. Allocates nothing.</summary>
    int Write(byte[] bytes);

    /// <summary>Takes stored bytes up, once, before the first step; false where it refuses them, and then nothing has changed.</summary>
    /// <param name="bytes">The bytes; their sum is right.</param>
    /// <param name="length">How many of them are the record.</param>
    /// <param name="version">Version of their layout, never more than <see cref="Version"/>.</param>
    bool Read(byte[] bytes, int length, int version);
}
