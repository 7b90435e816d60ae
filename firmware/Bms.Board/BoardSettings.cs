namespace Bms.Board;

/// <summary>How a board's loop runs.</summary>
public sealed class BoardSettings
{
    /// <summary>Time between two steps in live mode, in milliseconds, 10…1000.</summary>
    public int PeriodMilliseconds { get; init; } = 100;

    /// <summary>Most bytes that are taken from the link in one turn of the loop.</summary>
    public int LinkBytesPerTurn { get; init; } = 256;

    /// <summary>Changes with each start of the board, as far as the board can tell.</summary>
    public int Boot { get; init; }

    /// <summary>True to start in live mode where there is an image; false to wait for the harness.</summary>
    public bool StartsLive { get; init; }
}
