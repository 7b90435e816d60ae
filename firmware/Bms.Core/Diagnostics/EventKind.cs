namespace Bms.Core.Diagnostics;

/// <summary>What an event is about. The first kinds are the rows of the protection table, by their numbers.</summary>
public enum EventKind
{
    /// <summary>A row of the protection table changed its level: kinds 0…10 are <c>Configuration.ProtectionKind</c>.</summary>
    FirstProtectionRow = 0,

    /// <summary>Time ran backwards between two steps.</summary>
    TimeRanBackwards = 32,

    /// <summary>An exception inside a step; the channel is the stage, see <c>PackController.FailedStage</c>.</summary>
    InternalFault = 33,
}
