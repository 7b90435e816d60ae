namespace Bms.Core.Contactors;

/// <summary>
/// The order in which parallel strings close onto one bus, for a board that has a controller for each string. The first to close is
/// the one that the coming current equalises: the highest where the pack is to be discharged, the lowest where it is to be charged.
/// Each further one closes alone, nearest to the bus first, and only where its voltage is close enough to the bus.
/// </summary>
public sealed class ParallelStrings
{
    private readonly int _equalMicrovolts;
    private readonly int _settleMilliseconds;
    private readonly bool[] _may;
    private int _sinceMilliseconds;
    private int _closed;

    /// <summary>Makes the sequence.</summary>
    /// <param name="strings">How many strings there are, at least 1.</param>
    /// <param name="equalMicrovolts">A string may close where it is at most this far from the bus, in microvolts.</param>
    /// <param name="settleMilliseconds">Time between two closings, for the bus to settle, in milliseconds.</param>
    public ParallelStrings(int strings, int equalMicrovolts, int settleMilliseconds)
    {
        _equalMicrovolts = equalMicrovolts;
        _settleMilliseconds = settleMilliseconds;
        _may = new bool[strings];
        _sinceMilliseconds = settleMilliseconds;
    }

    /// <summary>Whether a string's controller may be asked to close. A string that is closed may stay so.</summary>
    public bool MayClose(int index) => _may[index];

    /// <summary>Decides for one step.</summary>
    /// <param name="microvolts">Each string's voltage.</param>
    /// <param name="ready">Whether each string could close: no trip, complete, asked for.</param>
    /// <param name="closed">Whether each is closed.</param>
    /// <param name="busMicrovolts">The voltage of the bus; looked at only once a string is closed.</param>
    /// <param name="charging">True where the coming current charges.</param>
    /// <param name="elapsedMilliseconds">Time since the last step.</param>
    public void Step(int[] microvolts, bool[] ready, bool[] closed, int busMicrovolts, bool charging, int elapsedMilliseconds)
    {
        int count = 0;
        for (int index = 0; index < _may.Length; index++)
        {
            _may[index] = closed[index];
            if (closed[index])
                count++;
        }
        if (count != _closed)
            _sinceMilliseconds = 0;
        else if (_sinceMilliseconds < _settleMilliseconds)
            _sinceMilliseconds += elapsedMilliseconds;
        _closed = count;
        if (_sinceMilliseconds < _settleMilliseconds)
            return;
        int chosen = count == 0 ? First(microvolts, ready, charging) : Nearest(microvolts, ready, closed, busMicrovolts);
        if (chosen >= 0)
            _may[chosen] = true;
    }

    private int First(int[] microvolts, bool[] ready, bool charging)
    {
        int chosen = -1;
        for (int index = 0; index < _may.Length; index++)
        {
            if (!ready[index])
                continue;
            if (chosen < 0 || (charging ? microvolts[index] < microvolts[chosen] : microvolts[index] > microvolts[chosen]))
                chosen = index;
        }
        return chosen;
    }

    private int Nearest(int[] microvolts, bool[] ready, bool[] closed, int bus)
    {
        int chosen = -1;
        long nearest = (long)_equalMicrovolts + 1;
        for (int index = 0; index < _may.Length; index++)
        {
            if (closed[index] || !ready[index])
                continue;
            long distance = (long)microvolts[index] - bus;
            if (distance < 0)
                distance = -distance;
            if (distance >= nearest)
                continue;
            nearest = distance;
            chosen = index;
        }
        return chosen;
    }
}
