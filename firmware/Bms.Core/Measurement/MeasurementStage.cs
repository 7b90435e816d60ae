using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Measurement;

/// <summary>
/// The first stage: judges every channel (valid, plausible, fresh), counts the time and the charge since the last step, and tells
/// which way the current flows. Later stages see only what this one lets through. What is too dear for every step is looked at in
/// turns: sense wires once in <see cref="CellTracking.WirePeriodSteps"/> steps, everything else once in
/// <see cref="ProtectionPolicy.SlowPeriodSteps"/>.
/// </summary>
public sealed class MeasurementStage
{
    // What a channel that works moves by through noise and quantisation alone.
    private const int StillMicrovolts = 200;
    private const int StillCentidegrees = 10;
    private const int Period = ProtectionPolicy.SlowPeriodSteps;

    // The first temperature's turns.
    private const int CheckTurn = 4;
    private const int TrackTurn = 3;
    private const int WirePeriod = CellTracking.WirePeriodSteps;

    private readonly bool[] _cellUsable;
    private readonly bool[] _temperatureUsable;
    private readonly ChannelChecks _cellChecks;
    private readonly ChannelChecks _temperatureChecks;
    private readonly int[] _lookedAt = new int[ChannelChecks.PeriodSteps];
    private readonly int[] _lookedSet = new int[ChannelChecks.PeriodSteps];
    private readonly bool _hasAfeWires;
    private readonly ChannelSummary _cells;
    private readonly ChannelSummary _temperatures;
    private readonly CellTracking _cellTracking;
    private readonly TemperatureTracking _temperatureTracking;
    private readonly AuxiliarySummary _auxiliaries;
    private readonly CurrentSensing _current;
    private readonly ChargeSensing _charge;
    private readonly bool _hasPack;
    private readonly int _packTolerance;
    private int _lastMilliseconds;
    private bool _packAgreed;
    private int _clock;

    // Counts how often time ran backwards, from 1: looks before and after such a step are not compared.
    private int _clockSet = 1;
    private bool _started;
    private int _elapsedMilliseconds;
    private bool _timeRanBackwards;
    private int _stoppedSteps;
    private int _phase = Period - 1;
    private int _phaseMilliseconds;
    private int _packMicrovolts;

    /// <summary>Makes the stage for one pack.</summary>
    public MeasurementStage(PackConfiguration configuration)
    {
        MeasurementSettings settings = configuration.Measurement;
        PlausibilitySettings plausibility = configuration.Plausibility;
        _cellUsable = new bool[configuration.SeriesGroups];
        _temperatureUsable = new bool[configuration.TemperatureSensors];
        _cellChecks = new ChannelChecks(
            configuration.SeriesGroups,
            true,
            plausibility.CellJumpMicrovolts,
            plausibility.CellStuckMicrovolts,
            StillMicrovolts,
            plausibility.DoubtMilliseconds);
        _temperatureChecks = new ChannelChecks(
            configuration.TemperatureSensors,
            false,
            plausibility.TemperatureJumpCentidegrees,
            plausibility.TemperatureStuckCentidegrees,
            StillCentidegrees,
            plausibility.DoubtMilliseconds);
        _cells = new ChannelSummary(
            _cellUsable,
            settings.CellPlausibleMinimumMicrovolts,
            settings.CellPlausibleMaximumMicrovolts,
            settings.CellMaximumAgeMilliseconds,
            _cellChecks);
        _temperatures = new ChannelSummary(
            _temperatureUsable,
            settings.TemperaturePlausibleMinimumCentidegrees,
            settings.TemperaturePlausibleMaximumCentidegrees,
            settings.TemperatureMaximumAgeMilliseconds,
            _temperatureChecks);
        _cellTracking = new CellTracking(configuration, _cellChecks);
        _temperatureTracking = new TemperatureTracking(configuration);
        _auxiliaries = new AuxiliarySummary(configuration);
        _current = new CurrentSensing(configuration, _cellChecks);
        _charge = new ChargeSensing(configuration);
        _hasPack = configuration.Has(AuxiliaryChannel.PackMicrovolts);
        _hasAfeWires = configuration.Has(AuxiliaryChannel.AfeOpenWires);
        ProtectionRow? row = configuration.FindRow(ProtectionKind.PackSumMismatch);
        _packTolerance = row == null ? 0 : row.WarningLimit;
    }

    /// <summary>Group voltages, in microvolts.</summary>
    public ChannelSummary Cells => _cells;

    /// <summary>Temperatures, in centidegrees.</summary>
    public ChannelSummary Temperatures => _temperatures;

    /// <summary>Where each group stands to the others, and the sense wires.</summary>
    public CellTracking CellTracking => _cellTracking;

    /// <summary>How fast temperatures rise.</summary>
    public TemperatureTracking TemperatureTracking => _temperatureTracking;

    /// <summary>The inputs that not every board has.</summary>
    public AuxiliarySummary Auxiliaries => _auxiliaries;

    /// <summary>The current and what a second sensor says of it.</summary>
    public CurrentSensing Current => _current;

    /// <summary>The charge and what the hardware's counter says of it.</summary>
    public ChargeSensing Charge => _charge;

    /// <summary>True once a step has been taken.</summary>
    public bool Started => _started;

    /// <summary>Milliseconds since the last step; 0 in the first one and where time stood still or ran backwards.</summary>
    public int ElapsedMilliseconds => _elapsedMilliseconds;

    /// <summary>True where time ran backwards since the last step.</summary>
    public bool TimeRanBackwards => _timeRanBackwards;

    /// <summary>Steps in succession in which time has not moved on.</summary>
    public int StoppedSteps => _stoppedSteps;

    /// <summary>Which part is looked at in this step, 0…7.</summary>
    public int Phase => _phase;

    /// <summary>Time since the same part was looked at, in milliseconds.</summary>
    public int PhaseMilliseconds => _phaseMilliseconds;

    /// <summary>Whether the current can be used.</summary>
    public bool CurrentUsable => _current.Usable;

    /// <summary>The current in microamps, or 0 where it cannot be used.</summary>
    public int PackMicroamps => _current.Microamps;

    /// <summary>Which way the current flows.</summary>
    public CurrentDirection Direction => _current.Direction;

    /// <summary>
    /// Charge that flowed since the last step, in nanocoulombs: from the hardware's counter where it is valid and trusted, else this
    /// step's current times the time since the last one (a step's current holds over the time before it).
    /// </summary>
    public long ChargeNanocoulombs => _charge.Nanocoulombs;

    /// <summary>The pack's own voltage channel in microvolts, or 0 where it cannot be used.</summary>
    public int PackMicrovolts => _packMicrovolts;

    /// <summary>True where every channel of the pack can be used.</summary>
    public bool Complete => _cells.LostCount == 0 && _temperatures.LostCount == 0 && _current.Usable;

    /// <summary>Whether a group's voltage can be used.</summary>
    public bool IsCellUsable(int group) => _cellUsable[group];

    /// <summary>Whether a temperature can be used.</summary>
    public bool IsTemperatureUsable(int sensor) => _temperatureUsable[sensor];

    /// <summary>Why a group's voltage is in doubt.</summary>
    public ChannelFault CellFault(int group) => _cellChecks.Fault(group);

    /// <summary>Why a temperature is in doubt.</summary>
    public ChannelFault TemperatureFault(int sensor) => _temperatureChecks.Fault(sensor);

    /// <summary>Judges one step's measurements.</summary>
    public void Step(Measurements measurements)
    {
        int now = measurements.NowMilliseconds;
        StepTime(now);
        bool restart = !_started || _timeRanBackwards;
        ChannelSummary cells = _cells;
        ChannelSummary temperatures = _temperatures;
        cells.Judge(measurements.CellMicrovolts, measurements.CellAgeMilliseconds, measurements.CellValid, now, restart);
        temperatures.Judge(
            measurements.TemperatureCentidegrees, measurements.TemperatureAgeMilliseconds, measurements.TemperatureValid, now, restart);
        CurrentSensing current = _current;
        current.Step(measurements, _auxiliaries, restart);
        _charge.Step(measurements, current.CountedMicroamps, current.Counted, _elapsedMilliseconds);
        Look(measurements, now);
        if (_cellChecks.Count > 0)
            cells.TakeOutDoubts(measurements.CellMicrovolts);
        if (_temperatureChecks.Count > 0)
            temperatures.TakeOutDoubts(measurements.TemperatureCentidegrees);
        if (_hasPack)
            ReadPack(measurements);
        if (cells.LostCount > 0 && cells.UsableCount > 0)
            _cellTracking.Cover(cells, _cellUsable, _packAgreed ? _packMicrovolts : 0);
        _started = true;
    }

    private void StepTime(int nowMilliseconds)
    {
        int elapsed = _started ? unchecked(nowMilliseconds - _lastMilliseconds) : 0;
        _timeRanBackwards = elapsed < 0;
        _elapsedMilliseconds = elapsed < 0 ? 0 : elapsed;
        _stoppedSteps = elapsed > 0 || !_started ? 0 : IntegerMath.AddSaturating(_stoppedSteps, 1);
        _lastMilliseconds = nowMilliseconds;
    }

    /// <summary>Looks at the part whose turn it is.</summary>
    private void Look(Measurements measurements, int now)
    {
        int phase = (_phase + 1) & (Period - 1);
        int[] lookedAt = _lookedAt;
        _phase = phase;
        _clock = unchecked(_clock + _elapsedMilliseconds);
        if (_timeRanBackwards)
            _clockSet = unchecked(_clockSet + 1);
        int elapsed = unchecked(_clock - lookedAt[phase]);
        bool compare = _lookedSet[phase] == _clockSet;
        _phaseMilliseconds = elapsed;
        lookedAt[phase] = _clock;
        _lookedSet[phase] = _clockSet;
        ChannelSummary cells = _cells;
        bool anyCell = cells.UsableCount > 0;
        int mean = 0;
        if (anyCell)
        {
            mean = cells.MiddleMean;
            int[] microvolts = measurements.CellMicrovolts;
            _cellChecks.Look(phase, microvolts, measurements.CellAgeMilliseconds, _cellUsable, mean, elapsed, now, compare);
            CellTracking tracking = _cellTracking;
            tracking.LookAtWires(phase & (WirePeriod - 1), microvolts, mean);
            tracking.Follow(phase, microvolts, _cellUsable, mean, elapsed);
        }
        // Temperatures take other turns, and their two looks turns apart, so that no step has all that is dear.
        int turn = (phase - CheckTurn) & (Period - 1);
        if (turn < _temperatureUsable.Length && _temperatures.UsableCount > 0)
        {
            int[] centidegrees = measurements.TemperatureCentidegrees;
            int[] ages = measurements.TemperatureAgeMilliseconds;
            _temperatureChecks.Look(turn, centidegrees, ages, _temperatureUsable, _temperatures.MiddleMean, elapsed, now, compare);
        }
        turn = (phase - TrackTurn) & (Period - 1);
        if (turn < _temperatureUsable.Length && _temperatures.UsableCount > 0)
            _temperatureTracking.Look(turn, measurements.TemperatureCentidegrees, _temperatureUsable, elapsed);
        if (phase == Period - 1)
            LookOnce(measurements, mean, anyCell);
        _auxiliaries.Look(phase, measurements);
    }

    /// <summary>What is looked at as a whole, once in a round.</summary>
    private void LookOnce(Measurements measurements, int mean, bool anyCell)
    {
        _current.Look(mean, anyCell, _phaseMilliseconds, _cellUsable.Length);
        if (_hasAfeWires && measurements.AfeOpenWires != 0 && _auxiliaries.IsUsable(measurements, AuxiliaryChannel.AfeOpenWires))
            _cellTracking.TakeFromAfe(measurements.AfeOpenWires);
    }

    private void ReadPack(Measurements measurements)
    {
        _packMicrovolts = _auxiliaries.IsUsable(measurements, AuxiliaryChannel.PackMicrovolts)
            ? measurements.AuxiliaryValue[(int)AuxiliaryChannel.PackMicrovolts]
            : 0;
        // A pack voltage that disagreed with the groups while all of them could be used may not stand in for one of them later.
        if (_packMicrovolts != 0 && _cells.LostCount == 0)
        {
            long difference = (long)_packMicrovolts - _cells.Sum;
            _packAgreed = difference <= _packTolerance && difference >= -_packTolerance;
        }
    }
}
