using System.Collections.Generic;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Scenarios.Pictures;

/// <summary>Records something that is on or off by its changes alone, exactly, up to a bound.</summary>
internal sealed class LaneRecorder
{
    /// <summary>Changes kept; what toggles more often than that is drawn as it stood then.</summary>
    public const int MostChanges = 20_000;

    private readonly List<double> _seconds = [];
    private readonly List<double> _states = [];
    private double _lastSeconds;
    private bool _last;

    /// <summary>Whether it was ever on.</summary>
    public bool EverOn { get; private set; }

    public void Add(double seconds, bool isOn)
    {
        _lastSeconds = seconds;
        EverOn |= isOn;
        if ((_seconds.Count > 0 && isOn == _last) || _seconds.Count >= MostChanges)
            return;
        _last = isOn;
        _seconds.Add(seconds);
        _states.Add(isOn ? 1 : 0);
    }

    /// <summary>The lane, up to the last step.</summary>
    public StepSeries Series(string name, Tone tone)
    {
        bool any = _seconds.Count > 0;
        return new StepSeries(name, any ? [.. _seconds, _lastSeconds] : [], any ? [.. _states, _states[^1]] : [], tone);
    }
}
