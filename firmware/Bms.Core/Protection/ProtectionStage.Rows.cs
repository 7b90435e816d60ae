using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <content>One row: its level, what it blocks and what it permits.</content>
public sealed partial class ProtectionStage
{
    private void StepRow(int row, int value, int elapsed, bool fresh, MeasurementStage measurement)
    {
        int level = _level[row];
        // A row that trips has nothing more to count; when it ends it begins anew.
        int reached = level == LevelTrip ? LevelNone : Count(row, value, elapsed, fresh);
        if (reached > level)
        {
            _channel[row] = _quantities.Channel(row, measurement);
            Climb(row, reached);
        }
        else if (level != LevelNone)
        {
            Recover(row, value, level, elapsed);
        }
        int direction = _direction[row];
        if (direction == 1 || direction == -1)
            Block(row, value);
        // A row is idle while its level is none, it blocks nothing and counts nothing.
        bool idle = _level[row] == LevelNone && !_blocks[row] && _beyondSamples[row * Levels] == 0;
        _attention[row] = idle ? _limit[row * Levels] : int.MinValue;
    }

    private void Climb(int row, int level)
    {
        _level[row] = level;
        _recoveredMilliseconds[row] = NotBack;
        _trippedMilliseconds[row] = 0;
        Changes = unchecked(Changes + 1);
        if (level != LevelTrip)
            return;
        ProtectionRow settings = _rows[_place[row]];
        _held[row] = settings.Latching || (settings.RecloseLimit > 0 && _endedByItself[row] >= settings.RecloseLimit);
    }

    /// <summary>Counts fresh samples and time beyond each limit; returns the highest level whose count is full.</summary>
    private int Count(int row, int value, int elapsed, bool fresh)
    {
        int first = row * Levels;
        int end = first + Levels;
        int direction = _direction[row];
        bool applies = direction == 0 || Applies(direction);
        int neededSamples = _neededSamples[row];
        int neededMilliseconds = _neededMilliseconds[row];
        int[] limits = _limit;
        int reached = LevelNone;
        int index = first;
        while (index < end && value >= limits[index])
        {
            if (applies)
            {
                int samples = _beyondSamples[index];
                // What is full is not counted further, so that the sum stays far from the largest int.
                int milliseconds = samples == 0 ? 0 : _beyondMilliseconds[index];
                if (samples != 0 && milliseconds < neededMilliseconds)
                    milliseconds = elapsed < neededMilliseconds ? milliseconds + elapsed : neededMilliseconds;
                if (fresh && samples < neededSamples)
                    samples++;
                _beyondSamples[index] = samples;
                _beyondMilliseconds[index] = milliseconds;
                if (samples >= neededSamples && milliseconds >= neededMilliseconds)
                    reached = index - first + 1;
            }
            // While the row does not apply nothing is counted and nothing forgotten: a current that comes and goes must not hide it.
            index++;
        }
        // A channel that comes and goes must not undo what its good samples have counted.
        if (!_whole[row])
            return reached;
        // The limits are in order, so none of the further ones is exceeded either.
        while (index < end)
        {
            _beyondSamples[index] = 0;
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
    private void Block(int row, int value)
    {
        int trip = (row * Levels) + LevelTrip - 1;
        if (value >= _limit[trip])
            _blocks[row] = true;
        else if (value < _back[trip] && _whole[row])
            _blocks[row] = false;
    }

    private void Act(int row)
    {
        int level = _level[row];
        if (level == LevelTrip)
        {
            // Nothing is permitted while anything trips; the step's end says so for both directions.
            _anyTrip = true;
            _permille[row] = 0;
            if (_wait[row] < _openWait)
                _openWait = _wait[row];
            return;
        }
        int permille = level < LevelDerate && !_blocks[row] ? FullPermille : Permitted(row);
        _permille[row] = permille;
        if (permille == FullPermille)
            return;
        if (_limitsCharge[row] && permille < _charge)
            _charge = permille;
        if (_limitsDischarge[row] && permille < _discharge)
            _discharge = permille;
    }

    /// <summary>What a row permits, in 1/1000. With a channel lost it never permits more than before.</summary>
    private int Permitted(int row)
    {
        if (_blocks[row] || !_available[row])
            return 0;
        int permille = Derating(row);
        return !_whole[row] && permille > _permille[row] ? _permille[row] : permille;
    }

    /// <summary>1000 at the derate limit, falling linearly to 0 at the trip limit.</summary>
    private int Derating(int row)
    {
        int trip = _limit[(row * Levels) + LevelTrip - 1];
        long span = (long)trip - _limit[(row * Levels) + LevelDerate - 1];
        if (span <= 0)
            return 0;
        long left = ((long)trip - _quantities.Value[row]) * FullPermille / span;
        return (int)IntegerMath.Clamp(left, 0, FullPermille);
    }
}
