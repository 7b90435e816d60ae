using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Measurement;

/// <summary>
/// The pack current of one step: usable or not, fresh or not, which way it flows, and what a second sensor says of it. Where both
/// sensors disagree the worse of them counts in each direction, and no direction is excused.
/// </summary>
public sealed class CurrentSensing
{
    private const int StrikeWeight = 2;
    private const int StrikesOut = 4;

    // As for other channels, see ChannelChecks.
    private const int LossWeight = 3;
    private const int LossesOut = 24;

    private readonly MeasurementSettings _settings;
    private readonly bool _hasSecond;
    private readonly int _tolerance;
    private readonly int _stuckMicrovolts;
    private readonly int _stuckMicroamps;
    private readonly int _doubtMilliseconds;
    private readonly ChannelChecks _cells;
    private int _sampledAt;
    private bool _everSampled;
    private bool _wasSampled;
    private int _losses;
    private int _strikes;
    private int _doubtLeft;
    private int _lastMicroamps;
    private int _beforeMicroamps;
    private int _lastMean;
    private int _anchorMean;
    private int _anchorMicroamps;
    private int _cellStrikes;
    private bool _usable;
    private bool _fresh;
    private int _microamps;
    private int _charge;
    private int _discharge;
    private bool _seen;
    private int _countedMicroamps;
    private bool _counted;
    private int _mismatch;
    private bool _compared;
    private CurrentDirection _direction;

    /// <summary>Makes the sensing of one pack.</summary>
    /// <param name="configuration">The pack.</param>
    /// <param name="cells">The checks of the groups, for when none of them follows the current.</param>
    public CurrentSensing(PackConfiguration configuration, ChannelChecks cells)
    {
        _settings = configuration.Measurement;
        _hasSecond = configuration.Has(AuxiliaryChannel.RedundantMicroamps);
        ProtectionRow? row = configuration.FindRow(ProtectionKind.CurrentMismatch);
        _tolerance = row == null ? int.MaxValue : row.WarningLimit;
        _stuckMicrovolts = configuration.Plausibility.CellStuckMicrovolts;
        _stuckMicroamps = configuration.Plausibility.StuckMicroamps;
        _doubtMilliseconds = configuration.Plausibility.DoubtMilliseconds;
        _cells = cells;
    }

    /// <summary>Whether the current can be used.</summary>
    public bool Usable => _usable;

    /// <summary>True where the current was sampled since the last step.</summary>
    public bool Fresh => _fresh;

    /// <summary>The current in microamps, or 0 where it cannot be used.</summary>
    public int Microamps => _microamps;

    /// <summary>The largest charge current that any sensor shows, in microamps, held at what is plausible.</summary>
    public int Charge => _charge;

    /// <summary>The largest discharge current that any sensor shows, a magnitude in microamps, held at what is plausible.</summary>
    public int Discharge => _discharge;

    /// <summary>True where any sensor shows a current, be it too large to be believed.</summary>
    public bool Seen => _seen;

    /// <summary>The current to count charge with: the second sensor's where the first is lost; 0 where both are.</summary>
    public int CountedMicroamps => _countedMicroamps;

    /// <summary>Whether there is a current to count charge with.</summary>
    public bool Counted => _counted;

    /// <summary>How far the sensors are apart, in microamps; 0 where they cannot be compared.</summary>
    public int Mismatch => _mismatch;

    /// <summary>True where both sensors can be compared.</summary>
    public bool Compared => _compared;

    /// <summary>Why the current is in doubt.</summary>
    public ChannelFault Fault { get; private set; }

    /// <summary>Which way the current flows.</summary>
    public CurrentDirection Direction => _direction;

    /// <summary>Takes one step's current.</summary>
    internal void Step(Measurements measurements, AuxiliarySummary auxiliaries, bool restart)
    {
        int microamps = measurements.PackMicroamps;
        int age = measurements.PackCurrentAgeMilliseconds;
        int largest = _settings.CurrentPlausibleMicroamps;
        bool sampled = measurements.PackCurrentValid && (uint)age <= (uint)_settings.CurrentMaximumAgeMilliseconds;
        _fresh = false;
        _charge = 0;
        _discharge = 0;
        if (sampled)
        {
            int sampledAt = unchecked(measurements.NowMilliseconds - age);
            _fresh = restart || !_everSampled || unchecked(sampledAt - _sampledAt) > 0;
            _sampledAt = sampledAt;
            _everSampled = true;
            Take(microamps, largest);
        }
        if (_wasSampled && !sampled)
            _losses += _losses < LossesOut ? LossWeight : 0;
        _wasSampled = sampled;
        _seen = sampled;
        // Too large to be believed, but not to be ignored: a short circuit looks like this.
        _usable = sampled && microamps <= largest && microamps >= -largest && Fault == ChannelFault.None;
        _microamps = _usable ? microamps : 0;
        _countedMicroamps = _microamps;
        _counted = _usable;
        _direction = _usable ? DirectionOf(microamps) : CurrentDirection.Unknown;
        if (_hasSecond)
            Compare(measurements, auxiliaries, largest);
    }

    /// <summary>
    /// Compares current and voltages, once in every round of looks: a current that stands still to the last digit while all groups
    /// jump, or groups that all stand still while the current changes.
    /// </summary>
    internal void Look(int mean, bool cellsUsable, int elapsed, int groups)
    {
        Ease(elapsed);
        if (!_seen || !cellsUsable)
            return;
        int microamps = _lastMicroamps;
        int now = _charge - _discharge;
        bool stood = now == microamps && microamps == _beforeMicroamps;
        bool jumped = _lastMean != 0 && elapsed <= ChannelChecks.LongestLookMilliseconds / 2 && IntegerMath.Abs(mean - _lastMean) >= _stuckMicrovolts;
        if (_stuckMicrovolts != 0 && stood && jumped)
            StrikeCurrent();
        else if (!stood)
            _strikes = 0;
        if (_stuckMicroamps != 0)
            LookAtCells(mean, now, groups);
        _beforeMicroamps = microamps;
        _lastMicroamps = now;
        _lastMean = mean;
    }

    private void Ease(int elapsed)
    {
        if (_losses >= LossesOut)
            Doubt(ChannelFault.Intermittent);
        if (_losses > 0)
            _losses--;
        if (Fault == ChannelFault.None || (Fault == ChannelFault.Intermittent && _losses > 0))
            return;
        _doubtLeft -= elapsed;
        if (_doubtLeft <= 0)
            Fault = ChannelFault.None;
    }

    private void Doubt(ChannelFault fault)
    {
        Fault = fault;
        _doubtLeft = _doubtMilliseconds;
    }

    private void StrikeCurrent()
    {
        _strikes += StrikeWeight;
        if (_strikes < StrikesOut)
            return;
        _strikes = 0;
        Doubt(ChannelFault.Stuck);
    }

    private void LookAtCells(int mean, int microamps, int groups)
    {
        if (mean != _anchorMean)
        {
            _anchorMean = mean;
            _anchorMicroamps = microamps;
            _cellStrikes = 0;
            return;
        }
        if (IntegerMath.Abs(microamps - _anchorMicroamps) < _stuckMicroamps)
            return;
        _cellStrikes += StrikeWeight;
        if (_cellStrikes < StrikesOut)
            return;
        _cellStrikes = 0;
        for (int group = 0; group < groups; group++)
            _cells.Suspect(group, ChannelFault.Stuck);
    }

    private void Compare(Measurements measurements, AuxiliarySummary auxiliaries, int largest)
    {
        _compared = false;
        _mismatch = 0;
        if (!auxiliaries.IsUsable(measurements, AuxiliaryChannel.RedundantMicroamps))
            return;
        int second = measurements.AuxiliaryValue[(int)AuxiliaryChannel.RedundantMicroamps];
        Take(second, largest);
        bool first = _usable;
        _seen = true;
        if (!first)
        {
            _counted = second <= largest && second >= -largest;
            _countedMicroamps = _counted ? second : 0;
            return;
        }
        _compared = true;
        _mismatch = (int)IntegerMath.Clamp((long)_microamps - second, int.MinValue, int.MaxValue);
        _mismatch = IntegerMath.Abs(_mismatch);
        if (_mismatch >= _tolerance)
            _direction = CurrentDirection.Unknown;
    }

    private void Take(int microamps, int largest)
    {
        if (microamps > _charge)
            _charge = microamps > largest ? largest : microamps;
        int discharge = microamps == int.MinValue ? int.MaxValue : -microamps;
        if (discharge > _discharge)
            _discharge = discharge > largest ? largest : discharge;
    }

    private CurrentDirection DirectionOf(int microamps)
    {
        int rest = _settings.RestMicroamps;
        if (microamps > rest)
            return CurrentDirection.Charging;
        return microamps < -rest ? CurrentDirection.Discharging : CurrentDirection.Resting;
    }
}
