namespace Bms.Hil.Identification;

/// <summary>What a recording is used for.</summary>
public enum FitRole
{
    /// <summary>A slow charge or discharge, for the open-circuit voltage and the capacity.</summary>
    Ocv,

    /// <summary>Current pulses with rests between them, for the resistances.</summary>
    Pulse,

    /// <summary>A long load such as a drive cycle, for the slow resistances.</summary>
    Dynamic,
}
