namespace Bms.Core.Measurement;

/// <summary>Which way the pack current flows.</summary>
public enum CurrentDirection
{
    /// <summary>The current's magnitude is at most the configured rest current.</summary>
    Resting = 0,

    /// <summary>The pack is being charged.</summary>
    Charging = 1,

    /// <summary>The pack is being discharged.</summary>
    Discharging = 2,

    /// <summary>The current is not known. Limits of both directions apply.</summary>
    Unknown = 3,
}
