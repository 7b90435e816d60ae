namespace Bms.Core.Diagnostics;

/// <summary>What the controller does about an event.</summary>
public enum EventAction
{
    /// <summary>It is recorded.</summary>
    Record = 0,

    /// <summary>It is recorded and shown.</summary>
    Warn = 1,

    /// <summary>Less current is permitted.</summary>
    ReduceCurrent = 2,

    /// <summary>The contactors open until the cause has gone and the row's times are over.</summary>
    OpenUntilBack = 3,

    /// <summary>The contactors open until service resets it.</summary>
    OpenUntilService = 4,

    /// <summary>The contactors open for good.</summary>
    OpenForGood = 5,
}
