using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Measurement;

/// <summary>
/// The first stage: judges every channel (valid, plausible, fresh), counts the time and the charge since the last step, and tells
/// which way the current flows. Later stages see only what this one lets through.
/// </summary>
public sealed class MeasurementStage
{
    private const int NanocoulombsPerMicrocoulomb = 1000;

    private readonly MeasurementSettings _settings;
    private readonly bool[] _cellUsable;
    private readonly bool[] _temperatureUsable;
    private int _lastMilliseconds;
    private long _lastMicrocoulombs;
    private bool _lastMicrocoulombsValid;
    private int _currentMilliseconds;
    private bool _currentSeen;

    /// <summary>Makes the stage for one pack.</summary>
    public MeasurementStage(PackConfiguration configuration)
    {
        _settings = configuration.Measurement;
        _cellUsable = new bool[configuration.SeriesGroups];
        _temperatureUsable = new bool[configuration.TemperatureSensors];
        Cells = new ChannelSummary();
        Temperatures = new ChannelSummary();
    }

    /// <summary>Group voltages, in microvolts.</summary>
    public ChannelSummary Cells { get; }

    /// <summary>Temperatures, in centidegrees.</summary>
    public ChannelSummary Temperatures { get; }

    /// <summary>True once a step has been taken.</summary>
    public bool Started { get; private set; }

    /// <summary>Milliseconds since the last step; 0 in the first one and where time stood still or ran backwards.</summary>
    public int ElapsedMilliseconds { get; private set; }

    /// <summary>True where time ran backwards since the last step.</summary>
    public bool TimeRanBackwards { get; private set; }

    /// <summary>Steps in succession in which time has not moved on.</summary>
    public int StoppedSteps { get; private set; }

    /// <summary>Whether the current can be used.</summary>
    public bool CurrentUsable { get; private set; }

    /// <summary>True where the current was sampled since the last step.</summary>
    public bool CurrentFresh { get; private set; }

    /// <summary>The current in microamps, or 0 where it cannot be used.</summary>
    public int PackMicroamps { get; private set; }

    /// <summary>
    /// Where the current's magnitude is beyond what is plausible, the largest plausible one with its sign; else 0. The current counts
    /// as lost then, and as an over-current.
    /// </summary>
    public int ImplausibleMicroamps { get; private set; }

    /// <summary>Which way the current flows.</summary>
    public CurrentDirection Direction { get; private set; }

    /// <summary>
    /// Charge that flowed since the last step, in nanocoulombs: from the hardware's counter where it is valid, else this step's
    /// current times the time since the last one (a step's current holds over the time before it).
    /// </summary>
    public long ChargeNanocoulombs { get; private set; }

    /// <summary>True where every channel of the pack can be used.</summary>
    public bool Complete => Cells.LostCount == 0 && Temperatures.LostCount == 0 && CurrentUsable;

    /// <summary>Whether a group's voltage can be used.</summary>
    public bool IsCellUsable(int group) => _cellUsable[group];

    /// <summary>Whether a temperature can be used.</summary>
    public bool IsTemperatureUsable(int sensor) => _temperatureUsable[sensor];

    /// <summary>Judges one step's measurements.</summary>
    public void Step(Measurements measurements)
    {
        StepTime(measurements.NowMilliseconds);
        int now = measurements.NowMilliseconds;
        bool restart = !Started || TimeRanBackwards;
        Cells.Judge(
            measurements.CellMicrovolts,
            measurements.CellAgeMilliseconds,
            measurements.CellValid,
            _cellUsable,
            _settings.CellPlausibleMinimumMicrovolts,
            _settings.CellPlausibleMaximumMicrovolts,
            _settings.CellMaximumAgeMilliseconds,
            now,
            restart);
        Temperatures.Judge(
            measurements.TemperatureCentidegrees,
            measurements.TemperatureAgeMilliseconds,
            measurements.TemperatureValid,
            _temperatureUsable,
            _settings.TemperaturePlausibleMinimumCentidegrees,
            _settings.TemperaturePlausibleMaximumCentidegrees,
            _settings.TemperatureMaximumAgeMilliseconds,
            now,
            restart);
        StepCurrent(measurements, restart);
        StepCharge(measurements);
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

    private void StepCurrent(Measurements measurements, bool restart)
    {
        int microamps = measurements.PackMicroamps;
        int age = measurements.PackCurrentAgeMilliseconds;
        int magnitude = IntegerMath.Abs(microamps);
        bool sampled = measurements.PackCurrentValid && age >= 0 && age <= _settings.CurrentMaximumAgeMilliseconds;
        int sampledAt = unchecked(measurements.NowMilliseconds - age);
        CurrentFresh = sampled && (restart || !_currentSeen || unchecked(sampledAt - _currentMilliseconds) > 0);
        if (sampled)
        {
            _currentMilliseconds = sampledAt;
            _currentSeen = true;
        }
        int largest = _settings.CurrentPlausibleMicroamps;
        CurrentUsable = sampled && magnitude <= largest;
        // Too large to be believed, but not to be ignored: a short circuit looks like this.
        ImplausibleMicroamps = sampled && magnitude > largest ? microamps > 0 ? largest : -largest : 0;
        if (!CurrentUsable)
        {
            PackMicroamps = 0;
            Direction = CurrentDirection.Unknown;
            return;
        }
        PackMicroamps = microamps;
        if (magnitude <= _settings.RestMicroamps)
            Direction = CurrentDirection.Resting;
        else
            Direction = microamps > 0 ? CurrentDirection.Charging : CurrentDirection.Discharging;
    }

    private void StepCharge(Measurements measurements)
    {
        // The current is at most 2 147 A and the time at most 2³¹ ms, so the product fits a long.
        long charge = (long)PackMicroamps * ElapsedMilliseconds;
        bool counterValid = measurements.AccumulatedChargeValid;
        long counter = measurements.AccumulatedMicrocoulombs;
        if (counterValid && _lastMicrocoulombsValid)
        {
            long difference = unchecked(counter - _lastMicrocoulombs);
            // No more can have flowed than the largest plausible current brings; a counter that says otherwise was reset.
            long most = (((long)_settings.CurrentPlausibleMicroamps * ElapsedMilliseconds) / NanocoulombsPerMicrocoulomb) + 1;
            if (difference >= -most && difference <= most)
                charge = difference * NanocoulombsPerMicrocoulomb;
        }
        ChargeNanocoulombs = charge;
        _lastMicrocoulombs = counter;
        _lastMicrocoulombsValid = counterValid;
    }
}
