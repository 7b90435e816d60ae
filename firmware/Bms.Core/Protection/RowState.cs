using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <summary>
/// One row of the protection table at work: its settings with the sign of its quantity, and what it has counted and come to. Fields,
/// because the table reads them in every step.
/// </summary>
internal sealed class RowState
{
    /// <summary>The row's number, a <see cref="ProtectionKind"/>.</summary>
    internal readonly int Row;

    /// <summary>The image's row, or null where the table has none.</summary>
    internal readonly ProtectionRow? Settings;

    internal readonly int Family;
    internal readonly int Direction;

    /// <summary>True where the row counts only while the current flows one way, and forbids that way whether it counts or not.</summary>
    internal readonly bool OneWay;

    internal readonly bool NeverEnds;
    internal readonly bool LimitsCharge;
    internal readonly bool LimitsDischarge;
    internal readonly int Wait;
    internal readonly int NeededSamples;
    internal readonly int NeededMilliseconds;

    /// <summary>Limits with the sign of the quantity, from warning to trip.</summary>
    internal readonly int[] Limits = new int[ProtectionPolicy.LevelCount];

    /// <summary>The values below which each level can end.</summary>
    internal readonly int[] Back = new int[ProtectionPolicy.LevelCount];

    /// <summary>Fresh samples beyond each limit, and the time since the first of them.</summary>
    internal readonly int[] BeyondSamples = new int[ProtectionPolicy.LevelCount];
    internal readonly int[] BeyondMilliseconds = new int[ProtectionPolicy.LevelCount];

    internal int Level;
    internal int Channel;
    internal bool Blocks;
    internal int Permille = ProtectionStage.FullPermille;
    internal int RecoveredMilliseconds;
    internal int Worst;
    internal int TrippedMilliseconds;
    internal int EndedByItself;
    internal bool Held;

    /// <summary>Whether the row's quantity was there, and whole, when the row was judged last.</summary>
    internal bool Available;
    internal bool Whole;

    /// <summary>Prepares a row; one without settings never does anything.</summary>
    internal RowState(int row, ProtectionRow? settings)
    {
        Row = row;
        Settings = settings;
        ProtectionKind kind = (ProtectionKind)row;
        Family = ProtectionQuantities.FamilyOf(kind);
        if (settings == null)
            return;
        Direction = ProtectionPolicy.Direction(kind);
        OneWay = Direction == 1 || Direction == -1;
        NeverEnds = ProtectionPolicy.NeverEnds(kind);
        LimitsCharge = ProtectionPolicy.LimitsCharge(kind);
        LimitsDischarge = ProtectionPolicy.LimitsDischarge(kind);
        Wait = settings.WaitMilliseconds;
        NeededSamples = settings.DebounceSamples;
        NeededMilliseconds = settings.DebounceMilliseconds;
        for (int level = 0; level < Limits.Length; level++)
        {
            Limits[level] = Signed(level);
            Back[level] = (int)IntegerMath.Clamp((long)Limits[level] - settings.Hysteresis, int.MinValue, int.MaxValue);
        }
    }

    /// <summary>What a limit has to be, by the image: 0 for the warning to 2 for the trip.</summary>
    internal int Signed(int level)
    {
        if (Settings == null)
            return 0;
        int limit = Settings.Limit(level + 1);
        return ProtectionPolicy.ActsAbove((ProtectionKind)Row) ? limit : -limit;
    }
}
