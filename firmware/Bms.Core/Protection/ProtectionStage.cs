using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <summary>
/// The protection table: one loop over its rows. A row climbs to a level when enough fresh samples over enough time lie beyond that
/// level's limit, and leaves it when the value has stayed back by the hysteresis for the recovery time. While the row's quantity is
/// not measured it neither climbs nor recovers, and while a channel of it is lost nothing that was counted is forgotten; that the
/// channel is lost is a row of its own. The rows from <see cref="ProtectionPolicy.FirstSlowRow"/> on take turns.
/// </summary>
public sealed partial class ProtectionStage
{
    /// <summary>The level of a row that has nothing to say.</summary>
    public const int LevelNone = 0;

    /// <summary>The level that warns.</summary>
    public const int LevelWarning = 1;

    /// <summary>The level that reduces the permitted current.</summary>
    public const int LevelDerate = 2;

    /// <summary>The level that opens the contactors.</summary>
    public const int LevelTrip = 3;

    /// <summary>One of the trips that a row's reclose limit counts is forgotten after this time, in milliseconds.</summary>
    public const int RecloseForgetMilliseconds = 3600000;

    private const int Rows = ProtectionPolicy.RowCount;
    private const int Levels = ProtectionPolicy.LevelCount;
    private const int Period = ProtectionPolicy.SlowPeriodSteps;
    private const int ForgetTurnMilliseconds = RecloseForgetMilliseconds / Rows;
    private const int FullPermille = 1000;

    // A turn in which little else is done.
    private const int LimitCheckPhase = 5;
    private const int NotBack = -1;

    private readonly ProtectionRow[] _rows;
    private readonly ProtectionQuantities _quantities;
    private readonly int[][] _slow = new int[Period][];

    // Places of the rows in the table; −1 where there is none.
    private readonly int[] _place = new int[Rows];
    private readonly int[] _direction = new int[Rows];
    private readonly bool[] _limitsCharge = new bool[Rows];
    private readonly bool[] _limitsDischarge = new bool[Rows];

    // Limits with the sign of the quantities, and the values below which a level can end; three a row, from warning to trip.
    private readonly int[] _limit = new int[Rows * Levels];
    private readonly int[] _back = new int[Rows * Levels];

    // From here on a row has to be judged: its warning limit while it is idle, any value while it is not, none where it is not there.
    private readonly int[] _attention = new int[Rows];
    private readonly int[] _beyondSamples = new int[Rows * Levels];
    private readonly int[] _beyondMilliseconds = new int[Rows * Levels];

    private readonly int[] _level = new int[Rows];
    private readonly int[] _channel = new int[Rows];
    private readonly bool[] _blocks = new bool[Rows];
    private readonly int[] _permille = new int[Rows];
    private readonly int[] _recoveredMilliseconds = new int[Rows];
    private readonly int[] _worst = new int[Rows];
    private readonly int[] _trippedMilliseconds = new int[Rows];
    private readonly int[] _endedByItself = new int[Rows];
    private readonly bool[] _held = new bool[Rows];
    private readonly bool[] _available = new bool[Rows];
    private readonly bool[] _whole = new bool[Rows];
    private readonly int[] _wait = new int[Rows];
    private readonly int[] _neededSamples = new int[Rows];
    private readonly int[] _neededMilliseconds = new int[Rows];

    // What the rows of each turn came to when they were judged last.
    private readonly bool[] _turnTrips = new bool[Period];
    private readonly int[] _turnWait = new int[Period];
    private readonly int[] _turnCharge = new int[Period];
    private readonly int[] _turnDischarge = new int[Period];
    private bool _anyTrip;
    private int _openWait;
    private int _charge;
    private int _discharge;
    private bool _turnsTrip;
    private int _turnsWait = int.MaxValue;
    private int _turnsCharge = FullPermille;
    private int _turnsDischarge = FullPermille;
    private int _blankLeft;
    private int _forgetMilliseconds;
    private int _forgetRow;
    private int _checked;
    private bool _lastResetRequested;
    private bool _reset;
    private int _resetTurns;

    /// <summary>Makes the stage for one pack.</summary>
    public ProtectionStage(PackConfiguration configuration)
    {
        SecondLine = new AfeSecondLine(configuration);
        _quantities = new ProtectionQuantities(configuration, SecondLine);
        _rows = configuration.Protection;
        _blankLeft = configuration.Contactors.StartBlankingMilliseconds;
        for (int row = 0; row < Rows; row++)
        {
            _place[row] = -1;
            _permille[row] = FullPermille;
            _attention[row] = int.MaxValue;
        }
        for (int place = 0; place < _rows.Length; place++)
            Prepare(place);
        for (int phase = 0; phase < Period; phase++)
        {
            _slow[phase] = RowsOf(ProtectionPolicy.FirstSlowRow + phase, Rows, Period);
            _turnWait[phase] = int.MaxValue;
            _turnCharge[phase] = FullPermille;
            _turnDischarge[phase] = FullPermille;
        }
    }

    /// <summary>The AFE's own protections.</summary>
    public AfeSecondLine SecondLine { get; }

    /// <summary>True while any row is at its trip level.</summary>
    public bool AnyTrip => _anyTrip;

    /// <summary>The shortest wait before opening of the rows that trip, in milliseconds; the largest int where none trips.</summary>
    public int OpenWaitMilliseconds => _openWait;

    /// <summary>True during the blanking after the start: nothing counts, so nothing may close.</summary>
    public bool Blanking { get; private set; }

    /// <summary>Permitted charge current, in 1/1000 of the pack's limit; 0 while anything trips.</summary>
    public int ChargePermille => _charge;

    /// <summary>Permitted discharge current, in 1/1000 of the pack's limit; 0 while anything trips.</summary>
    public int DischargePermille => _discharge;

    /// <summary>Counts the changes of any row's level, so that a later stage need not look when there is none. It wraps.</summary>
    public int Changes { get; private set; }

    /// <summary>Whether the table has a row.</summary>
    public bool Has(ProtectionKind kind) => _place[(int)kind] >= 0;

    /// <summary>The level of a row, 0 (none) to 3 (trip).</summary>
    public int Level(int row) => _level[row];

    /// <summary>The channel that brought a row to its level; 0 where the quantity has only one.</summary>
    public int Channel(int row) => _channel[row];

    /// <summary>A row's quantity as it was read last, in the row's unit.</summary>
    public int Value(int row) => ProtectionPolicy.ActsAbove((ProtectionKind)row) ? _quantities.Value[row] : -_quantities.Value[row];

    /// <summary>
    /// Set where the board's own tests outside this stage find something: it counts as a finding of <see cref="ProtectionKind.IntegrityFault"/>,
    /// and does nothing where the table has no such row.
    /// </summary>
    public bool MemoryFailing
    {
        get => _quantities.MemoryFailing;
        set => _quantities.MemoryFailing = value;
    }

    /// <summary>Judges one step.</summary>
    /// <param name="measurements">The step's raw measurements, for inputs that have no family.</param>
    /// <param name="measurement">What the first stage let through.</param>
    public void Step(Measurements measurements, MeasurementStage measurement)
    {
        bool requested = measurements.LatchResetRequested;
        _reset = requested && !_lastResetRequested;
        _lastResetRequested = requested;
        // Rows that take turns each see a request once.
        if (_reset)
            _resetTurns = Period;
        _anyTrip = false;
        _openWait = int.MaxValue;
        _charge = FullPermille;
        _discharge = FullPermille;
        int elapsed = measurement.ElapsedMilliseconds;
        Blanking = _blankLeft > 0;
        if (Blanking)
        {
            _blankLeft -= elapsed;
            _charge = 0;
            _discharge = 0;
            return;
        }
        ForgetTrips(elapsed);
        ProtectionQuantities quantities = _quantities;
        quantities.Read(measurements, measurement);
        int[] values = quantities.Value;
        int[] attention = _attention;
        for (int row = 0; row < ProtectionPolicy.FirstSlowRow; row++)
        {
            if (values[row] < attention[row])
                continue;
            int family = quantities.Family(row);
            _available[row] = quantities.Available[family];
            _whole[row] = quantities.Whole[family];
            if (_available[row])
                StepRow(row, values[row], elapsed, quantities.Fresh[family], measurement);
            Act(row);
        }
        _reset = _resetTurns > 0;
        if (_reset)
            _resetTurns--;
        StepSlow(measurements, measurement);
        if (!_anyTrip)
            return;
        _charge = 0;
        _discharge = 0;
    }

    /// <summary>The rows of this phase are read and judged; what the other phases came to goes on acting.</summary>
    private void StepSlow(Measurements measurements, MeasurementStage measurement)
    {
        ProtectionQuantities quantities = _quantities;
        int phase = measurement.Phase;
        int[] rows = _slow[phase];
        if (phase == LimitCheckPhase)
            CheckLimits();
        if (rows.Length == 0)
        {
            JoinTurns(_anyTrip, _openWait, _charge, _discharge);
            return;
        }
        int elapsed = measurement.PhaseMilliseconds;
        bool trip = _anyTrip;
        int wait = _openWait;
        int charge = _charge;
        int discharge = _discharge;
        _anyTrip = false;
        _openWait = int.MaxValue;
        _charge = FullPermille;
        _discharge = FullPermille;
        for (int index = 0; index < rows.Length; index++)
        {
            int row = rows[index];
            quantities.ReadSlow(row, measurements, measurement);
            int value = quantities.Value[row];
            if (value < _attention[row])
                continue;
            _available[row] = quantities.SlowAvailable;
            _whole[row] = quantities.SlowWhole;
            if (quantities.SlowAvailable)
                StepRow(row, value, elapsed, quantities.SlowFresh, measurement);
            Act(row);
        }
        if (_turnTrips[phase] != _anyTrip || _turnWait[phase] != _openWait || _turnCharge[phase] != _charge || _turnDischarge[phase] != _discharge)
        {
            _turnTrips[phase] = _anyTrip;
            _turnWait[phase] = _openWait;
            _turnCharge[phase] = _charge;
            _turnDischarge[phase] = _discharge;
            MergeTurns();
        }
        JoinTurns(trip, wait, charge, discharge);
        quantities.EndTurn(phase);
    }

    private void JoinTurns(bool trip, int wait, int charge, int discharge)
    {
        _anyTrip = trip || _turnsTrip;
        _openWait = wait < _turnsWait ? wait : _turnsWait;
        _charge = charge < _turnsCharge ? charge : _turnsCharge;
        _discharge = discharge < _turnsDischarge ? discharge : _turnsDischarge;
    }

    /// <summary>Adds what the rows of all turns came to when they were judged last.</summary>
    private void MergeTurns()
    {
        _turnsTrip = false;
        _turnsWait = int.MaxValue;
        _turnsCharge = FullPermille;
        _turnsDischarge = FullPermille;
        for (int turn = 0; turn < Period; turn++)
        {
            if (_turnCharge[turn] < _turnsCharge)
                _turnsCharge = _turnCharge[turn];
            if (_turnDischarge[turn] < _turnsDischarge)
                _turnsDischarge = _turnDischarge[turn];
            if (_turnTrips[turn])
                _turnsTrip = true;
            if (_turnWait[turn] < _turnsWait)
                _turnsWait = _turnWait[turn];
        }
    }
}
