using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Measurement;

/// <summary>
/// Where each group stands to the mean of all: what covers a group whose voltage is lost, tells a group that falls away, and shows an
/// open sense wire by its two neighbours.
/// </summary>
public sealed class CellTracking
{
    private const int Period = WirePeriodSteps;
    /// <summary>Steps after which every sense wire has been looked at once.</summary>
    public const int WirePeriodSteps = 4;

    // The outermost wires have a turn in which little else is done.
    private const int EndPhase = 2;

    private const int TimeConstantMilliseconds = 5000;
    private const int WeightShift = 7;
    private const int StrikeWeight = 2;
    private const int StrikesOut = 4;
    private const int MostCovered = 2;

    private readonly int _groups;
    private readonly int _openWire;
    private readonly int _drop;
    private readonly ChannelChecks _checks;
    private readonly int[] _place;
    private readonly bool[] _known;
    private readonly int[] _strikes;
    private readonly bool[] _open;
    private int _dropped;

    /// <summary>Makes the tracking of one pack's groups.</summary>
    public CellTracking(PackConfiguration configuration, ChannelChecks checks)
    {
        _groups = configuration.SeriesGroups;
        _openWire = configuration.Plausibility.OpenWireMicrovolts;
        _drop = configuration.Runaway.DropMicrovolts;
        _checks = checks;
        _place = new int[_groups];
        _known = new bool[_groups];
        _strikes = new int[_groups + 1];
        _open = new bool[_groups + 1];
        _dropped = -1;
    }

    /// <summary>Sense wires that are open.</summary>
    public int OpenWires { get; private set; }

    /// <summary>Whether a wire is open; wire n lies below group n, the last one above the last group.</summary>
    public bool IsOpen(int wire) => _open[wire];

    /// <summary>The lowest wire that is open, or 0.</summary>
    public int FirstOpenWire
    {
        get
        {
            for (int wire = 0; wire < _open.Length; wire++)
            {
                if (_open[wire])
                    return wire;
            }
            return 0;
        }
    }

    /// <summary>A group that fell away from the others in this step's look, or −1.</summary>
    public int DroppedGroup => _dropped;

    /// <summary>Looks at one quarter of the sense wires.</summary>
    /// <param name="phase">Which quarter.</param>
    /// <param name="microvolts">Every group as read, usable or not.</param>
    /// <param name="mean">Mean of those that can be used, in microvolts.</param>
    public void LookAtWires(int phase, int[] microvolts, int mean)
    {
        int wire = _openWire;
        if (wire == 0)
        {
            // What the AFE found open is open no longer once it finds it whole.
            if (OpenWires == 0)
                return;
            wire = int.MaxValue;
        }
        int[] strikes = _strikes;
        for (int group = phase == 0 ? Period : phase; group < microvolts.Length; group += Period)
        {
            int apart = microvolts[group] - microvolts[group - 1];
            // Only where neighbours are far from each other it pays to look closer.
            if (apart < wire && apart > -wire && strikes[group] == 0)
                continue;
            LookAtWire(group, _openWire != 0 && Mirrored(microvolts[group] - mean, microvolts[group - 1] - mean));
        }
        if (phase == EndPhase)
            LookAtEnds(microvolts, mean);
    }

    /// <summary>Follows where one part of the groups stand to the others.</summary>
    /// <param name="part">Which part, of <see cref="ChannelChecks.PeriodSteps"/>.</param>
    /// <param name="microvolts">Every group as read, usable or not.</param>
    /// <param name="usable">Which can be used.</param>
    /// <param name="mean">Mean of those, in microvolts.</param>
    /// <param name="elapsed">Time since the same part was looked at, in milliseconds.</param>
    public void Follow(int part, int[] microvolts, bool[] usable, int mean, int elapsed)
    {
        _dropped = -1;
        int dt = elapsed > TimeConstantMilliseconds ? TimeConstantMilliseconds : elapsed;
        int weight = (dt << WeightShift) / (TimeConstantMilliseconds + dt);
        int drop = _drop;
        for (int group = part; group < usable.Length; group += ChannelChecks.PeriodSteps)
        {
            if (!usable[group])
                continue;
            int place = microvolts[group] - mean;
            if (!_known[group])
            {
                _known[group] = true;
                _place[group] = place;
                continue;
            }
            int before = _place[group];
            if (drop != 0 && before - place >= drop)
                _dropped = group;
            _place[group] = before + (((place - before) * weight) >> WeightShift);
        }
    }

    /// <summary>
    /// Covers lost groups, a few at most, by where they stood to the others, and a single one by what the other groups leave of the
    /// pack's voltage too: the worse of both counts in each direction.
    /// </summary>
    /// <param name="cells">The family's summary.</param>
    /// <param name="usable">Which groups can be used.</param>
    /// <param name="packMicrovolts">The pack's voltage, or 0 where it is not known or disagreed with the groups before.</param>
    public void Cover(ChannelSummary cells, bool[] usable, int packMicrovolts)
    {
        int mean = cells.Mean;
        int covered = 0;
        for (int group = cells.FirstLostChannel; group < _groups && covered < MostCovered; group++)
        {
            if (usable[group])
                continue;
            covered++;
            int lowest = mean + _place[group];
            int highest = lowest;
            if (packMicrovolts != 0 && cells.LostCount == 1)
            {
                int rest = (int)IntegerMath.Clamp((long)packMicrovolts - cells.Sum, int.MinValue, int.MaxValue);
                if (rest < lowest)
                    lowest = rest;
                if (rest > highest)
                    highest = rest;
            }
            if (_known[group] || packMicrovolts != 0)
                cells.Cover(group, lowest, highest);
        }
    }

    /// <summary>One neighbour reads about as much too high as the other too low.</summary>
    private bool Mirrored(int place, int below)
    {
        int wire = _openWire;
        bool opposite = (place >= wire && below <= -wire) || (place <= -wire && below >= wire);
        int size = IntegerMath.Abs(place) + IntegerMath.Abs(below);
        return opposite && IntegerMath.Abs(place + below) <= size >> 2;
    }

    /// <summary>The outermost wires have one group only: it reads far too little, and did not a moment ago.</summary>
    private void LookAtEnds(int[] microvolts, int mean)
    {
        if (_groups < 2)
            return;
        LookAtWire(0, HasFallen(0, microvolts[0] - mean));
        LookAtWire(_groups, HasFallen(_groups - 1, microvolts[_groups - 1] - mean));
    }

    private bool HasFallen(int group, int place)
    {
        int wire = group == 0 ? 0 : _groups;
        if (_openWire == 0)
            return false;
        if (_open[wire])
            return place <= -_openWire;
        return place <= -2 * _openWire && _known[group] && _place[group] > -_openWire;
    }

    private void LookAtWire(int wire, bool suspicious)
    {
        int strikes = _strikes[wire];
        if (!suspicious)
        {
            if (strikes > 0)
                strikes--;
            _strikes[wire] = strikes;
            if (strikes == 0 && _open[wire])
            {
                _open[wire] = false;
                OpenWires--;
            }
            return;
        }
        strikes += StrikeWeight;
        if (strikes >= StrikesOut)
        {
            strikes = StrikesOut;
            Open(wire);
        }
        _strikes[wire] = strikes;
    }

    /// <summary>Takes the wires that the AFE's own test finds open, a bit each.</summary>
    public void TakeFromAfe(long afeWires)
    {
        for (int wire = 0; wire <= _groups; wire++)
        {
            if (((afeWires >> wire) & 1) == 0)
                continue;
            _strikes[wire] = StrikesOut;
            Open(wire);
        }
    }

    private void Open(int wire)
    {
        if (!_open[wire])
            OpenWires++;
        _open[wire] = true;
        if (wire > 0)
            _checks.Suspect(wire - 1, ChannelFault.OpenWire);
        if (wire < _groups)
            _checks.Suspect(wire, ChannelFault.OpenWire);
    }
}
