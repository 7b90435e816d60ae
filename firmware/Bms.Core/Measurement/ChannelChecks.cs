using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Measurement;

/// <summary>
/// Decides which channels of one family are in doubt although they are valid, fresh and within their range. An eighth of the channels
/// is looked at in each step, so that every channel is looked at every <see cref="PeriodSteps"/> steps; what has to be seen twice in
/// succession is in doubt after at most twice that many.
/// </summary>
public sealed class ChannelChecks
{
    /// <summary>Steps after which every channel has been looked at once.</summary>
    public const int PeriodSteps = ProtectionPolicy.SlowPeriodSteps;

    /// <summary>Looks further apart than this are not compared: anything may have happened between them.</summary>
    public const int LongestLookMilliseconds = 2000;

    private const int StrikeWeight = 2;
    private const int StrikesOut = 4;

    // A channel that is lost more often than once in 24 steps, eight times over, comes and goes.
    private const int LossWeight = 3;
    private const int LossesOut = 24;

    /// <summary>Each channel's <see cref="ChannelFault"/>, for those that look at all of them.</summary>
    internal readonly byte[] Doubt;

    private readonly bool _relative;
    private readonly int _jump;
    private readonly int _stuck;
    private readonly int _still;
    private readonly int _doubtMilliseconds;
    private readonly int[] _leftMilliseconds;
    private readonly int[] _losses;
    private readonly int[] _strikes;
    private readonly int[] _last;
    private readonly int[] _sampledAt;
    private readonly int[] _anchor;
    private readonly int[] _anchorMean;

    /// <summary>Makes the checks of one family.</summary>
    /// <param name="channels">How many channels it has.</param>
    /// <param name="relative">True where a channel is judged against the mean of all, as cells in series are.</param>
    /// <param name="jump">How far a channel may move between two looks; 0 for any distance.</param>
    /// <param name="stuck">How far the mean moves before a channel that stands still is in doubt; 0 for never.</param>
    /// <param name="still">A channel that moves by no more than this stands still.</param>
    /// <param name="doubtMilliseconds">How long a channel has to behave before it is believed again.</param>
    public ChannelChecks(int channels, bool relative, int jump, int stuck, int still, int doubtMilliseconds)
    {
        _relative = relative;
        _jump = jump;
        _stuck = stuck;
        _still = still;
        _doubtMilliseconds = doubtMilliseconds;
        Doubt = new byte[channels];
        _leftMilliseconds = new int[channels];
        _losses = new int[channels];
        _strikes = new int[channels];
        _last = new int[channels];
        _sampledAt = new int[channels];
        _anchor = new int[channels];
        _anchorMean = new int[channels];
    }

    /// <summary>How many channels are in doubt.</summary>
    public int Count { get; private set; }

    /// <summary>Why a channel is in doubt.</summary>
    public ChannelFault Fault(int channel) => (ChannelFault)Doubt[channel];

    /// <summary>Doubts a channel from now on, until it has behaved for a while.</summary>
    public void Suspect(int channel, ChannelFault fault)
    {
        if (Doubt[channel] == 0)
            Count++;
        Doubt[channel] = (byte)fault;
        _leftMilliseconds[channel] = _doubtMilliseconds;
    }

    /// <summary>Notes that a channel was good and is lost now.</summary>
    internal void Lose(int channel)
    {
        int losses = _losses[channel] + LossWeight;
        _losses[channel] = losses > LossesOut ? LossesOut : losses;
    }

    /// <summary>Looks at one part of the channels.</summary>
    /// <param name="phase">Which part.</param>
    /// <param name="values">The values.</param>
    /// <param name="ages">Their ages in milliseconds.</param>
    /// <param name="usable">Which of them can be used.</param>
    /// <param name="mean">The mean of those.</param>
    /// <param name="elapsed">Time since the same part was looked at, in milliseconds.</param>
    /// <param name="now">The step's monotonic time.</param>
    /// <param name="compare">False where the look before cannot be compared with: the first one, or time ran backwards.</param>
    public void Look(int phase, int[] values, int[] ages, bool[] usable, int mean, int elapsed, int now, bool compare)
    {
        int offset = _relative ? mean : 0;
        int jump = compare && _jump != 0 && elapsed <= LongestLookMilliseconds ? _jump : int.MaxValue;
        int stuck = _stuck;
        int still = _still;
        int[] last = _last;
        int[] anchor = _anchor;
        for (int channel = phase; channel < usable.Length; channel += PeriodSteps)
        {
            if (Doubt[channel] != 0 || _losses[channel] != 0)
                Ease(channel, elapsed);
            if (!usable[channel])
                continue;
            int value = values[channel];
            int place = value - offset;
            int moved = place - last[channel];
            int at = unchecked(now - ages[channel]);
            bool late = compare && unchecked(at - _sampledAt[channel]) < 0;
            if (late || moved > jump || moved < -jump)
            {
                Strike(channel, place, late);
            }
            else
            {
                if (_strikes[channel] > 0)
                    _strikes[channel]--;
                last[channel] = place;
            }
            _sampledAt[channel] = at;
            if (stuck == 0)
                continue;
            moved = value - anchor[channel];
            if (moved > still || moved < -still)
            {
                anchor[channel] = value;
                _anchorMean[channel] = mean;
            }
            else if (Doubt[channel] == (byte)ChannelFault.Stuck || IntegerMath.Abs(mean - _anchorMean[channel]) >= stuck)
            {
                // Only that it moves again excuses it: opened contactors let the mean come back to where it stuck.
                Suspect(channel, ChannelFault.Stuck);
            }
        }
    }

    /// <summary>One odd look may be a disturbance; a second one soon after it is not.</summary>
    private void Strike(int channel, int place, bool late)
    {
        int strikes = _strikes[channel] + StrikeWeight;
        if (strikes >= StrikesOut)
        {
            Suspect(channel, late ? ChannelFault.OutOfOrder : ChannelFault.Jump);
            // From here on it is judged by how it behaves at its new place.
            _last[channel] = place;
            strikes = 0;
        }
        _strikes[channel] = strikes;
    }

    private void Ease(int channel, int elapsed)
    {
        int losses = _losses[channel];
        if (losses > 0)
        {
            if (losses >= LossesOut)
                Suspect(channel, ChannelFault.Intermittent);
            _losses[channel] = losses - 1;
        }
        if (Doubt[channel] == 0 || (Doubt[channel] == (byte)ChannelFault.Intermittent && losses > 1))
            return;
        int left = _leftMilliseconds[channel] - elapsed;
        _leftMilliseconds[channel] = left;
        if (left > 0)
            return;
        Doubt[channel] = 0;
        Count--;
    }
}
