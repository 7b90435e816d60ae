using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <content>One row: its level, what it blocks and what it permits.</content>
public sealed partial class ProtectionStage
{
    private void StepRow(RowState row, int value, int elapsed, bool fresh, MeasurementStage measurement)
    {
        int level = row.Level;
        // A row that trips has nothing more to count; when it ends it begins anew.
        int reached = level == LevelTrip ? LevelNone : Count(row, value, level, elapsed, fresh);
        if (reached > level)
        {
            row.Channel = _quantities.Channel(row.Row, measurement);
            Climb(row, reached);
        }
        else if (level != LevelNone)
        {
            Recover(row, value, level, elapsed);
        }
        if (row.OneWay)
            Block(row, value);
        // A row is idle while its level is none, it blocks nothing and counts nothing.
        bool idle = row.Level == LevelNone && !row.Blocks && row.BeyondSamples[0] == 0;
        _attention[row.Row] = idle ? row.Limits[0] : int.MinValue;
    }

    private void Climb(RowState row, int level)
    {
        row.Level = level;
        row.RecoveredMilliseconds = NotBack;
        row.TrippedMilliseconds = 0;
        Changes = unchecked(Changes + 1);
        ProtectionRow? settings = row.Settings;
        if (level == LevelTrip && settings != null)
            row.Held = settings.Latching || (settings.RecloseLimit > 0 && row.EndedByItself >= settings.RecloseLimit);
    }

    /// <summary>
    /// Counts fresh samples and time beyond each limit above the row's level; returns the highest level whose count is full. What lies
    /// below has been counted before, and begins anew when the level ends.
    /// </summary>
    private int Count(RowState row, int value, int level, int elapsed, bool fresh)
    {
        int direction = row.Direction;
        bool applies = direction == 0 || Applies(direction);
        int[] limits = row.Limits;
        int[] counted = row.BeyondSamples;
        int reached = LevelNone;
        int index = level;
        if (applies && value >= limits[level])
        {
            int neededSamples = row.NeededSamples;
            int neededMilliseconds = row.NeededMilliseconds;
            int[] times = row.BeyondMilliseconds;
            do
            {
                int samples = counted[index];
                // The time counts from the first sample on.
                int milliseconds = samples == 0 ? 0 : times[index];
                // What is full is not counted further, so that the sum stays far from the largest int.
                if (samples != 0 && milliseconds < neededMilliseconds)
                    milliseconds = elapsed < neededMilliseconds ? milliseconds + elapsed : neededMilliseconds;
                if (fresh && samples < neededSamples)
                    samples++;
                counted[index] = samples;
                times[index] = milliseconds;
                index++;
                if (samples >= neededSamples && milliseconds >= neededMilliseconds)
                    reached = index;
            }
            while (index < Levels && value >= limits[index]);
        }
        else
        {
            // While the row does not apply nothing is counted and nothing forgotten: a current that comes and goes must not hide it.
            while (index < Levels && value >= limits[index])
                index++;
        }
        // A channel that comes and goes must not undo what its good samples have counted.
        if (!row.Whole)
            return reached;
        // The limits are in order, so none of the further ones is exceeded either.
        while (index < Levels)
        {
            counted[index] = 0;
            index++;
        }
        return reached;
    }

    private bool Applies(int direction)
    {
        // A direction that is not known is every one of them.
        CurrentDirection now = _quantities.Direction;
        if (now == CurrentDirection.Unknown)
            return true;
        if (direction == ProtectionPolicy.DirectionRest)
            return now == CurrentDirection.Resting;
        return now == (direction > 0 ? CurrentDirection.Charging : CurrentDirection.Discharging);
    }

    /// <summary>Beyond the trip limit a direction is not permitted even where the row does not count, as at rest.</summary>
    private static void Block(RowState row, int value)
    {
        if (value >= row.Limits[LevelTrip - 1])
            row.Blocks = true;
        else if (row.Blocks && value < row.Back[LevelTrip - 1] && row.Whole)
            row.Blocks = false;
    }

    private void Act(RowState row)
    {
        int level = row.Level;
        if (level == LevelTrip)
        {
            // Nothing is permitted while anything trips; the step's end says so for both directions.
            _anyTrip = true;
            row.Permille = 0;
            if (row.Wait < _openWait)
                _openWait = row.Wait;
            return;
        }
        if (level < LevelDerate && !row.Blocks)
        {
            row.Permille = FullPermille;
            return;
        }
        int permille = Permitted(row);
        row.Permille = permille;
        if (row.LimitsCharge && permille < _charge)
            _charge = permille;
        if (row.LimitsDischarge && permille < _discharge)
            _discharge = permille;
    }

    /// <summary>What a row permits, in 1/1000. With a channel lost it never permits more than before.</summary>
    private int Permitted(RowState row)
    {
        if (row.Blocks || !row.Available)
            return 0;
        int permille = Derating(row);
        return !row.Whole && permille > row.Permille ? row.Permille : permille;
    }

    /// <summary>1000 at the derate limit, falling linearly to 0 at the trip limit.</summary>
    private int Derating(RowState row)
    {
        int trip = row.Limits[LevelTrip - 1];
        long span = (long)trip - row.Limits[LevelDerate - 1];
        if (span <= 0)
            return 0;
        long left = ((long)trip - _quantities.Value[row.Row]) * FullPermille / span;
        return (int)IntegerMath.Clamp(left, 0, FullPermille);
    }
}
