namespace Bms.Core.Configuration;

/// <summary>How old a sample may be, what a plausible one is, and which current counts as rest.</summary>
public sealed class MeasurementSettings
{
    /// <summary>Oldest usable cell voltage, in milliseconds, 1…10 000.</summary>
    public int CellMaximumAgeMilliseconds { get; init; }

    /// <summary>Oldest usable temperature, in milliseconds, 1…60 000.</summary>
    public int TemperatureMaximumAgeMilliseconds { get; init; }

    /// <summary>Oldest usable current, in milliseconds, 1…10 000.</summary>
    public int CurrentMaximumAgeMilliseconds { get; init; }

    /// <summary>A cell voltage below this is a broken channel, in microvolts.</summary>
    public int CellPlausibleMinimumMicrovolts { get; init; }

    /// <summary>A cell voltage above this is a broken channel, in microvolts.</summary>
    public int CellPlausibleMaximumMicrovolts { get; init; }

    /// <summary>A temperature below this is a broken sensor, in centidegrees.</summary>
    public int TemperaturePlausibleMinimumCentidegrees { get; init; }

    /// <summary>A temperature above this is a broken sensor, in centidegrees.</summary>
    public int TemperaturePlausibleMaximumCentidegrees { get; init; }

    /// <summary>A current whose magnitude is above this is a broken sensor, in microamps.</summary>
    public int CurrentPlausibleMicroamps { get; init; }

    /// <summary>A current whose magnitude is at most this counts as rest, in microamps.</summary>
    public int RestMicroamps { get; init; }
}
