namespace Bms.Core.Configuration;

/// <summary>
/// What each row of the protection table watches, as a table: side, direction, unit, the input it needs, which permitted current it
/// reduces, and its nature. The later rows are looked at in turns, see <see cref="FirstSlowRow"/>.
/// </summary>
public static class ProtectionPolicy
{
    /// <summary>The number of kinds.</summary>
    public const int RowCount = 40;

    /// <summary>The number of levels of a row: warning, derate, trip.</summary>
    public const int LevelCount = 3;

    /// <summary>
    /// Rows before this one are looked at in every step, it and the later ones in every <see cref="SlowPeriodSteps"/>th; but
    /// <see cref="ProtectionKind.OverTemperatureRest"/> in every one.
    /// </summary>
    public const int FirstSlowRow = (int)ProtectionKind.DeepDischarge;

    /// <summary>Steps after which everything that is looked at in turns has been looked at once.</summary>
    public const int SlowPeriodSteps = 8;

    /// <summary>The direction of rows that count only while the pack rests.</summary>
    public const int DirectionRest = 2;

    private const int Columns = 6;
    private const int Both = 3;
    private const int Charge = 1;
    private const int Discharge = 2;
    private const int None = -1;

    // The row must be in every table.
    private const int Required = 1;

    // What it counts has been confirmed before, or cannot wait: one sample is enough.
    private const int OneSample = 2;

    // Its trip ends by service only.
    private const int Latches = 4;

    // Its trip never ends.
    private const int Irreversible = 8;

    // It opens at once: no wait for the current to fall.
    private const int CannotWait = 16;

    // Side (+1 acts above its limit, −1 below); direction (0 always, +1 charge, −1 discharge, 2 rest); unit; input; limits; nature.
    private static readonly sbyte[] Table =
    [
        +1, 0, 0, None, Charge, Required,
        -1, 0, 0, None, Discharge, Required,
        +1, +1, 1, None, Charge, Required,
        -1, +1, 1, None, Charge, Required,
        +1, -1, 1, None, Discharge, Required,
        -1, -1, 1, None, Discharge, Required,
        +1, +1, 2, None, Charge, Required | CannotWait,
        +1, -1, 2, None, Discharge, Required | CannotWait,
        +1, 0, 3, None, Both, Required,
        +1, 0, 3, None, Both, Required,
        +1, 0, 3, None, Both, Required,
        +1, 0, 2, None, Both, OneSample | Latches | CannotWait,
        +1, 0, 3, None, Both, OneSample,
        +1, 0, 4, 7, Both, OneSample,
        -1, 0, 0, None, Both, Latches,
        +1, 0, 0, None, Charge, 0,
        -1, 0, 0, None, Discharge, 0,
        +1, +1, 4, None, Charge, CannotWait,
        +1, -1, 4, None, Discharge, CannotWait,
        +1, 2, 1, None, Both, 0,
        -1, 2, 1, None, Both, 0,
        +1, 0, 1, None, Both, 0,
        +1, 0, 5, None, Both, 0,
        +1, 0, 0, None, Both, 0,
        +1, 0, 6, 3, Both, 0,
        -1, 0, 6, 3, Both, 0,
        +1, 0, 7, 3, Both, 0,
        -1, 0, 8, 4, Both, 0,
        +1, 0, 3, 5, Both, OneSample,
        +1, 0, 3, 6, Both, 0,
        +1, 0, 4, 8, Both, OneSample,
        +1, 0, 3, 12, Both, OneSample | CannotWait,
        +1, 0, 3, None, Both, OneSample | CannotWait,
        +1, 0, 4, None, Both, OneSample,
        +1, 0, 0, 0, Both, 0,
        +1, 0, 2, 2, Both, 0,
        +1, 0, 2, 13, Both, OneSample,
        +1, 0, 3, None, Both, 0,
        +1, 0, 3, None, Both, 0,
        +1, 0, 3, None, Both, Latches | Irreversible | CannotWait,
    ];

    /// <summary>True where the row acts at and above its limit, false where it acts at and below.</summary>
    public static bool ActsAbove(ProtectionKind kind) => At(kind, 0) > 0;

    /// <summary>+1 where the row counts only while charging, −1 only while discharging, 2 only at rest, 0 always.</summary>
    public static int Direction(ProtectionKind kind) => At(kind, 1);

    /// <summary>What its limits are measured in.</summary>
    public static ProtectionUnit Unit(ProtectionKind kind) => (ProtectionUnit)At(kind, 2);

    /// <summary>The <see cref="AuxiliaryChannel"/> without which the row has nothing to look at, or −1.</summary>
    public static int Input(ProtectionKind kind) => At(kind, 3);

    /// <summary>True where the row reduces the permitted charge current.</summary>
    public static bool LimitsCharge(ProtectionKind kind) => (At(kind, 4) & Charge) != 0;

    /// <summary>True where the row reduces the permitted discharge current.</summary>
    public static bool LimitsDischarge(ProtectionKind kind) => (At(kind, 4) & Discharge) != 0;

    /// <summary>True where every table must have the row.</summary>
    public static bool IsRequired(ProtectionKind kind) => (At(kind, 5) & Required) != 0;

    /// <summary>The smallest number of fresh samples that a debounce may have.</summary>
    public static int LeastSamples(ProtectionKind kind) => (At(kind, 5) & OneSample) != 0 ? 1 : 2;

    /// <summary>True where a trip must latch.</summary>
    public static bool MustLatch(ProtectionKind kind) => (At(kind, 5) & Latches) != 0;

    /// <summary>True where a trip never ends.</summary>
    public static bool NeverEnds(ProtectionKind kind) => (At(kind, 5) & Irreversible) != 0;

    /// <summary>True where a trip may not wait for the current to fall.</summary>
    public static bool OpensAtOnce(ProtectionKind kind) => (At(kind, 5) & CannotWait) != 0;

    /// <summary>True where the row counts channels, signals or findings: whole numbers without hysteresis.</summary>
    public static bool IsCount(ProtectionKind kind) => Unit(kind) == ProtectionUnit.Count;

    /// <summary>True where the row counts channels of cells, temperatures or current that cannot be used.</summary>
    public static bool CountsLostChannels(ProtectionKind kind) =>
        kind >= ProtectionKind.CellVoltageLost && kind <= ProtectionKind.CurrentLost;

    private static int At(ProtectionKind kind, int column) => Table[((int)kind * Columns) + column];
}
