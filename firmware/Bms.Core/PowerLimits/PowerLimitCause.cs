namespace Bms.Core.PowerLimits;

/// <summary>What holds a power or a permitted current where it is. The numbers are stable.</summary>
public enum PowerLimitCause
{
    /// <summary>Nothing was computed yet.</summary>
    None = 0,

    /// <summary>The pack's own limit.</summary>
    Current = 1,

    /// <summary>The voltage that the weakest group would reach.</summary>
    Voltage = 2,

    /// <summary>The charge that is left, or the room for it.</summary>
    StateOfCharge = 3,

    /// <summary>The map over temperature and state of charge.</summary>
    Map = 4,

    /// <summary>A voltage that is beyond the cell's range already.</summary>
    Taper = 5,

    /// <summary>The protection table.</summary>
    Protection = 6,

    /// <summary>A channel is lost, or the state of charge is not known well enough.</summary>
    Validity = 7,

    /// <summary>Strings that are not closed.</summary>
    Strings = 8,

    /// <summary>The pressure.</summary>
    Pressure = 9,

    /// <summary>The charge that is kept for landing.</summary>
    Reserve = 10,

    /// <summary>The slow return after a reduction.</summary>
    Recovery = 11,

    /// <summary>The landing current: everything else would permit less.</summary>
    Landing = 12,
}
