namespace Bms.Core.Configuration;

/// <summary>What each row of the protection table watches, as a table: side, direction, and the family of channels.</summary>
public static class ProtectionPolicy
{
    /// <summary>The number of rows.</summary>
    public const int RowCount = 11;

    /// <summary>The number of levels of a row: warning, derate, trip.</summary>
    public const int LevelCount = 3;

    private const int Columns = 3;

    // Side (+1 acts above its limit, −1 below); direction (0 always, +1 charge, −1 discharge); 1 where the row counts lost channels.
    private static readonly sbyte[] Table =
    [
        +1, 0, 0,
        -1, 0, 0,
        +1, +1, 0,
        -1, +1, 0,
        +1, -1, 0,
        -1, -1, 0,
        +1, +1, 0,
        +1, -1, 0,
        +1, 0, 1,
        +1, 0, 1,
        +1, 0, 1,
    ];

    /// <summary>True where the row acts at and above its limit, false where it acts at and below.</summary>
    public static bool ActsAbove(ProtectionKind kind) => Table[(int)kind * Columns] > 0;

    /// <summary>+1 where the row counts only while charging, −1 only while discharging, 0 always.</summary>
    public static int Direction(ProtectionKind kind) => Table[((int)kind * Columns) + 1];

    /// <summary>True where the row counts channels that cannot be used.</summary>
    public static bool CountsLostChannels(ProtectionKind kind) => Table[((int)kind * Columns) + 2] != 0;
}
