using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <summary>
/// The protection table: one loop over its rows. A row climbs to a level when enough fresh samples over enough time lie beyond that
/// level's limit, and leaves it when the value has stayed back by the hysteresis for the recovery time. While the row's quantity is
/// not measured it neither climbs nor recovers, and while a channel of it is lost nothing that was counted is forgotten; that the
/// channel is lost is a row of its own.
/// </summary>
public sealed class ProtectionStage
{
    /// <summary>The level of a row that has nothing to say.</summary>
    public const int LevelNone = 0;

    /// <summary>The level that warns.</summary>
    public const int LevelWarning = 1;

    /// <summary>The level that reduces the permitted current.</summary>
    public const int LevelDerate = 2;

    /// <summary>The level that opens the contactors.</summary>
    public const int LevelTrip = 3;

    private const int Rows = ProtectionPolicy.RowCount;
    private const int Levels = ProtectionPolicy.LevelCount;
    private const int FullPermille = 1000;
    private const int NotBack = -1;

    private readonly ProtectionRow[] _rows;
    private readonly ProtectionQuantities _quantities = new ProtectionQuantities();
    private readonly int[] _direction = new int[Rows];

    // Limits with the sign of the quantities, and the values below which a level can end; three a row, from warning to trip.
    private readonly int[] _limit = new int[Rows * Levels];
    private readonly int[] _back = new int[Rows * Levels];
    private readonly int[] _beyondSamples = new int[Rows * Levels];
    private readonly int[] _beyondMilliseconds = new int[Rows * Levels];

    // A row is idle while its level is none, it blocks nothing and counts nothing.
    private readonly bool[] _idle = new bool[Rows];
    private readonly int[] _level = new int[Rows];
    private readonly int[] _channel = new int[Rows];
    private readonly bool[] _blocks = new bool[Rows];
    private readonly int[] _permille = new int[Rows];
    private readonly int[] _recoveredMilliseconds = new int[Rows];
    private bool _lastResetRequested;

    /// <summary>Makes the stage for one pack.</summary>
    public ProtectionStage(PackConfiguration configuration)
    {
        _rows = configuration.Protection;
        for (int row = 0; row < Rows; row++)
        {
            ProtectionRow settings = _rows[row];
            int sign = ProtectionPolicy.ActsAbove(settings.Kind) ? 1 : -1;
            _direction[row] = ProtectionPolicy.Direction(settings.Kind);
            _permille[row] = FullPermille;
            _idle[row] = true;
            for (int level = LevelWarning; level <= LevelTrip; level++)
            {
                int index = (row * Levels) + level - 1;
                _limit[index] = sign * settings.Limit(level);
                _back[index] = (int)IntegerMath.Clamp((long)_limit[index] - settings.Hysteresis, int.MinValue, int.MaxValue);
            }
        }
    }

    /// <summary>True while any row is at its trip level.</summary>
    public bool AnyTrip { get; private set; }

    /// <summary>Permitted charge current, in 1/1000 of the pack's limit.</summary>
    public int ChargePermille { get; private set; }

    /// <summary>Permitted discharge current, in 1/1000 of the pack's limit.</summary>
    public int DischargePermille { get; private set; }

    /// <summary>Counts the changes of any row's level, so that a later stage need not look when there is none. It wraps.</summary>
    public int Changes { get; private set; }

    /// <summary>The level of a row, 0 (none) to 3 (trip).</summary>
    public int Level(int row) => _level[row];

    /// <summary>The channel that brought a row to its level; 0 where the quantity has only one.</summary>
    public int Channel(int row) => _channel[row];

    /// <summary>Judges one step.</summary>
    /// <param name="measurement">What the first stage let through.</param>
    /// <param name="resetRequested">The service's request to end latched trips; acts on its rising edge.</param>
    public void Step(MeasurementStage measurement, bool resetRequested)
    {
        bool reset = resetRequested && !_lastResetRequested;
        _lastResetRequested = resetRequested;
        ProtectionQuantities quantities = _quantities;
        quantities.Read(measurement);
        AnyTrip = false;
        ChargePermille = FullPermille;
        DischargePermille = FullPermille;
        int elapsed = measurement.ElapsedMilliseconds;
        int[] values = quantities.Value;
        bool[] available = quantities.Available;
        for (int row = 0; row < Rows; row++)
        {
            bool quiet = _idle[row] && values[row] < _limit[row * Levels];
            if (quiet)
                continue;
            if (available[row])
                StepRow(row, values[row], elapsed, reset);
            Act(row);
        }
    }

    private void StepRow(int row, int value, int elapsed, bool reset)
    {
        int reached = Count(row, value, elapsed);
        int level = _level[row];
        if (reached > level)
        {
            _level[row] = reached;
            _channel[row] = _quantities.Channel[row];
            _recoveredMilliseconds[row] = NotBack;
            Changes = unchecked(Changes + 1);
        }
        else if (level != LevelNone)
        {
            Recover(row, value, level, elapsed, reset);
        }
        if (_direction[row] != 0)
            Block(row, value);
        _idle[row] = _level[row] == LevelNone && !_blocks[row] && _beyondSamples[row * Levels] == 0;
    }

    /// <summary>Counts fresh samples and time beyond each limit; returns the highest level whose count is full.</summary>
    private int Count(int row, int value, int elapsed)
    {
        int first = row * Levels;
        int end = first + Levels;
        int direction = _direction[row];
        bool applies = direction == 0 || (direction > 0 ? _quantities.Charging : _quantities.Discharging);
        bool fresh = _quantities.Fresh[row];
        ProtectionRow settings = _rows[row];
        int neededSamples = settings.DebounceSamples;
        int neededMilliseconds = settings.DebounceMilliseconds;
        int reached = LevelNone;
        int index = first;
        while (index < end && value >= _limit[index])
        {
            if (applies)
            {
                int samples = _beyondSamples[index];
                int milliseconds = samples == 0 ? 0 : IntegerMath.AddSaturating(_beyondMilliseconds[index], elapsed);
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
        if (!_quantities.Whole[row])
            return reached;
        // The limits are in order, so none of the further ones is exceeded either.
        while (index < end)
        {
            _beyondSamples[index] = 0;
            index++;
        }
        return reached;
    }

    private void Recover(int row, int value, int level, int elapsed, bool reset)
    {
        int first = row * Levels;
        if (!_quantities.Whole[row] || value >= _back[first + level - 1])
        {
            _recoveredMilliseconds[row] = NotBack;
            return;
        }
        ProtectionRow settings = _rows[row];
        // The time before the first sample that is back is not counted: nobody knows when in it the value came back.
        int recovered = _recoveredMilliseconds[row];
        recovered = recovered == NotBack ? 0 : IntegerMath.AddSaturating(recovered, elapsed);
        _recoveredMilliseconds[row] = recovered;
        if (recovered < settings.RecoveryMilliseconds)
            return;
        if (level == LevelTrip && settings.Latching && !reset)
            return;
        int lower = level - 1;
        while (lower > LevelNone && value < _back[first + lower - 1])
            lower--;
        _level[row] = lower;
        _recoveredMilliseconds[row] = NotBack;
        Changes = unchecked(Changes + 1);
    }

    /// <summary>Beyond the trip limit a direction is not permitted even where the row does not count, as at rest.</summary>
    private void Block(int row, int value)
    {
        int trip = (row * Levels) + LevelTrip - 1;
        if (value >= _limit[trip])
            _blocks[row] = true;
        else if (value < _back[trip] && _quantities.Whole[row])
            _blocks[row] = false;
    }

    private void Act(int row)
    {
        int level = _level[row];
        if (level == LevelTrip)
            AnyTrip = true;
        int permille = Permitted(row, level);
        _permille[row] = permille;
        if (permille == FullPermille)
            return;
        int direction = _direction[row];
        bool lost = row >= (int)ProtectionKind.CellVoltageLost;
        if ((direction > 0 || lost || row == (int)ProtectionKind.CellOverVoltage) && permille < ChargePermille)
            ChargePermille = permille;
        if ((direction < 0 || lost || row == (int)ProtectionKind.CellUnderVoltage) && permille < DischargePermille)
            DischargePermille = permille;
    }

    /// <summary>What a row permits, in 1/1000. With a channel lost it never permits more than before.</summary>
    private int Permitted(int row, int level)
    {
        if (level == LevelTrip || _blocks[row])
            return 0;
        if (level < LevelDerate)
            return FullPermille;
        if (!_quantities.Available[row])
            return 0;
        int permille = Derating(row);
        return !_quantities.Whole[row] && permille > _permille[row] ? _permille[row] : permille;
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
