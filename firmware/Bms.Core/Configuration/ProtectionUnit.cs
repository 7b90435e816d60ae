namespace Bms.Core.Configuration;

/// <summary>What the limits of a protection row are measured in.</summary>
public enum ProtectionUnit
{
    /// <summary>Microvolts.</summary>
    Microvolts = 0,

    /// <summary>Centidegrees Celsius.</summary>
    Centidegrees = 1,

    /// <summary>Microamps.</summary>
    Microamps = 2,

    /// <summary>A number of channels, signals or findings.</summary>
    Count = 3,

    /// <summary>Milliseconds.</summary>
    Milliseconds = 4,

    /// <summary>Centidegrees Celsius a minute.</summary>
    CentidegreesPerMinute = 5,

    /// <summary>Kilopascals.</summary>
    Kilopascals = 6,

    /// <summary>Kilopascals a minute.</summary>
    KilopascalsPerMinute = 7,

    /// <summary>Ohms.</summary>
    Ohms = 8,
}
