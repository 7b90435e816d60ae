using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.Lifecycle;

/// <content>What is stored, and what a stored record means to a pack with this or another code.</content>
public sealed partial class LifetimeStage
{
    private const int BytesPerWord = 4;
    private const int KnownSoc = 1;
    private const int KnownEnergy = 2;

    private readonly int[] _predecessor = new int[LifetimeLayout.PredecessorWords];
    private readonly byte[] _flow = new byte[LifetimeLayout.AllFlowWords * BytesPerWord];
    private readonly StateArchive _archive = new StateArchive();
    private bool _predecessorChanged;

    /// <summary>The words of the last pack with an unrelated code on this memory. Owned by the stage: read only.</summary>
    public int[] Predecessor => _predecessor;

    /// <summary>True once after a pack with an unrelated code has given way.</summary>
    internal bool TakePredecessorChanged()
    {
        bool changed = _predecessorChanged;
        _predecessorChanged = false;
        return changed;
    }

    /// <summary>Brings what changes with every step, or belongs to another stage, into the words. Allocates nothing.</summary>
    public void Note()
    {
        CountWaiting();
        int[] words = _words;
        LifetimeLayout.Put(words, LifetimeLayout.ColdMilliseconds, _coldMilliseconds);
        LifetimeLayout.Put(words, LifetimeLayout.HotMilliseconds, _hotMilliseconds);
        LifetimeLayout.Put(words, LifetimeLayout.ColdChargingMilliseconds, _coldCharging);
        LifetimeLayout.Put(words, LifetimeLayout.HotChargingMilliseconds, _hotCharging);
        byte[] flow = _flow;
        _archive.BeginWriting(flow, 0, flow.Length);
        _energy.Transfer(_archive);
        for (int word = 0; word < LifetimeLayout.AllFlowWords; word++)
        {
            int at = word * BytesPerWord;
            words[LifetimeLayout.Flow + word] = flow[at] | (flow[at + 1] << 8) | (flow[at + 2] << 16) | (flow[at + 3] << 24);
        }
        int known = _estimation.Valid ? KnownSoc : 0;
        if (_energy.Valid)
            known |= KnownEnergy;
        words[LifetimeLayout.NowKnown] = known;
        words[LifetimeLayout.NowCalendar] = _calendar;
        words[LifetimeLayout.NowSoc] = FloatBits.Of(_estimation.Estimator.Soc);
        words[LifetimeLayout.NowSocSigma] = FloatBits.Of(_estimation.Estimator.SocSigma);
        words[LifetimeLayout.NowCapacityRatio] = FloatBits.Of(_health.CapacityRatio);
        words[LifetimeLayout.NowCapacitySigma] = FloatBits.Of(_health.CapacityRatioSigma);
        words[LifetimeLayout.NowResistanceRatio] = FloatBits.Of(_health.ResistanceRatio);
        words[LifetimeLayout.NowResistanceSigma] = FloatBits.Of(_health.ResistanceRatioSigma);
        words[LifetimeLayout.NowRemainingAmpHours] = FloatBits.Of(_energy.RemainingAmpHours);
        words[LifetimeLayout.NowRemainingWattHours] = FloatBits.Of(_energy.RemainingWattHours);
        words[LifetimeLayout.NowFullWattHours] = FloatBits.Of(_energy.FullWattHours);
        words[LifetimeLayout.NowChargeMicroamps] = _power.ChargeLimitMicroamps;
        words[LifetimeLayout.NowDischargeMicroamps] = _power.DischargeLimitMicroamps;
        words[LifetimeLayout.FirstFullWattHours] = FloatBits.Of(_firstFull);
        words[LifetimeLayout.LatestFullWattHours] = FloatBits.Of(_latestFull);
        _selfDischarge.Save();
        NoteGroups(words);
    }

    private void NoteGroups(int[] words)
    {
        float[] socs = _groups.Soc;
        float[] capacities = _groups.CapacityFactor;
        float[] resistances = _groups.ResistanceFactor;
        float lowest = socs[0];
        float highest = socs[0];
        float capacity = capacities[0];
        float resistance = resistances[0];
        for (int group = 1; group < socs.Length; group++)
        {
            lowest = socs[group] < lowest ? socs[group] : lowest;
            highest = socs[group] > highest ? socs[group] : highest;
            capacity = capacities[group] < capacity ? capacities[group] : capacity;
            resistance = resistances[group] > resistance ? resistances[group] : resistance;
        }
        words[LifetimeLayout.NowSocSpread] = FloatBits.Of(highest - lowest);
        words[LifetimeLayout.NowWeakestCapacity] = FloatBits.Of(capacity);
        words[LifetimeLayout.NowLargestResistance] = FloatBits.Of(resistance);
    }

    /// <summary>Takes a stored record up, before the first step; false where it is none, and then nothing has changed.</summary>
    internal bool Take(RecordKind kind, int[] stored)
    {
        switch (kind)
        {
            case RecordKind.Identity:
                Copy(stored, _predecessor, stored.Length);
                return true;
            case RecordKind.Lifetime:
                return TakeLife(stored);
            case RecordKind.SwapLedger:
                return TakeRing(stored, _ledger);
            default:
                return TakeRing(stored, _history);
        }
    }

    private bool TakeLife(int[] stored)
    {
        byte[] flow = _flow;
        for (int word = 0; word < LifetimeLayout.AllFlowWords; word++)
        {
            int value = stored[LifetimeLayout.Flow + word];
            for (int index = 0; index < BytesPerWord; index++)
                flow[(word * BytesPerWord) + index] = (byte)((value >> (8 * index)) & 0xFF);
        }
        _archive.BeginChecking(flow, 0, flow.Length);
        _energy.Transfer(_archive);
        if (!_archive.Sound)
            return false;
        int[] words = _words;
        bool same = IsEmpty(words, LifetimeLayout.Code) || IsEmpty(stored, LifetimeLayout.Code)
            || Same(stored, LifetimeLayout.Code, words, LifetimeLayout.Code);
        bool second = !same && !IsEmpty(words, LifetimeLayout.Previous) && Same(stored, LifetimeLayout.Code, words, LifetimeLayout.Previous);
        if (!same && !second)
        {
            KeepPredecessor(stored);
            // The layout's number stays; a snapshot may have brought what the other pack has moved.
            for (int index = BytesPerWord; index < flow.Length; index++)
                flow[index] = 0;
            ReadFlow(flow);
            return true;
        }
        ReadFlow(flow);
        Adopt(stored, second);
        return true;
    }

    /// <summary>This record is the master of what has flowed, so that all of it is of one moment; a snapshot's counters give way.</summary>
    private void ReadFlow(byte[] flow)
    {
        _archive.BeginReading(flow, 0, flow.Length);
        _energy.Transfer(_archive);
    }

    /// <summary>Everything but what the image says.</summary>
    private void Adopt(int[] stored, bool second)
    {
        int[] words = _words;
        bool named = !IsEmpty(words, LifetimeLayout.Code);
        for (int index = named ? LifetimeLayout.Owners : LifetimeLayout.Code; index < words.Length; index++)
        {
            if (index < LifetimeLayout.RatedMicroampHours || index > LifetimeLayout.HotCentidegrees)
                words[index] = stored[index];
        }
        if (named && !second && IsEmpty(words, LifetimeLayout.Previous))
        {
            for (int index = 0; index < LifetimeLayout.CodeWords; index++)
                words[LifetimeLayout.Previous + index] = stored[LifetimeLayout.Previous + index];
        }
        if (_manufacturedDay != 0)
            words[LifetimeLayout.ManufacturedDay] = _manufacturedDay;
        if (_serviceDay != 0)
            words[LifetimeLayout.ServiceDay] = _serviceDay;
        _coldMilliseconds = LifetimeLayout.Long(words, LifetimeLayout.ColdMilliseconds);
        _hotMilliseconds = LifetimeLayout.Long(words, LifetimeLayout.HotMilliseconds);
        _coldCharging = LifetimeLayout.Long(words, LifetimeLayout.ColdChargingMilliseconds);
        _hotCharging = LifetimeLayout.Long(words, LifetimeLayout.HotChargingMilliseconds);
        _firstFull = FloatBits.From(words[LifetimeLayout.FirstFullWattHours]);
        _latestFull = FloatBits.From(words[LifetimeLayout.LatestFullWattHours]);
        _selfDischarge.Load();
        Count(LifetimeLayout.Restarts);
        _unmated = (words[LifetimeLayout.Flags] & MatedBit) == 0;
        if (!second)
            return;
        Count(LifetimeLayout.Owners);
        PutFlow(words, LifetimeLayout.OwnerFlow, words);
    }

    /// <summary>What is known of a pack with an unrelated code stays readable until another such pack gives way.</summary>
    private void KeepPredecessor(int[] stored)
    {
        int[] kept = _predecessor;
        Copy(stored, kept, LifetimeLayout.CodeWords);
        PutFlow(kept, LifetimeLayout.CodeWords, stored);
        int at = LifetimeLayout.CodeWords + 8;
        for (int index = 0; index < 8; index++)
            kept[at + index] = stored[LifetimeLayout.ColdMilliseconds + index];
        kept[at + 8] = stored[LifetimeLayout.OperatingSeconds];
        kept[at + 9] = stored[LifetimeLayout.LastCalendar];
        kept[at + 10] = stored[LifetimeLayout.DeepDischarges];
        kept[at + 11] = stored[LifetimeLayout.Overcharges];
        _predecessorChanged = true;
    }

    private static void PutFlow(int[] target, int at, int[] words)
    {
        long[] flow = new long[]
        {
            LifetimeLayout.Long(words, LifetimeLayout.FlowInMicroampHours),
            LifetimeLayout.Long(words, LifetimeLayout.FlowInMicroampHours + LifetimeLayout.FlowWords),
            LifetimeLayout.Long(words, LifetimeLayout.FlowInMicrowattHours),
            LifetimeLayout.Long(words, LifetimeLayout.FlowInMicrowattHours + LifetimeLayout.FlowWords),
        };
        for (int index = 0; index < flow.Length; index++)
            LifetimeLayout.Put(target, at + (2 * index), flow[index]);
    }

    /// <summary>Ledger and history belong to a code as well: one of an unrelated pack is left behind.</summary>
    private bool TakeRing(int[] stored, int[] ring)
    {
        int[] words = _words;
        bool mine = IsEmpty(stored, 0) || IsEmpty(words, LifetimeLayout.Code) || Same(stored, 0, words, LifetimeLayout.Code)
            || Same(stored, 0, words, LifetimeLayout.Previous);
        if (!mine)
            return true;
        if (stored[LifetimeLayout.CodeWords] < 0)
            return false;
        Copy(stored, ring, stored.Length);
        Copy(words, ring, LifetimeLayout.CodeWords);
        int points = _history[LifetimeLayout.CodeWords];
        if (points > 0)
        {
            int last = LifetimeLayout.RingHeader + ((points - 1) % LifetimeLayout.HistoryEntries * LifetimeLayout.HistoryWords);
            _lastCapacity = FloatBits.From(_history[last + 2]);
            _lastResistance = FloatBits.From(_history[last + 4]);
        }
        return true;
    }

    private static void Copy(int[] from, int[] to, int count)
    {
        for (int index = 0; index < count; index++)
            to[index] = from[index];
    }

    private static bool IsEmpty(int[] words, int at)
    {
        for (int index = 0; index < LifetimeLayout.CodeWords; index++)
        {
            if (words[at + index] != 0)
                return false;
        }
        return true;
    }

    private static bool Same(int[] left, int leftAt, int[] right, int rightAt)
    {
        for (int index = 0; index < LifetimeLayout.CodeWords; index++)
        {
            if (left[leftAt + index] != right[rightAt + index])
                return false;
        }
        return true;
    }
}
