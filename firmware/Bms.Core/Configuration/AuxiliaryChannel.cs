namespace Bms.Core.Configuration;

/// <summary>
/// The inputs that not every board has. The image says which there are (<see cref="PackConfiguration.Auxiliaries"/>, one bit each);
/// a row of the protection table that looks at an input may only be there if the input is.
/// </summary>
public enum AuxiliaryChannel
{
    /// <summary>Voltage of the whole pack, measured by itself, microvolts.</summary>
    PackMicrovolts = 0,

    /// <summary>Voltage behind the contactors, microvolts.</summary>
    LinkMicrovolts = 1,

    /// <summary>A second current sensor, microamps, positive charges.</summary>
    RedundantMicroamps = 2,

    /// <summary>Stack or housing pressure, kilopascals.</summary>
    PressureKilopascals = 3,

    /// <summary>Insulation resistance to the chassis, ohms.</summary>
    InsulationOhms = 4,

    /// <summary>1 while the interlock loop is open.</summary>
    InterlockOpen = 5,

    /// <summary>1 while the leak sensor sees liquid.</summary>
    LeakDetected = 6,

    /// <summary>Milliseconds since the AFE last answered correctly.</summary>
    AfeSilentMilliseconds = 7,

    /// <summary>Milliseconds since the last good command from the vehicle or plant.</summary>
    LinkSilentMilliseconds = 8,

    /// <summary>Findings of the board's background tests of image, flash and memory; 0 is sound.</summary>
    IntegrityFaults = 9,

    /// <summary>Auxiliary contacts: bit 0 main closed, bit 1 precharge closed.</summary>
    ContactorFeedback = 10,

    /// <summary>The AFE's own open-wire test; its result is <c>Measurements.AfeOpenWires</c>.</summary>
    AfeOpenWires = 11,

    /// <summary>The AFE's thresholds as read back; they are <c>Measurements.AfeThresholds</c>.</summary>
    AfeReadBack = 12,

    /// <summary>The hardware's charge counter, <c>Measurements.AccumulatedMicrocoulombs</c>.</summary>
    ChargeCounter = 13,
}
