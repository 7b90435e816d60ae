using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>What a board in live mode last measured and decided.</summary>
public sealed class MonitorAnswer : LinkMessage
{
    private readonly StepRequest _measured;
    private readonly StepAnswer _decided;

    /// <summary>Makes the message over the two that it is put together from.</summary>
    public MonitorAnswer(StepRequest measured, StepAnswer decided)
    {
        _measured = measured;
        _decided = decided;
    }

    /// <summary>True in live mode, false in harness mode.</summary>
    public bool Live { get; set; }

    /// <summary>Steps that took longer than the board's period; may wrap.</summary>
    public int OverRuns { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Live = Within(archive.Byte(Live ? 1 : 0), 0, 1) != 0;
        OverRuns = archive.Int32(OverRuns);
        Walk(_measured, archive);
        Walk(_decided, archive);
    }
}
