namespace Bms.Core.Lifecycle;

/// <summary>
/// A stage's records one behind the other, as a board serves them: the letters BMSL, the layout's version in four bytes, then the words of
/// the lifetime record, the ledger, the history and the predecessor, little-endian.
/// </summary>
public static class LifetimeDump
{
    /// <summary>Bytes of a dump.</summary>
    public const int Length = LifetimeRecords.TotalLength;

    /// <summary>Writes a stage's records as they are now; allocates nothing.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="bytes">Room for <see cref="Length"/> bytes.</param>
    public static void Write(LifetimeStage stage, byte[] bytes)
    {
        bytes[0] = (byte)'B';
        bytes[1] = (byte)'M';
        bytes[2] = (byte)'S';
        bytes[3] = (byte)'L';
        int at = Put(LifetimeLayout.Version, bytes, 4);
        stage.Note();
        at = Put(stage.Words, bytes, at);
        at = Put(stage.Ledger, bytes, at);
        at = Put(stage.History, bytes, at);
        Put(stage.Predecessor, bytes, at);
    }

    private static int Put(int[] words, byte[] bytes, int at)
    {
        for (int index = 0; index < words.Length; index++)
            at = Put(words[index], bytes, at);
        return at;
    }

    private static int Put(int word, byte[] bytes, int at)
    {
        for (int index = 0; index < 4; index++)
            bytes[at + index] = (byte)((word >> (8 * index)) & 0xFF);
        return at + 4;
    }
}
