using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Measurement;

/// <summary>
/// The first stage: judges every channel (valid, plausible, fresh), counts the time and the charge since the last step, and tells
/// which way the current flows. Later stages see only what this one lets through. What is too dear for every step is looked at in
/// turns: sense wires and inputs once in <see cref="ProtectionPolicy.SlowPeriodSteps"/> steps, what a channel does in
/// <see cref="ChannelChecks.PeriodSteps"/>.
/// </summary>
public sealed class MeasurementStage
{
    // What a channel that works moves by through noise and quantisation alone.
    private const int StillMicrovolts = 200;
    private const int StillCentidegrees = 10;
    private const int Period = ProtectionPolicy.SlowPeriodSteps;

    private readonly bool[] _cellUsable;
    private readonly bool[] _temperatureUsable;
    private readonly ChannelChecks _cellChecks;
    private readonly ChannelChecks _temperatureChecks;
    private readonly int[] _lookedAt = new int[ChannelChecks.PeriodSteps];
    private readonly int[] _lookedSet = new int[ChannelChecks.PeriodSteps];
    private readonly bool _hasAfeWires;
    private readonly bool _hasPack;
    private readonly int _packTolerance;
    private int _lastMilliseconds;
    private bool _packAgreed;
    private int _part = ChannelChecks.PeriodSteps - 1;
    private int _clock;

    // Counts how often time ran backwards, from 1: looks before and after such a step are not compared.
    private int _clockSet = 1;

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
        Cells = new ChannelSummary(
            _cellUsable,
            settings.CellPlausibleMinimumMicrovolts,
            settings.CellPlausibleMaximumMicrovolts,
            settings.CellMaximumAgeMilliseconds,
            _cellChecks);
        Temperatures = new ChannelSummary(
            _temperatureUsable,
            settings.TemperaturePlausibleMinimumCentidegrees,
            settings.TemperaturePlausibleMaximumCentidegrees,
            settings.TemperatureMaximumAgeMilliseconds,
            _temperatureChecks);
        CellTracking = new CellTracking(configuration, _cellChecks);
        TemperatureTracking = new TemperatureTracking(configuration);
        Auxiliaries = new AuxiliarySummary(configuration);
        Current = new CurrentSensing(configuration, _cellChecks);
        Charge = new ChargeSensing(configuration);
        _hasPack = configuration.Has(AuxiliaryChannel.PackMicrovolts);
        _hasAfeWires = configuration.Has(AuxiliaryChannel.AfeOpenWires);
        ProtectionRow? row = configuration.FindRow(ProtectionKind.PackSumMismatch);
        _packTolerance = row == null ? 0 : row.WarningLimit;
    }

    /// <summary>Group voltages, in microvolts.</summary>
    public ChannelSummary Cells { get; }

    /// <summary>Temperatures, in centidegrees.</summary>
    public ChannelSummary Temperatures { get; }

    /// <summary>Where each group stands to the others, and the sense wires.</summary>
    public CellTracking CellTracking { get; }

    /// <summary>How fast temperatures rise.</summary>
    public TemperatureTracking TemperatureTracking { get; }

    /// <summary>The inputs that not every board has.</summary>
    public AuxiliarySummary Auxiliaries { get; }

    /// <summary>The current and what a second sensor says of it.</summary>
    public CurrentSensing Current { get; }

    /// <summary>The charge and what the hardware's counter says of it.</summary>
    public ChargeSensing Charge { get; }

    /// <summary>True once a step has been taken.</summary>
    public bool Started { get; private set; }

    /// <summary>Milliseconds since the last step; 0 in the first one and where time stood still or ran backwards.</summary>
    public int ElapsedMilliseconds { get; private set; }

    /// <summary>True where time ran backwards since the last step.</summary>
    public bool TimeRanBackwards { get; private set; }

    /// <summary>Steps in succession in which time has not moved on.</summary>
    public int StoppedSteps { get; private set; }

    /// <summary>Which quarter is looked at in this step, 0…3.</summary>
    public int Phase { get; private set; } = Period - 1;

    /// <summary>Time since the same quarter was looked at, in milliseconds.</summary>
    public int PhaseMilliseconds { get; private set; }

    /// <summary>Whether the current can be used.</summary>
    public bool CurrentUsable => Current.Usable;

    /// <summary>The current in microamps, or 0 where it cannot be used.</summary>
    public int PackMicroamps => Current.Microamps;

    /// <summary>Which way the current flows.</summary>
    public CurrentDirection Direction => Current.Direction;

    /// <summary>
    /// Charge that flowed since the last step, in nanocoulombs: from the hardware's counter where it is valid and trusted, else this
    /// step's current times the time since the last one (a step's current holds over the time before it).
    /// </summary>
    public long ChargeNanocoulombs => Charge.Nanocoulombs;

    /// <summary>The pack's own voltage channel in microvolts, or 0 where it cannot be used.</summary>
    public int PackMicrovolts { get; private set; }

    /// <summary>True where every channel of the pack can be used.</summary>
    public bool Complete => Cells.LostCount == 0 && Temperatures.LostCount == 0 && Current.Usable;

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
        bool restart = !Started || TimeRanBackwards;
        ChannelSummary cells = Cells;
        ChannelSummary temperatures = Temperatures;
        cells.Judge(measurements.CellMicrovolts, measurements.CellAgeMilliseconds, measurements.CellValid, now, restart);
        temperatures.Judge(
            measurements.TemperatureCentidegrees, measurements.TemperatureAgeMilliseconds, measurements.TemperatureValid, now, restart);
        CurrentSensing current = Current;
        current.Step(measurements, Auxiliaries, restart);
        Charge.Step(measurements, current.CountedMicroamps, current.Counted, ElapsedMilliseconds);
        Look(measurements, now);
        if (_cellChecks.Count > 0)
            cells.TakeOutDoubts(measurements.CellMicrovolts);
        if (_temperatureChecks.Count > 0)
            temperatures.TakeOutDoubts(measurements.TemperatureCentidegrees);
        if (_hasPack)
            ReadPack(measurements);
        if (cells.LostCount > 0 && cells.UsableCount > 0)
            CellTracking.Cover(cells, _cellUsable, _packAgreed ? PackMicrovolts : 0);
        Started = true;
    }

    private void StepTime(int nowMilliseconds)
    {
        int elapsed = Started ? unchecked(nowMilliseconds - _lastMilliseconds) : 0;
        TimeRanBackwards = elapsed < 0;
        ElapsedMilliseconds = elapsed < 0 ? 0 : elapsed;
        StoppedSteps = elapsed > 0 || !Started ? 0 : IntegerMath.AddSaturating(StoppedSteps, 1);
        _lastMilliseconds = nowMilliseconds;
    }

    /// <summary>Looks at the quarter whose turn it is.</summary>
    private void Look(Measurements measurements, int now)
    {
        int part = (_part + 1) & (ChannelChecks.PeriodSteps - 1);
        int phase = part & (Period - 1);
        int[] lookedAt = _lookedAt;
        _part = part;
        Phase = phase;
        _clock = unchecked(_clock + ElapsedMilliseconds);
        if (TimeRanBackwards)
            _clockSet = unchecked(_clockSet + 1);
        // The same quarter was looked at half a round ago.
        PhaseMilliseconds = unchecked(_clock - lookedAt[(part + Period) & (ChannelChecks.PeriodSteps - 1)]);
        int elapsed = unchecked(_clock - lookedAt[part]);
        bool compare = _lookedSet[part] == _clockSet;
        lookedAt[part] = _clock;
        _lookedSet[part] = _clockSet;
        ChannelSummary cells = Cells;
        bool anyCell = cells.UsableCount > 0;
        if (anyCell)
        {
            int mean = cells.Mean;
            int[] microvolts = measurements.CellMicrovolts;
            _cellChecks.Look(part, microvolts, measurements.CellAgeMilliseconds, _cellUsable, mean, elapsed, now, compare);
            CellTracking.Look(phase, microvolts, _cellUsable, mean, PhaseMilliseconds);
        }
        if (part < _temperatureUsable.Length && Temperatures.UsableCount > 0)
        {
            int[] centidegrees = measurements.TemperatureCentidegrees;
            int[] ages = measurements.TemperatureAgeMilliseconds;
            _temperatureChecks.Look(part, centidegrees, ages, _temperatureUsable, Temperatures.Mean, elapsed, now, compare);
            TemperatureTracking.Look(part, centidegrees, _temperatureUsable, elapsed);
        }
        if (phase == Period - 1)
            LookOnce(measurements, cells.Mean, anyCell);
        Auxiliaries.Look(phase, measurements);
    }

    /// <summary>What is looked at as a whole, once in a round of quarters.</summary>
    private void LookOnce(Measurements measurements, int mean, bool anyCell)
    {
        Current.Look(mean, anyCell, PhaseMilliseconds, _cellUsable.Length);
        if (_hasAfeWires && measurements.AfeOpenWires != 0 && Auxiliaries.IsUsable(measurements, AuxiliaryChannel.AfeOpenWires))
            CellTracking.TakeFromAfe(measurements.AfeOpenWires);
    }

    private void ReadPack(Measurements measurements)
    {
        PackMicrovolts = Auxiliaries.IsUsable(measurements, AuxiliaryChannel.PackMicrovolts)
            ? measurements.AuxiliaryValue[(int)AuxiliaryChannel.PackMicrovolts]
            : 0;
        // A pack voltage that disagreed with the groups while all of them could be used may not stand in for one of them later.
        if (PackMicrovolts != 0 && Cells.LostCount == 0)
            _packAgreed = IntegerMath.Clamp(PackMicrovolts - Cells.Sum, -_packTolerance, _packTolerance) == PackMicrovolts - Cells.Sum;
    }
}
