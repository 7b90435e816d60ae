using System;
using System.IO;
using Bms.Core.Lifecycle;
using Bms.Hil.Rigs;

namespace Bms.Hil.Passports;

/// <summary>Reads a pack's life from a memory dump, or from the dump that a board serves over the link.</summary>
internal static class LifetimeFile
{
    private const int LedgerWords = LifetimeLayout.RingHeader + (LifetimeLayout.LedgerEntries * LifetimeLayout.LedgerWords);
    private const int HistoryWords = LifetimeLayout.RingHeader + (LifetimeLayout.HistoryEntries * LifetimeLayout.HistoryWords);

    private static ReadOnlySpan<byte> Magic => "BMSL"u8;

    /// <summary>Whether a file begins as either of the two.</summary>
    public static bool IsOne(string path) => MemoryDump.IsDump(path) || IsLifetimeDump(path);

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">It is neither, damaged, or holds no lifetime record.</exception>
    public static PackLife Read(string path) => IsLifetimeDump(path) ? ReadServed(path) : Read(MemoryDump.Read(path), path);

    /// <summary>Reads a memory.</summary>
    /// <param name="dump">The memory.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="BadInputException">It holds no lifetime record.</exception>
    public static PackLife Read(MemoryDump dump, string path)
    {
        var life = new RawRecord(RecordKind.Lifetime, LifetimeLayout.Words);
        var ledger = new RawRecord(RecordKind.SwapLedger, LedgerWords);
        var history = new RawRecord(RecordKind.History, HistoryWords);
        var predecessor = new RawRecord(RecordKind.Identity, LifetimeLayout.PredecessorWords);
        new PersistentStore(new SimMemory((byte[])dump.Bytes.Clone(), dump.WriteUnitBytes), [life, ledger, history, predecessor]).Load();
        if (life.Words is null)
            throw new BadInputException($"{path}: holds no whole lifetime record; a board writes the first one ten minutes after its first start, or as it switches off");
        return new PackLife(path, life.Words, ledger.Words ?? new int[LedgerWords], history.Words ?? new int[HistoryWords], predecessor.Words);
    }

    private static PackLife ReadServed(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length != LifetimeDump.Length)
            throw new BadInputException($"{path}: a lifetime dump of {bytes.Length} bytes; expected {LifetimeDump.Length}");
        int version = BitConverter.ToInt32(bytes, Magic.Length);
        if (version != LifetimeLayout.Version)
            throw new BadInputException($"{path}: version {version} of the lifetime record; this program reads version {LifetimeLayout.Version}");
        int at = LifetimeRecords.HeaderLength;
        int[] life = Take(bytes, LifetimeLayout.Words, ref at);
        int[] ledger = Take(bytes, LedgerWords, ref at);
        int[] history = Take(bytes, HistoryWords, ref at);
        int[] predecessor = Take(bytes, LifetimeLayout.PredecessorWords, ref at);
        return new PackLife(path, life, ledger, history, predecessor);
    }

    private static int[] Take(byte[] bytes, int count, ref int at)
    {
        int[] words = new int[count];
        Buffer.BlockCopy(bytes, at, words, 0, count * sizeof(int));
        at += count * sizeof(int);
        return words;
    }

    private static bool IsLifetimeDump(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] begin = new byte[Magic.Length];
            return file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && Magic.SequenceEqual(begin);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }
}
