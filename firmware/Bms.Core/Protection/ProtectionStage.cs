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

    internal const int FullPermille = 1000;

    private const int Rows = ProtectionPolicy.RowCount;
    private const int Levels = ProtectionPolicy.LevelCount;
    private const int Period = ProtectionPolicy.SlowPeriodSteps;
    private const int ForgetTurnMilliseconds = RecloseForgetMilliseconds / Rows;

    // A turn in which little else is done.
    private const int LimitCheckPhase = 6;
    private const int FirstTurn = 6;
    private const int HotAtRest = (int)ProtectionKind.OverTemperatureRest;
    private const int NotBack = -1;

    private readonly ProtectionQuantities _quantities;
    private readonly RowState[] _rows = new RowState[Rows];

    // The rows that are there, for the table's own check.
    private readonly RowState[] _present;
    private readonly RowState[][] _slow = new RowState[Period][];

    // From here on a row has to be judged: its warning limit while it is idle, any value while it is not, none where it is not there.
    private readonly int[] _attention = new int[Rows];

    // What the rows of each turn came to when they were judged last; a bit each for the turns that came to anything.
    private readonly bool[] _turnTrips = new bool[Period];
    private readonly int[] _turnWait = new int[Period];
    private readonly int[] _turnCharge = new int[Period];
    private readonly int[] _turnDischarge = new int[Period];
    private int _actingTurns;
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
    private int _checkedPlace;
    private int _checkedLevel;
    private bool _lastResetRequested;
    private bool _reset;
    private int _resetTurns;

    /// <summary>Makes the stage for one pack.</summary>
    public ProtectionStage(PackConfiguration configuration)
    {
        SecondLine = new AfeSecondLine(configuration);
        _quantities = new ProtectionQuantities(configuration, SecondLine);
        _blankLeft = configuration.Contactors.StartBlankingMilliseconds;
        // One state stands for all rows that the table lacks.
        RowState absent = new RowState(Rows - 1, null);
        for (int row = 0; row < Rows; row++)
        {
            ProtectionRow? settings = configuration.FindRow((ProtectionKind)row);
            _rows[row] = settings == null ? absent : new RowState(row, settings);
            _attention[row] = _rows[row].Settings == null ? int.MaxValue : _rows[row].Limits[0];
        }
        _present = RowsOf(0, Rows, 1, Rows);
        for (int phase = 0; phase < Period; phase++)
        {
            _slow[phase] = RowsOf(FirstRowOf(phase), Rows, Period, HotAtRest);
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
    public bool Has(ProtectionKind kind) => _rows[(int)kind].Settings != null;

    /// <summary>The level of a row, 0 (none) to 3 (trip).</summary>
    public int Level(int row) => _rows[row].Level;

    /// <summary>The channel that brought a row to its level; 0 where the quantity has only one.</summary>
    public int Channel(int row) => _rows[row].Channel;

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
            if (values[row] >= attention[row])
                Judge(_rows[row], values[row], elapsed, measurement);
        }
        // Too late by turns: it has a second from the first sample to the opening, at steps of 100 ms too.
        if (values[HotAtRest] >= attention[HotAtRest])
            Judge(_rows[HotAtRest], values[HotAtRest], elapsed, measurement);
        _reset = _resetTurns > 0;
        if (_reset)
            _resetTurns--;
        StepSlow(measurements, measurement);
        if (!_anyTrip)
            return;
        _charge = 0;
        _discharge = 0;
    }

    /// <summary>One of the rows that are judged in every step.</summary>
    private void Judge(RowState row, int value, int elapsed, MeasurementStage measurement)
    {
        ProtectionQuantities quantities = _quantities;
        int family = row.Family;
        bool available = quantities.Available[family];
        row.Available = available;
        row.Whole = quantities.Whole[family];
        if (available)
            StepRow(row, value, elapsed, quantities.Fresh[family], measurement);
        Act(row);
    }

    /// <summary>The rows of this phase are read and judged; what the other phases came to goes on acting.</summary>
    private void StepSlow(Measurements measurements, MeasurementStage measurement)
    {
        int phase = measurement.Phase;
        RowState[] rows = _slow[phase];
        if (phase == LimitCheckPhase)
            CheckLimits();
        ProtectionQuantities quantities = _quantities;
        int[] values = quantities.Value;
        int[] attention = _attention;
        int elapsed = measurement.PhaseMilliseconds;
        bool trip = _anyTrip;
        int wait = _openWait;
        int charge = _charge;
        int discharge = _discharge;
        bool judged = false;
        for (int index = 0; index < rows.Length; index++)
        {
            RowState state = rows[index];
            quantities.ReadSlow(state, measurements, measurement);
            int row = state.Row;
            int value = values[row];
            if (value < attention[row])
                continue;
            if (!judged)
                BeginTurn();
            judged = true;
            bool available = quantities.SlowAvailable;
            state.Available = available;
            state.Whole = quantities.SlowWhole;
            if (available)
                StepRow(state, value, elapsed, quantities.SlowFresh, measurement);
            Act(state);
        }
        if (judged || ((_actingTurns >> phase) & 1) != 0)
        {
            if (!judged)
                BeginTurn();
            EndTurn(phase);
            _anyTrip = trip;
            _openWait = wait;
            _charge = charge;
            _discharge = discharge;
        }
        if (_actingTurns != 0)
            JoinTurns();
    }

    /// <summary>From here on rows act on what their turn comes to.</summary>
    private void BeginTurn()
    {
        _anyTrip = false;
        _openWait = int.MaxValue;
        _charge = FullPermille;
        _discharge = FullPermille;
    }

    /// <summary>Keeps what the rows of this turn came to.</summary>
    private void EndTurn(int phase)
    {
        bool trips = _anyTrip;
        int charge = _charge;
        int discharge = _discharge;
        if (_turnTrips[phase] == trips && _turnWait[phase] == _openWait && _turnCharge[phase] == charge && _turnDischarge[phase] == discharge)
            return;
        _turnTrips[phase] = trips;
        _turnWait[phase] = _openWait;
        _turnCharge[phase] = charge;
        _turnDischarge[phase] = discharge;
        bool acts = trips || charge < FullPermille || discharge < FullPermille;
        _actingTurns = acts ? _actingTurns | (1 << phase) : _actingTurns & ~(1 << phase);
        MergeTurns();
    }

    private void JoinTurns()
    {
        if (_turnsTrip)
            _anyTrip = true;
        if (_turnsWait < _openWait)
            _openWait = _turnsWait;
        if (_turnsCharge < _charge)
            _charge = _turnsCharge;
        if (_turnsDischarge < _discharge)
            _discharge = _turnsDischarge;
    }

    /// <summary>Adds what the rows of all turns came to when they were judged last.</summary>
    private void MergeTurns()
    {
        bool trip = false;
        int wait = int.MaxValue;
        int charge = FullPermille;
        int discharge = FullPermille;
        int turn = 0;
        // Most turns come to nothing; the loop ends with the last that does, after eight at most.
        for (int turns = _actingTurns; turns != 0; turns >>= 1)
        {
            if ((turns & 1) != 0)
            {
                if (_turnTrips[turn])
                    trip = true;
                if (_turnWait[turn] < wait)
                    wait = _turnWait[turn];
                if (_turnCharge[turn] < charge)
                    charge = _turnCharge[turn];
                if (_turnDischarge[turn] < discharge)
                    discharge = _turnDischarge[turn];
            }
            turn++;
        }
        _turnsTrip = trip;
        _turnsWait = wait;
        _turnsCharge = charge;
        _turnsDischarge = discharge;
    }
}
