namespace Bms.Core.PackState;

/// <summary>What became of the latest evidence on the pack's health: taken, or why not.</summary>
public enum HealthReason
{
    /// <summary>There was none yet.</summary>
    None = 0,

    /// <summary>The evidence was taken.</summary>
    Accepted = 1,

    /// <summary>The pack's settings leave its health alone.</summary>
    Disabled = 2,

    /// <summary>The current was not known for a while: what was counted up to then has ended.</summary>
    CurrentLost = 3,

    /// <summary>No group's voltage could be used.</summary>
    VoltageLost = 4,

    /// <summary>Colder than the profile's linear resistances can be trusted.</summary>
    TooCold = 5,

    /// <summary>Too little charge has moved between two known states of charge.</summary>
    NotEnoughCharge = 6,

    /// <summary>The voltage does not tell the state of charge well enough: a plateau, or too large a load.</summary>
    SocUncertain = 7,

    /// <summary>The current changed too little for a resistance to show.</summary>
    NoExcitation = 8,

    /// <summary>The evidence lies so far off that something else must be wrong.</summary>
    Implausible = 9,

    /// <summary>The time between two known states of charge was so long that the sensor's offset may be all that was counted.</summary>
    TooLong = 10,

    /// <summary>A restored state has not been judged by the first voltages.</summary>
    OnTrial = 11,

    /// <summary>Near empty or full, where a profile knows its resistances least.</summary>
    EndOfRange = 12,
}
