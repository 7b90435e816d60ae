namespace Bms.Core.Configuration;

/// <summary>How the contactors close and open.</summary>
public sealed class ContactorSettings
{
    /// <summary>After boot nothing is counted and nothing closes for this long; milliseconds, 0…10 000.</summary>
    public int StartBlankingMilliseconds { get; init; }

    /// <summary>An opening that is not urgent waits at most this long for the current to fall; milliseconds, 0…5 000.</summary>
    public int OpenWaitMilliseconds { get; init; }

    /// <summary>A current of at most this can be interrupted, and above it flows through an open contactor only if it is welded; microamps.</summary>
    public int ZeroMicroamps { get; init; }

    /// <summary>A contactor has this long to do as it is told; milliseconds, 0 (not supervised) or 10…5 000.</summary>
    public int ReactionMilliseconds { get; init; }

    /// <summary>Precharges before closing. Needs the link voltage.</summary>
    public bool Precharge { get; init; }

    /// <summary>The link has to reach this share of the pack's voltage; 1/1000, 500…999.</summary>
    public int PrechargePermille { get; init; }

    /// <summary>Precharging ends only with a current of at most this; microamps.</summary>
    public int PrechargeEndMicroamps { get; init; }

    /// <summary>It takes at least this long; milliseconds. A link that is full sooner is no link.</summary>
    public int PrechargeMinimumMilliseconds { get; init; }

    /// <summary>It takes at most this long; milliseconds, at most 30 000.</summary>
    public int PrechargeMaximumMilliseconds { get; init; }

    /// <summary>Tries before a fault that only service ends; 1…10.</summary>
    public int PrechargeTries { get; init; }

    /// <summary>The resistor cools for this long between two tries; milliseconds, at most 600 000.</summary>
    public int PrechargeCoolDownMilliseconds { get; init; }

    /// <summary>Heats before closing when it is colder than <see cref="PreheatBelowCentidegrees"/>.</summary>
    public bool Preheat { get; init; }

    /// <summary>Below this lowest temperature preheating begins; centidegrees.</summary>
    public int PreheatBelowCentidegrees { get; init; }

    /// <summary>At this lowest temperature it is done; centidegrees, above the one before.</summary>
    public int PreheatUntilCentidegrees { get; init; }

    /// <summary>Heating for longer than this is a fault; milliseconds, at most 86 400 000.</summary>
    public int PreheatMaximumMilliseconds { get; init; }
}
