namespace Bms.Core.Diagnostics;

/// <summary>What an event is about. The first kinds are the rows of the protection table, by their numbers.</summary>
public enum EventKind
{
    /// <summary>A row of the protection table changed its level: kinds 0…39 are <c>Configuration.ProtectionKind</c>.</summary>
    FirstProtectionRow = 0,

    /// <summary>Time ran backwards between two steps; once a minute at most, the channel counts how often since, up to 255.</summary>
    TimeRanBackwards = 64,

    /// <summary>An exception inside a step; the channel is the stage, see <c>PackController.FailedStage</c>.</summary>
    InternalFault = 65,

    /// <summary>The contactors have a fault; the channel is <c>Contactors.ContactorFault</c>, 0 where it ended.</summary>
    ContactorFault = 66,

    /// <summary>The non-volatile memory or what is stored in it has a fault; the channel is <c>Lifecycle.MemoryFault</c>.</summary>
    MemoryFault = 67,

    /// <summary>The controller was started with a memory that held records; the channel is how many were taken up.</summary>
    Restarted = 68,

    /// <summary>The heater has a fault; the channel is <c>Thermal.ThermalFault</c>, 0 where it ended.</summary>
    HeaterFault = 69,

    /// <summary>A charge was given up; the channel is <c>Charging.ChargeFault</c>, 0 where it ended.</summary>
    ChargeFault = 70,
}
