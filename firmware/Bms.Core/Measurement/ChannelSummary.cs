namespace Bms.Core.Measurement;

/// <summary>Extremes, sum and gaps of one family of channels in one step.</summary>
public sealed class ChannelSummary
{
    private int _newestMilliseconds;
    private bool _seen;

    /// <summary>Largest usable value. Meaningful where <see cref="UsableCount"/> is not 0.</summary>
    public int Maximum { get; private set; }

    /// <summary>Channel of the largest usable value.</summary>
    public int MaximumChannel { get; private set; }

    /// <summary>Smallest usable value. Meaningful where <see cref="UsableCount"/> is not 0.</summary>
    public int Minimum { get; private set; }

    /// <summary>Channel of the smallest usable value.</summary>
    public int MinimumChannel { get; private set; }

    /// <summary>
    /// True where any usable channel has been sampled since the last step. The family counts as one: an old extreme value must not
    /// hide that another channel, sampled now, is beyond a limit too.
    /// </summary>
    public bool Fresh { get; private set; }

    /// <summary>Sum of the usable values.</summary>
    public long Sum { get; private set; }

    /// <summary>Channels that can be used.</summary>
    public int UsableCount { get; private set; }

    /// <summary>Channels that cannot: invalid, stale or implausible.</summary>
    public int LostCount { get; private set; }

    /// <summary>The first channel that cannot be used, or −1.</summary>
    public int FirstLostChannel { get; private set; }

    /// <summary>Mean of the usable values, rounded towards zero; 0 where there is none.</summary>
    public int Mean => UsableCount == 0 ? 0 : (int)(Sum / UsableCount);

    /// <summary>Judges every channel of the family.</summary>
    /// <param name="values">The values.</param>
    /// <param name="ages">Their ages in milliseconds.</param>
    /// <param name="valid">What the driver says of them.</param>
    /// <param name="usable">Receives whether each can be used.</param>
    /// <param name="lowest">The smallest plausible value.</param>
    /// <param name="highest">The largest plausible value.</param>
    /// <param name="maximumAge">The age above which a value is stale.</param>
    /// <param name="now">The step's monotonic time in milliseconds.</param>
    /// <param name="restart">True where what was seen before does not count: in the first step, and where time ran backwards.</param>
    public void Judge(int[] values, int[] ages, bool[] valid, bool[] usable, int lowest, int highest, int maximumAge, int now, bool restart)
    {
        int usableCount = 0;
        int firstLost = -1;
        int maximum = int.MinValue;
        int minimum = int.MaxValue;
        int maximumChannel = 0;
        int minimumChannel = 0;
        int youngest = int.MaxValue;
        long sum = 0;
        // One unsigned comparison covers both ends of a range; a negative age becomes a very large one.
        uint span = unchecked((uint)(highest - lowest));
        uint oldest = (uint)maximumAge;
        int count = usable.Length;
        for (int channel = 0; channel < count; channel++)
        {
            int value = values[channel];
            int age = ages[channel];
            if (!valid[channel] || unchecked((uint)(value - lowest)) > span || (uint)age > oldest)
            {
                usable[channel] = false;
                if (firstLost < 0)
                    firstLost = channel;
                continue;
            }
            usable[channel] = true;
            usableCount++;
            sum += value;
            if (age < youngest)
                youngest = age;
            if (value > maximum)
            {
                maximum = value;
                maximumChannel = channel;
            }
            if (value < minimum)
            {
                minimum = value;
                minimumChannel = channel;
            }
        }
        Maximum = maximum;
        MaximumChannel = maximumChannel;
        Minimum = minimum;
        MinimumChannel = minimumChannel;
        Fresh = false;
        if (usableCount > 0)
        {
            // The time of the newest sample tells, not its age: a driver whose samples are always older than a step brings new ones too.
            int newest = unchecked(now - youngest);
            Fresh = restart || !_seen || unchecked(newest - _newestMilliseconds) > 0;
            _newestMilliseconds = newest;
            _seen = true;
        }
        Sum = sum;
        UsableCount = usableCount;
        LostCount = count - usableCount;
        FirstLostChannel = firstLost;
    }
}
