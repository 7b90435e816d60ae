namespace Bms.Core.Lifecycle;

/// <summary>The four records that a pack's life is kept in, in the order in which they must be read, and their bytes for the link.</summary>
public sealed class LifetimeRecords
{
    /// <summary>Time between two writes of the lifetime record unless the board says otherwise, in seconds.</summary>
    public const int UsualPeriodSeconds = 600;

    /// <summary>Number of records.</summary>
    public const int Count = 4;

    /// <summary>Bytes of all of them one behind the other: lifetime, ledger, history, predecessor, after a header.</summary>
    public const int TotalLength = HeaderLength + (4 * (LifetimeLayout.Words
        + LifetimeLayout.RingHeader + (LifetimeLayout.LedgerEntries * LifetimeLayout.LedgerWords)
        + LifetimeLayout.RingHeader + (LifetimeLayout.HistoryEntries * LifetimeLayout.HistoryWords)
        + LifetimeLayout.PredecessorWords));

    /// <summary>The letters BMSL and the layout's version in four bytes.</summary>
    public const int HeaderLength = 8;

    private readonly LifetimeStage _stage;
    private readonly WordRecord _predecessor;
    private readonly WordRecord _life;
    private readonly WordRecord _ledger;
    private readonly WordRecord _history;

    /// <summary>Makes the records of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="periodSeconds">Time between two writes of the lifetime record, 1 s or more.</param>
    public LifetimeRecords(LifetimeStage stage, int periodSeconds)
    {
        _stage = stage;
        _predecessor = new WordRecord(stage, RecordKind.Identity, stage.Predecessor, 0);
        _life = new WordRecord(stage, RecordKind.Lifetime, stage.Words, periodSeconds);
        _ledger = new WordRecord(stage, RecordKind.SwapLedger, stage.Ledger, 0);
        _history = new WordRecord(stage, RecordKind.History, stage.History, 0);
    }

    /// <summary>Puts the records into a list from a place on: the lifetime record decides whether the two after it belong to this pack.</summary>
    internal void Register(IPersistentRecord[] records, int at)
    {
        records[at] = _predecessor;
        records[at + 1] = _life;
        records[at + 2] = _ledger;
        records[at + 3] = _history;
    }

    /// <summary>Asks for what has changed.</summary>
    internal void Ask(PersistentStore store)
    {
        LifetimeStage stage = _stage;
        if (stage.TakeLedgerChanged())
        {
            store.Request(RecordKind.SwapLedger);
            store.Request(RecordKind.Lifetime);
        }
        if (stage.TakeHistoryChanged())
            store.Request(RecordKind.History);
        if (stage.TakePredecessorChanged())
        {
            store.Request(RecordKind.Snapshot);
            store.Request(RecordKind.Identity);
            store.Request(RecordKind.Lifetime);
        }
    }
}
