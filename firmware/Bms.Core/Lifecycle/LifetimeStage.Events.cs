using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.Protection;

namespace Bms.Core.Lifecycle;

/// <content>What happens seldom: contactors, harm, matings, and what is looked at in turns.</content>
public sealed partial class LifetimeStage
{
    private const int UnknownSoc = -1;
    private const float Permyriad = 10000f;
    private const int MicroPerMilli = 1000;
    private const int CapacityPhase = 12;
    private const int ResistancePhase = 14;

    private readonly int[] _ledger = new int[LifetimeLayout.RingHeader + (LifetimeLayout.LedgerEntries * LifetimeLayout.LedgerWords)];
    private readonly int[] _history = new int[LifetimeLayout.RingHeader + (LifetimeLayout.HistoryEntries * LifetimeLayout.HistoryWords)];
    private float _firstFull;
    private float _latestFull;
    private float _lastCapacity;
    private float _lastResistance;
    private int _pointAt;
    private bool _unmated = true;
    private bool _ledgerChanged;
    private bool _historyChanged;

    /// <summary>The swap ledger's words. Owned by the stage: read only.</summary>
    public int[] Ledger => _ledger;

    /// <summary>The history's words. Owned by the stage: read only.</summary>
    public int[] History => _history;

    /// <summary>True once after a mating or its end.</summary>
    internal bool TakeLedgerChanged()
    {
        bool changed = _ledgerChanged;
        _ledgerChanged = false;
        return changed;
    }

    /// <summary>True once after a new point of the history.</summary>
    internal bool TakeHistoryChanged()
    {
        bool changed = _historyChanged;
        _historyChanged = false;
        return changed;
    }

    private void Count(int at) => _words[at] = IntegerMath.AddSaturating(_words[at], 1);

    /// <summary>A change of the command; what is closed shows its load in the next step.</summary>
    private void CountContactor(bool closed, MeasurementStage measurement)
    {
        int magnitude = measurement.CurrentUsable ? IntegerMath.Abs(measurement.PackMicroamps) : 0;
        bool load = magnitude > _restMicroamps;
        if (_inrush)
        {
            _inrush = false;
            if (load && closed)
                CountLoad(LifetimeLayout.ClosingsUnderLoad, magnitude);
        }
        if (closed == _closed)
            return;
        _closed = closed;
        if (closed)
        {
            Count(LifetimeLayout.Closings);
            _inrush = true;
            return;
        }
        Count(LifetimeLayout.Openings);
        if (load)
            CountLoad(LifetimeLayout.OpeningsUnderLoad, magnitude);
    }

    /// <summary>The largest current lies behind its count.</summary>
    private void CountLoad(int at, int microamps)
    {
        Count(at);
        if (microamps / MicroPerMilli > _words[at + 1])
            _words[at + 1] = microamps / MicroPerMilli;
    }

    /// <summary>A deep discharge or an overcharge begins at a trip and ends when its rows are back at no level.</summary>
    private void CountEvents(ProtectionStage protection)
    {
        _changes = protection.Changes;
        int under = protection.Level((int)ProtectionKind.CellUnderVoltage);
        int deep = protection.Level((int)ProtectionKind.DeepDischarge);
        int over = protection.Level((int)ProtectionKind.CellOverVoltage);
        bool begins = under == ProtectionStage.LevelTrip || deep != ProtectionStage.LevelNone;
        CountHarm(DeepBit, LifetimeLayout.DeepDischarges, begins, under != ProtectionStage.LevelNone);
        CountHarm(OverBit, LifetimeLayout.Overcharges, over == ProtectionStage.LevelTrip, over != ProtectionStage.LevelNone);
    }

    private void CountHarm(int bit, int at, bool begins, bool lasts)
    {
        int flags = _words[LifetimeLayout.Flags];
        if ((flags & bit) == 0)
        {
            if (!begins)
                return;
            Count(at);
            _words[LifetimeLayout.Flags] = flags | bit;
        }
        else if (!begins && !lasts)
        {
            _words[LifetimeLayout.Flags] = flags & ~bit;
        }
    }

    /// <summary>A mating begins an entry of the ledger, its end completes it. A restart within one goes on with it.</summary>
    private void CountMating(Measurements measurements)
    {
        bool mated = measurements.Mated;
        int flags = _words[LifetimeLayout.Flags];
        _unmated = !mated;
        TakeCalendar(measurements);
        bool was = (flags & MatedBit) != 0;
        if (was == mated)
            return;
        _words[LifetimeLayout.Flags] = flags ^ MatedBit;
        int[] ledger = _ledger;
        int count = ledger[LifetimeLayout.CodeWords];
        int soc = _estimation.Valid ? (int)(FloatMath.Clamp(_estimation.Estimator.Soc, 0f, 1f) * Permyriad) : UnknownSoc;
        int operating = _words[LifetimeLayout.OperatingSeconds];
        int gone = (int)IntegerMath.Clamp(_energy.Out.MicroampHours / MicroPerMilli, 0, int.MaxValue);
        if (mated)
            ledger[LifetimeLayout.CodeWords] = count = IntegerMath.AddSaturating(count, 1);
        int number = count > 0 ? count - 1 : 0;
        int at = LifetimeLayout.RingHeader + (number % LifetimeLayout.LedgerEntries * LifetimeLayout.LedgerWords);
        if (mated)
        {
            ledger[at] = _calendar;
            ledger[at + 1] = 0;
            ledger[at + 2] = operating;
            ledger[at + 3] = 0;
            ledger[at + 4] = soc;
            ledger[at + 5] = UnknownSoc;
            ledger[at + 6] = gone;
        }
        else
        {
            ledger[at + 1] = _calendar;
            ledger[at + 3] = operating;
            ledger[at + 5] = soc;
            ledger[at + 6] = gone - ledger[at + 6];
        }
        _ledgerChanged = true;
    }

    private void Turn(int phase, Measurements measurements, MeasurementStage measurement)
    {
        switch (phase)
        {
            case 0:
                SeeVoltages(measurement.Cells);
                break;
            case 2:
                SeeTemperatures(measurement.Temperatures);
                break;
            case 4:
                TakeCalendar(measurements);
                break;
            case 6:
                SeeSelfDischarge();
                break;
            case 8:
                SeeFullEnergy(measurement.Temperatures);
                break;
            case 10:
                SeeHealth();
                break;
            case CapacityPhase:
            case ResistancePhase:
                FinishPoint(phase);
                break;
            default:
                break;
        }
    }

    private void SeeVoltages(ChannelSummary cells)
    {
        int[] words = _words;
        if (cells.UsableCount == 0)
            return;
        if ((words[LifetimeLayout.Flags] & SeenBit) == 0)
        {
            words[LifetimeLayout.Flags] |= SeenBit;
            words[LifetimeLayout.LowestMicrovolts] = words[LifetimeLayout.LowestCentidegrees] = int.MaxValue;
            words[LifetimeLayout.HighestMicrovolts] = words[LifetimeLayout.HighestCentidegrees] = int.MinValue;
        }
        if (cells.Minimum < words[LifetimeLayout.LowestMicrovolts])
            words[LifetimeLayout.LowestMicrovolts] = cells.Minimum;
        if (cells.Maximum > words[LifetimeLayout.HighestMicrovolts])
            words[LifetimeLayout.HighestMicrovolts] = cells.Maximum;
        words[LifetimeLayout.NowMillivolts] = cells.Sum / MicroPerMilli;
    }

    private void SeeTemperatures(ChannelSummary temperatures)
    {
        int[] words = _words;
        if (temperatures.UsableCount == 0 || (words[LifetimeLayout.Flags] & SeenBit) == 0)
            return;
        if (temperatures.Minimum < words[LifetimeLayout.LowestCentidegrees])
            words[LifetimeLayout.LowestCentidegrees] = temperatures.Minimum;
        if (temperatures.Maximum > words[LifetimeLayout.HighestCentidegrees])
            words[LifetimeLayout.HighestCentidegrees] = temperatures.Maximum;
    }

    private void TakeCalendar(Measurements measurements)
    {
        long seconds = measurements.UnixValid ? (measurements.UnixMilliseconds - EventCounters.EpochMilliseconds) / MillisecondsPerSecond : 0;
        int calendar = (int)IntegerMath.Clamp(seconds, 0, int.MaxValue);
        _calendar = calendar;
        if (calendar == 0)
            return;
        _words[LifetimeLayout.LastCalendar] = calendar;
        if (_words[LifetimeLayout.FirstCalendar] == 0)
            _words[LifetimeLayout.FirstCalendar] = calendar;
    }

    private void SeeSelfDischarge()
    {
        bool rested = _restSeconds >= SelfDischarge.RestSeconds && _calendar != 0;
        if ((!rested && !_selfDischarge.Spanning) || !_estimation.Valid)
            return;
        long into = _energy.In.MicroampHours;
        long outOf = _energy.Out.MicroampHours;
        _selfDischarge.Consider(
            rested, _calendar, _estimation.Estimator.Soc, _estimation.Estimator.SocSigma, into - outOf, into + outOf, _perMicroampHour);
    }
}
