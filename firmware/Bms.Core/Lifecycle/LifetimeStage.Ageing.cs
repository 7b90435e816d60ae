using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.Lifecycle;

/// <content>How the pack ages.</content>
public sealed partial class LifetimeStage
{
    private const int ReferenceLowest = 2000;
    private const int ReferenceHighest = 3000;
    private const int HistorySeconds = 30 * 86400;
    private const int HistoryShortest = 86400;
    private const float HistoryCapacity = 0.01f;
    private const float HistoryResistance = 0.02f;

    /// <summary>The energy of a full pack is compared between 20 and 30 °C only.</summary>
    private void SeeFullEnergy(ChannelSummary temperatures)
    {
        int mean = temperatures.Mean;
        if (!_energy.Valid || temperatures.UsableCount == 0 || mean < ReferenceLowest || mean > ReferenceHighest)
            return;
        float full = _energy.FullWattHours;
        _latestFull = full;
        if (_firstFull <= 0f)
            _firstFull = full;
    }

    /// <summary>A point every thirty days, or where capacity or resistance has moved, once a day at most.</summary>
    private void SeeHealth()
    {
        if (!_estimation.Valid)
            return;
        int[] history = _history;
        int count = history[LifetimeLayout.CodeWords];
        int operating = _words[LifetimeLayout.OperatingSeconds];
        if (count > 0)
        {
            int last = LifetimeLayout.RingHeader + ((count - 1) % LifetimeLayout.HistoryEntries * LifetimeLayout.HistoryWords);
            int since = _calendar != 0 && history[last] != 0 ? _calendar - history[last] : operating - history[last + 1];
            if (since < HistoryShortest)
                return;
            if (since < HistorySeconds
                && FloatMath.Abs(_lastCapacity - _health.CapacityRatio) < HistoryCapacity
                && FloatMath.Abs(_lastResistance - _health.ResistanceRatio) < HistoryResistance)
            {
                return;
            }
        }
        int at = LifetimeLayout.RingHeader + (count % LifetimeLayout.HistoryEntries * LifetimeLayout.HistoryWords);
        _lastCapacity = _health.CapacityRatio;
        _lastResistance = _health.ResistanceRatio;
        history[at] = _calendar;
        history[at + 1] = operating;
        _pointAt = at;
    }

    /// <summary>The rest of a new point, in two further turns.</summary>
    private void FinishPoint(int phase)
    {
        int at = _pointAt;
        if (at == 0)
            return;
        int[] history = _history;
        if (phase == CapacityPhase)
        {
            history[at + 2] = FloatBits.Of(_lastCapacity);
            history[at + 3] = FloatBits.Of(_health.CapacityRatioSigma);
            return;
        }
        history[at + 4] = FloatBits.Of(_lastResistance);
        history[at + 5] = FloatBits.Of(_health.ResistanceRatioSigma);
        history[at + 6] = FloatBits.Of(_energy.FullEquivalentCycles);
        // Only a whole point counts.
        history[LifetimeLayout.CodeWords] = IntegerMath.AddSaturating(history[LifetimeLayout.CodeWords], 1);
        _pointAt = 0;
        _historyChanged = true;
    }
}
