using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <summary>
/// The protection table: one loop over its rows. A row climbs to a level when enough fresh samples over enough time lie beyond that
/// level's limit, and leaves it when the value has stayed back by the hysteresis for the recovery time. While the row's quantity is
/// not measured it neither climbs nor recovers; that the channel is lost is a row of its own.
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

    private const int Levels = ProtectionPolicy.LevelCount;
    private const int FullPermille = 1000;

    private readonly ProtectionRow[] _rows;
    private readonly ProtectionQuantities _quantities = new ProtectionQuantities();
    private readonly bool[] _actsAbove = new bool[ProtectionPolicy.RowCount];
    private readonly int[] _direction = new int[ProtectionPolicy.RowCount];
    private readonly int[] _level = new int[ProtectionPolicy.RowCount];
    private readonly int[] _channel = new int[ProtectionPolicy.RowCount];
    private readonly bool[] _blocks = new bool[ProtectionPolicy.RowCount];
    private readonly int[] _permille = new int[ProtectionPolicy.RowCount];
    private readonly int[] _recoveredMilliseconds = new int[ProtectionPolicy.RowCount];
    private readonly int[] _beyondSamples = new int[ProtectionPolicy.RowCount * Levels];
    private readonly int[] _beyondMilliseconds = new int[ProtectionPolicy.RowCount * Levels];
    private bool _lastResetRequested;

    /// <summary>Makes the stage for one pack.</summary>
    public ProtectionStage(PackConfiguration configuration)
    {
        _rows = configuration.Protection;
        for (int row = 0; row < ProtectionPolicy.RowCount; row++)
        {
            _actsAbove[row] = ProtectionPolicy.ActsAbove(_rows[row].Kind);
            _direction[row] = ProtectionPolicy.Direction(_rows[row].Kind);
            _permille[row] = FullPermille;
        }
    }

    /// <summary>True while any row is at its trip level.</summary>
    public bool AnyTrip { get; private set; }

    /// <summary>Permitted charge current, in 1/1000 of the pack's limit.</summary>
    public int ChargePermille { get; private set; }

    /// <summary>Permitted discharge current, in 1/1000 of the pack's limit.</summary>
    public int DischargePermille { get; private set; }

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
        _quantities.Read(measurement);
        AnyTrip = false;
        ChargePermille = FullPermille;
        DischargePermille = FullPermille;
        for (int row = 0; row < ProtectionPolicy.RowCount; row++)
        {
            if (_quantities.Available[row])
                StepRow(row, measurement.ElapsedMilliseconds, reset);
            Act(row);
        }
    }

    private void StepRow(int row, int elapsed, bool reset)
    {
        ProtectionRow settings = _rows[row];
        int value = _quantities.Value[row];
        bool fresh = _quantities.Fresh[row];
        int reached = Count(row, settings, value, fresh, elapsed);
        int level = _level[row];
        if (reached > level)
        {
            _level[row] = reached;
            _channel[row] = _quantities.Channel[row];
            _recoveredMilliseconds[row] = 0;
        }
        else if (level != LevelNone)
        {
            Recover(row, settings, value, level, elapsed, reset);
        }
        Block(row, settings, value);
    }

    /// <summary>Counts fresh samples and time beyond each limit; returns the highest level whose count is full.</summary>
    private int Count(int row, ProtectionRow settings, int value, bool fresh, int elapsed)
    {
        int reached = LevelNone;
        int first = row * Levels;
        bool applies = _quantities.Applies(_direction[row]);
        for (int level = LevelWarning; level <= LevelTrip; level++)
        {
            int index = first + level - 1;
            if (!applies || !IsBeyond(row, value, settings.Limit(level)))
            {
                // The limits are in order, so no further one is exceeded either.
                for (; index < first + Levels; index++)
                    _beyondSamples[index] = 0;
                break;
            }
            if (_beyondSamples[index] == 0)
                _beyondMilliseconds[index] = 0;
            else
                _beyondMilliseconds[index] = IntegerMath.AddSaturating(_beyondMilliseconds[index], elapsed);
            if (fresh && _beyondSamples[index] < settings.DebounceSamples)
                _beyondSamples[index]++;
            if (_beyondSamples[index] >= settings.DebounceSamples && _beyondMilliseconds[index] >= settings.DebounceMilliseconds)
                reached = level;
        }
        return reached;
    }

    private void Recover(int row, ProtectionRow settings, int value, int level, int elapsed, bool reset)
    {
        if (!_quantities.Whole[row] || !IsBack(row, value, settings.Limit(level), settings.Hysteresis))
        {
            _recoveredMilliseconds[row] = 0;
            return;
        }
        _recoveredMilliseconds[row] = IntegerMath.AddSaturating(_recoveredMilliseconds[row], elapsed);
        if (_recoveredMilliseconds[row] < settings.RecoveryMilliseconds)
            return;
        if (level == LevelTrip && settings.Latching && !reset)
            return;
        int lower = level - 1;
        while (lower > LevelNone && IsBack(row, value, settings.Limit(lower), settings.Hysteresis))
            lower--;
        _level[row] = lower;
        _recoveredMilliseconds[row] = 0;
    }

    /// <summary>Beyond the trip limit a direction is not permitted even where the row does not count, as at rest.</summary>
    private void Block(int row, ProtectionRow settings, int value)
    {
        if (_direction[row] == 0)
            return;
        if (IsBeyond(row, value, settings.TripLimit))
            _blocks[row] = true;
        else if (IsBack(row, value, settings.TripLimit, settings.Hysteresis))
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
        ProtectionKind kind = _rows[row].Kind;
        int direction = _direction[row];
        bool limitsCharge = direction > 0 || kind == ProtectionKind.CellOverVoltage || kind >= ProtectionKind.CellVoltageLost;
        bool limitsDischarge = direction < 0 || kind == ProtectionKind.CellUnderVoltage || kind >= ProtectionKind.CellVoltageLost;
        if (limitsCharge && permille < ChargePermille)
            ChargePermille = permille;
        if (limitsDischarge && permille < DischargePermille)
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
        ProtectionRow settings = _rows[row];
        long span = (long)settings.TripLimit - settings.DerateLimit;
        if (span == 0)
            return 0;
        long left = ((long)settings.TripLimit - _quantities.Value[row]) * FullPermille / span;
        return (int)IntegerMath.Clamp(left, 0, FullPermille);
    }

    private bool IsBeyond(int row, int value, int limit) => _actsAbove[row] ? value >= limit : value <= limit;

    private bool IsBack(int row, int value, int limit, int hysteresis)
    {
        long back = _actsAbove[row] ? (long)limit - hysteresis : (long)limit + hysteresis;
        return _actsAbove[row] ? value < back : value > back;
    }
}
