using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <summary>How levels end, what latches, what is kept over a loss of power, and how the table watches over itself.</summary>
public sealed partial class ProtectionStage
{
    /// <summary>
    /// The trips that end by service only or never, a bit each by <see cref="ProtectionKind"/>: what a board keeps over a loss of
    /// power and hands back to <see cref="RestoreLatched"/>.
    /// </summary>
    public long LatchedRows
    {
        get
        {
            long rows = 0;
            for (int row = 0; row < Rows; row++)
            {
                if (_rows[row].Level == LevelTrip && _rows[row].Held)
                    rows |= 1L << row;
            }
            return rows;
        }
    }

    /// <summary>Brings back latched trips from before a loss of power, before the first step. Bits of rows that the table lacks are not taken.</summary>
    public void RestoreLatched(long rows)
    {
        for (int row = 0; row < Rows; row++)
        {
            RowState state = _rows[row];
            if (((rows >> row) & 1) == 0 || state.Settings == null)
                continue;
            Climb(state, LevelTrip);
            state.Held = true;
            _attention[row] = int.MinValue;
            if (row < ProtectionPolicy.FirstSlowRow || row == HotAtRest)
                continue;
            // Rows that take turns act from the first step on, before their turn comes.
            int turn = TurnOf(row);
            _turnTrips[turn] = true;
            _actingTurns |= 1 << turn;
            MergeTurns();
        }
    }

    /// <summary>The turn of a later row. The first of them have the last turns, in which the least is measured.</summary>
    private static int TurnOf(int row) => (row - ProtectionPolicy.FirstSlowRow + FirstTurn) & (Period - 1);

    private static int FirstRowOf(int turn) => ProtectionPolicy.FirstSlowRow + ((turn - FirstTurn) & (Period - 1));

    private RowState[] RowsOf(int first, int end, int stride, int without)
    {
        int count = 0;
        for (int row = first; row < end; row += stride)
            count += row != without && _rows[row].Settings != null ? 1 : 0;
        RowState[] rows = new RowState[count];
        count = 0;
        for (int row = first; row < end; row += stride)
        {
            if (row == without || _rows[row].Settings == null)
                continue;
            rows[count] = _rows[row];
            count++;
        }
        return rows;
    }

    private void Recover(RowState row, int value, int level, int elapsed)
    {
        if (level == LevelTrip)
            row.TrippedMilliseconds = IntegerMath.AddSaturating(row.TrippedMilliseconds, elapsed);
        int[] back = row.Back;
        if (!row.Whole || value >= back[level - 1])
        {
            row.RecoveredMilliseconds = NotBack;
            return;
        }
        ProtectionRow? settings = row.Settings;
        if (settings == null)
            return;
        // The time before the first sample that is back is not counted: nobody knows when in it the value came back.
        int recovered = row.RecoveredMilliseconds;
        if (recovered == NotBack)
        {
            recovered = 0;
            row.Worst = value;
        }
        else
        {
            recovered = IntegerMath.AddSaturating(recovered, elapsed);
            if (value > row.Worst)
                row.Worst = value;
        }
        row.RecoveredMilliseconds = recovered;
        if (recovered < settings.RecoveryMilliseconds)
            return;
        if (level == LevelTrip && !MayEnd(row, settings))
            return;
        // The worst value of the whole recovery decides how far it falls, not the last one.
        int worst = row.Worst;
        int lower = level - 1;
        while (lower > LevelNone && worst < back[lower - 1])
            lower--;
        int[] counted = row.BeyondSamples;
        for (int index = 0; index < Levels; index++)
            counted[index] = 0;
        row.Level = lower;
        row.RecoveredMilliseconds = NotBack;
        Changes = unchecked(Changes + 1);
    }

    /// <summary>By itself, after the cool-down, by service, or never.</summary>
    private bool MayEnd(RowState row, ProtectionRow settings)
    {
        if (row.NeverEnds || row.TrippedMilliseconds < settings.CoolDownMilliseconds)
            return false;
        if (row.Held)
        {
            if (!_reset)
                return false;
            row.Held = false;
            row.EndedByItself = 0;
            return true;
        }
        if (row.EndedByItself < int.MaxValue)
            row.EndedByItself++;
        return true;
    }

    /// <summary>One row's turn after another, so that each has one in <see cref="RecloseForgetMilliseconds"/>.</summary>
    private void ForgetTrips(int elapsed)
    {
        int passed = _forgetMilliseconds + (elapsed < ForgetTurnMilliseconds ? elapsed : ForgetTurnMilliseconds);
        if (passed < ForgetTurnMilliseconds)
        {
            _forgetMilliseconds = passed;
            return;
        }
        _forgetMilliseconds = 0;
        _forgetRow = _forgetRow + 1 == Rows ? 0 : _forgetRow + 1;
        RowState row = _rows[_forgetRow];
        if (row.EndedByItself > 0)
            row.EndedByItself--;
    }

    /// <summary>Compares one limit with the image's in each round of turns: memory that changes by itself is found within seconds.</summary>
    private void CheckLimits()
    {
        RowState row = _present[_checkedPlace];
        int level = _checkedLevel;
        if (row.Limits[level] != row.Signed(level))
            _quantities.DamagedLimits = 1;
        _checkedLevel = level + 1 == Levels ? 0 : level + 1;
        if (_checkedLevel == 0)
            _checkedPlace = _checkedPlace + 1 == _present.Length ? 0 : _checkedPlace + 1;
    }
}
