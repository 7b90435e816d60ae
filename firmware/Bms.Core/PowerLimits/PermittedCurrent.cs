namespace Bms.Core.PowerLimits;

/// <summary>One direction's permitted current: the least of what is asked of it, lowered at once and raised slowly.</summary>
public sealed class PermittedCurrent
{
    /// <summary>The whole of the pack's limit, in 1/1000.</summary>
    public const int FullPermille = 1000;

    private readonly int _full;
    private readonly int _perPermille;
    private readonly int _recoveryMilliseconds;
    private int _wanted;
    private PowerLimitCause _wantedCause;
    private bool _started;

    /// <summary>Makes one direction's limit.</summary>
    /// <param name="fullMicroamps">The pack's limit, in microamps.</param>
    /// <param name="recoveryMilliseconds">Time in which it comes back over its full range; 0 for at once.</param>
    public PermittedCurrent(int fullMicroamps, int recoveryMilliseconds)
    {
        _full = fullMicroamps;
        _perPermille = fullMicroamps / FullPermille;
        _recoveryMilliseconds = recoveryMilliseconds;
    }

    /// <summary>The permitted current, a magnitude in microamps.</summary>
    public int Microamps { get; private set; }

    /// <summary>What holds it there.</summary>
    public PowerLimitCause Cause { get; private set; }

    /// <summary>Begins a step at the pack's limit.</summary>
    public void Begin()
    {
        _wanted = _full;
        _wantedCause = PowerLimitCause.Current;
    }

    /// <summary>Permits no more than a part of the pack's limit.</summary>
    public void Reduce(int permille, PowerLimitCause cause)
    {
        if (permille >= FullPermille)
            return;
        ReduceTo(permille <= 0 ? 0 : permille * _perPermille, cause);
    }

    /// <summary>Permits no more than a current, in microamps.</summary>
    public void ReduceTo(int microamps, PowerLimitCause cause)
    {
        if (microamps >= _wanted)
            return;
        _wanted = microamps;
        _wantedCause = cause;
    }

    /// <summary>Permits no more than a promised current, in amperes.</summary>
    public void ReduceTo(float amps, PowerLimitCause cause)
    {
        // The pack's limit is at most 2³¹ microamps, so that what is below it can be cast.
        if (amps * 1e6f < (float)_wanted)
            ReduceTo(amps > 0f ? (int)(amps * 1e6f) : 0, cause);
    }

    /// <summary>Permits at least a part of the pack's limit, whatever has reduced it so far.</summary>
    public void Keep(int permille, PowerLimitCause cause)
    {
        int least = permille >= FullPermille ? _full : permille * _perPermille;
        if (_wanted >= least)
            return;
        _wanted = least;
        _wantedCause = cause;
    }

    /// <summary>Ends a step.</summary>
    /// <param name="elapsedMilliseconds">Time since the last one.</param>
    /// <param name="mayRise">False while a channel is lost: then the limit may only fall.</param>
    public void End(int elapsedMilliseconds, bool mayRise)
    {
        int before = Microamps;
        Cause = _wantedCause;
        if (_wanted <= before || !_started || (_recoveryMilliseconds == 0 && mayRise))
        {
            Microamps = _wanted;
            _started = true;
            return;
        }
        if (mayRise)
        {
            long rise = elapsedMilliseconds < _recoveryMilliseconds ? (long)_full * elapsedMilliseconds / _recoveryMilliseconds : _full;
            if (rise >= _wanted - before)
            {
                Microamps = _wanted;
                return;
            }
            Microamps = before + (int)rise;
        }
        Cause = PowerLimitCause.Recovery;
    }
}
