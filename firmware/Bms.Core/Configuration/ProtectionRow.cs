namespace Bms.Core.Configuration;

/// <summary>One row of the protection table: three limits and the times around them. Units follow from its <see cref="Kind"/>.</summary>
public sealed class ProtectionRow
{
    /// <summary>What the row watches.</summary>
    public ProtectionKind Kind { get; init; }

    /// <summary>At this value the row warns.</summary>
    public int WarningLimit { get; init; }

    /// <summary>From this value on the permitted current falls, to reach 0 at the trip limit.</summary>
    public int DerateLimit { get; init; }

    /// <summary>At this value the contactors open.</summary>
    public int TripLimit { get; init; }

    /// <summary>How far the value has to come back from a limit before that level can end, in the row's unit.</summary>
    public int Hysteresis { get; init; }

    /// <summary>How many fresh samples have to be beyond a limit, from <see cref="ProtectionPolicy.LeastSamples"/> to 100.</summary>
    public int DebounceSamples { get; init; }

    /// <summary>How long the value has to stay beyond a limit, in milliseconds, 0…10 000.</summary>
    public int DebounceMilliseconds { get; init; }

    /// <summary>How long the value has to stay back before a level ends, in milliseconds, 0…3 600 000.</summary>
    public int RecoveryMilliseconds { get; init; }

    /// <summary>True where a trip ends only on request, after the value has come back.</summary>
    public bool Latching { get; init; }

    /// <summary>The least time from a trip to its end, whatever the value does, in milliseconds, 0…86 400 000.</summary>
    public int CoolDownMilliseconds { get; init; }

    /// <summary>After this many trips that ended by themselves the next one latches until service; 0…255, 0 for no such limit.</summary>
    public int RecloseLimit { get; init; }

    /// <summary>How long a trip waits for the current to fall before it opens, in milliseconds, 0…5 000.</summary>
    public int WaitMilliseconds { get; init; }

    /// <summary>The limit of a level, 1 (warning) to 3 (trip).</summary>
    public int Limit(int level)
    {
        if (level == 1)
            return WarningLimit;
        return level == 2 ? DerateLimit : TripLimit;
    }
}
