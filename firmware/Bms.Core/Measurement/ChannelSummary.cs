namespace Bms.Core.Measurement;

/// <summary>Extremes, sum and gaps of one family of channels in one step.</summary>
public sealed class ChannelSummary
{
    private readonly int _lowest;
    private readonly int _highest;
    private readonly uint _oldest;
    private readonly bool[] _usable;
    private readonly ChannelChecks _checks;
    private int _newestMilliseconds;
    private bool _seen;
    private int _maximum;
    private int _maximumChannel;
    private int _minimum;
    private int _minimumChannel;
    private bool _fresh;
    private int _sum;
    private int _usableCount;
    private int _lostCount;
    private int _firstLostChannel;
    private int _mean;

    /// <summary>Makes the summary of one family.</summary>
    /// <param name="usable">Receives whether each channel can be used.</param>
    /// <param name="lowest">The smallest plausible value.</param>
    /// <param name="highest">The largest plausible value.</param>
    /// <param name="maximumAge">The age above which a value is stale, in milliseconds.</param>
    /// <param name="checks">Which channels are in doubt.</param>
    public ChannelSummary(bool[] usable, int lowest, int highest, int maximumAge, ChannelChecks checks)
    {
        _usable = usable;
        _lowest = lowest;
        _highest = highest;
        // One unsigned comparison covers both ends of a range: a negative age becomes a very large one.
        _oldest = (uint)maximumAge;
        _checks = checks;
    }

    /// <summary>Largest usable value, or what covers a lost one. Meaningful where <see cref="UsableCount"/> is not 0.</summary>
    public int Maximum => _maximum;

    /// <summary>Channel of the largest value.</summary>
    public int MaximumChannel => _maximumChannel;

    /// <summary>Smallest usable value, or what covers a lost one. Meaningful where <see cref="UsableCount"/> is not 0.</summary>
    public int Minimum => _minimum;

    /// <summary>Channel of the smallest value.</summary>
    public int MinimumChannel => _minimumChannel;

    /// <summary>
    /// True where any usable channel has been sampled since the last step. The family counts as one: an old extreme value must not
    /// hide that another channel, sampled now, is beyond a limit too.
    /// </summary>
    public bool Fresh => _fresh;

    /// <summary>Sum of the usable values.</summary>
    public int Sum => _sum;

    /// <summary>Channels that can be used.</summary>
    public int UsableCount => _usableCount;

    /// <summary>Channels that cannot: invalid, stale, implausible or in doubt.</summary>
    public int LostCount => _lostCount;

    /// <summary>The first channel that cannot be used, or −1.</summary>
    public int FirstLostChannel => _firstLostChannel;

    /// <summary>Mean of the usable values, rounded towards zero; 0 where there is none.</summary>
    public int Mean => _mean;

    /// <summary>
    /// Mean without the largest and the smallest value where there are enough: what the family does, whatever a single channel shows.
    /// </summary>
    public int MiddleMean => _usableCount >= 4 ? (_sum - _maximum - _minimum) / (_usableCount - 2) : _mean;

    /// <summary>Judges every channel of the family.</summary>
    /// <param name="values">The values.</param>
    /// <param name="ages">Their ages in milliseconds.</param>
    /// <param name="valid">What the driver says of them.</param>
    /// <param name="now">The step's monotonic time in milliseconds.</param>
    /// <param name="restart">True where what was seen before does not count: in the first step, and where time ran backwards.</param>
    public void Judge(int[] values, int[] ages, bool[] valid, int now, bool restart)
    {
        int lowest = _lowest;
        int highest = _highest;
        // Only what lies beyond all others so far can be implausible, so only that is compared with the range.
        int maximum = lowest - 1;
        int minimum = highest + 1;
        int maximumChannel = 0;
        int minimumChannel = 0;
        int youngest = int.MaxValue;
        // At most 32 plausible values of at most 10 000 000 each: far from the largest int.
        int sum = 0;
        uint oldest = _oldest;
        bool[] usable = _usable;
        bool someLost = _lostCount != 0 || !_seen;
        _lostCount = 0;
        _firstLostChannel = -1;
        int count = usable.Length;
        for (int channel = 0; channel < count; channel++)
        {
            int value = values[channel];
            int age = ages[channel];
            if (!valid[channel] || (uint)age > oldest)
            {
                Lose(channel);
                continue;
            }
            if (value > maximum)
            {
                if (value > highest)
                {
                    Lose(channel);
                    continue;
                }
                maximum = value;
                maximumChannel = channel;
            }
            if (value < minimum)
            {
                if (value < lowest)
                {
                    Lose(channel);
                    continue;
                }
                minimum = value;
                minimumChannel = channel;
            }
            if (someLost)
                usable[channel] = true;
            sum += value;
            if (age < youngest)
                youngest = age;
        }
        int usableCount = count - _lostCount;
        _maximum = maximum;
        _maximumChannel = maximumChannel;
        _minimum = minimum;
        _minimumChannel = minimumChannel;
        _fresh = false;
        _mean = 0;
        if (usableCount == 0)
        {
            _maximum = int.MinValue;
            _minimum = int.MaxValue;
        }
        else
        {
            // The time of the newest sample tells, not its age: a driver whose samples are always older than a step brings new ones too.
            int newest = unchecked(now - youngest);
            _fresh = restart || !_seen || unchecked(newest - _newestMilliseconds) > 0;
            _newestMilliseconds = newest;
            _seen = true;
            _mean = sum / usableCount;
        }
        _sum = sum;
        _usableCount = usableCount;
    }

    private void Lose(int channel)
    {
        if (_usable[channel])
            _checks.Lose(channel);
        _usable[channel] = false;
        if (_lostCount == 0)
            _firstLostChannel = channel;
        _lostCount++;
    }

    /// <summary>
    /// Takes the channels in doubt out of what can be used. Their values stay among the extremes: a doubt must not switch off the
    /// protection that a value asks for.
    /// </summary>
    /// <param name="values">The values.</param>
    public void TakeOutDoubts(int[] values)
    {
        byte[] doubt = _checks.Doubt;
        bool[] usable = _usable;
        int taken = 0;
        int first = usable.Length;
        int sum = 0;
        for (int channel = 0; channel < doubt.Length; channel++)
        {
            if (doubt[channel] == 0 || !usable[channel])
                continue;
            usable[channel] = false;
            sum += values[channel];
            if (taken == 0)
                first = channel;
            taken++;
        }
        if (_lostCount == 0 || first < _firstLostChannel)
            _firstLostChannel = taken > 0 ? first : _firstLostChannel;
        _lostCount += taken;
        _usableCount -= taken;
        _sum -= sum;
        if (_usableCount > 0)
            _mean = _sum / _usableCount;
    }

    /// <summary>Lets an estimate of a channel that cannot be used count among the extremes.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="lowest">The smallest value that it may have.</param>
    /// <param name="highest">The largest.</param>
    public void Cover(int channel, int lowest, int highest)
    {
        if (highest > _maximum)
        {
            _maximum = highest;
            _maximumChannel = channel;
        }
        if (lowest < _minimum)
        {
            _minimum = lowest;
            _minimumChannel = channel;
        }
    }
}
