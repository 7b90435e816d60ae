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
                if (_level[row] == LevelTrip && _held[row])
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
            if (((rows >> row) & 1) == 0 || _place[row] < 0)
                continue;
            Climb(row, LevelTrip);
            _held[row] = true;
            _attention[row] = int.MinValue;
            // Rows that take turns act from the first step on, before their turn comes.
            if (row >= ProtectionPolicy.FirstSlowRow)
                _turnTrips[(row - ProtectionPolicy.FirstSlowRow) & (Period - 1)] = true;
            MergeTurns();
        }
    }

    private void Prepare(int place)
    {
        ProtectionRow settings = _rows[place];
        int row = (int)settings.Kind;
        int sign = ProtectionPolicy.ActsAbove(settings.Kind) ? 1 : -1;
        _place[row] = place;
        _direction[row] = ProtectionPolicy.Direction(settings.Kind);
        _limitsCharge[row] = ProtectionPolicy.LimitsCharge(settings.Kind);
        _limitsDischarge[row] = ProtectionPolicy.LimitsDischarge(settings.Kind);
        for (int level = LevelWarning; level <= LevelTrip; level++)
        {
            int index = (row * Levels) + level - 1;
            _limit[index] = sign * settings.Limit(level);
            _back[index] = (int)IntegerMath.Clamp((long)_limit[index] - settings.Hysteresis, int.MinValue, int.MaxValue);
        }
        _attention[row] = _limit[row * Levels];
        _wait[row] = settings.WaitMilliseconds;
        _neededSamples[row] = settings.DebounceSamples;
        _neededMilliseconds[row] = settings.DebounceMilliseconds;
    }

    private int[] RowsOf(int first, int end, int stride)
    {
        int count = 0;
        for (int row = first; row < end; row += stride)
            count += _place[row] >= 0 ? 1 : 0;
        int[] rows = new int[count];
        count = 0;
        for (int row = first; row < end; row += stride)
        {
            if (_place[row] < 0)
                continue;
            rows[count] = row;
            count++;
        }
        return rows;
    }

    private void Recover(int row, int value, int level, int elapsed)
    {
        int first = row * Levels;
        _trippedMilliseconds[row] = IntegerMath.AddSaturating(_trippedMilliseconds[row], elapsed);
        if (!_whole[row] || value >= _back[first + level - 1])
        {
            _recoveredMilliseconds[row] = NotBack;
            return;
        }
        ProtectionRow settings = _rows[_place[row]];
        // The time before the first sample that is back is not counted: nobody knows when in it the value came back.
        int recovered = _recoveredMilliseconds[row];
        if (recovered == NotBack)
        {
            recovered = 0;
            _worst[row] = value;
        }
        else
        {
            recovered = IntegerMath.AddSaturating(recovered, elapsed);
        }
        if (value > _worst[row])
            _worst[row] = value;
        _recoveredMilliseconds[row] = recovered;
        if (recovered < settings.RecoveryMilliseconds)
            return;
        if (level == LevelTrip && !MayEnd(row, settings))
            return;
        // The worst value of the whole recovery decides how far it falls, not the last one.
        int worst = _worst[row];
        int lower = level - 1;
        while (lower > LevelNone && worst < _back[first + lower - 1])
            lower--;
        if (level == LevelTrip)
        {
            for (int index = first; index < first + Levels; index++)
                _beyondSamples[index] = 0;
        }
        _level[row] = lower;
        _recoveredMilliseconds[row] = NotBack;
        Changes = unchecked(Changes + 1);
    }

    /// <summary>By itself, after the cool-down, by service, or never.</summary>
    private bool MayEnd(int row, ProtectionRow settings)
    {
        if (ProtectionPolicy.NeverEnds(settings.Kind) || _trippedMilliseconds[row] < settings.CoolDownMilliseconds)
            return false;
        if (_held[row])
        {
            if (!_reset)
                return false;
            _held[row] = false;
            _endedByItself[row] = 0;
            return true;
        }
        if (_endedByItself[row] < int.MaxValue)
            _endedByItself[row]++;
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
        if (_endedByItself[_forgetRow] > 0)
            _endedByItself[_forgetRow]--;
    }

    /// <summary>Compares one limit with the image's in each round of turns: memory that changes by itself is found within seconds.</summary>
    private void CheckLimits()
    {
        int place = _checked / Levels;
        int level = (_checked % Levels) + 1;
        ProtectionRow settings = _rows[place];
        int row = (int)settings.Kind;
        int sign = ProtectionPolicy.ActsAbove(settings.Kind) ? 1 : -1;
        int index = (row * Levels) + level - 1;
        if (_limit[index] != sign * settings.Limit(level))
            _quantities.DamagedLimits = 1;
        _checked = _checked + 1 == _rows.Length * Levels ? 0 : _checked + 1;
    }
}
