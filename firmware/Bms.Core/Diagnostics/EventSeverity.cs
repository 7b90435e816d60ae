namespace Bms.Core.Diagnostics;

/// <summary>How bad an event is.</summary>
public enum EventSeverity
{
    /// <summary>Told for the record; nothing is wrong.</summary>
    Information = 0,

    /// <summary>Something is near its limit, or works around a fault.</summary>
    Warning = 1,

    /// <summary>The permitted current is reduced.</summary>
    Reduced = 2,

    /// <summary>The contactors open.</summary>
    Open = 3,

    /// <summary>The contactors open and stay so until service, or for good.</summary>
    Final = 4,
}
