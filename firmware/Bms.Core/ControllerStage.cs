namespace Bms.Core;

/// <summary>The stages of a step. An internal fault names the one that it happened in; the numbers are stable.</summary>
public enum ControllerStage
{
    /// <summary>No stage.</summary>
    None = 0,

    /// <summary>Judging the channels.</summary>
    Measurement = 1,

    /// <summary>The protection table.</summary>
    Protection = 2,

    /// <summary>The estimators.</summary>
    Estimation = 3,

    /// <summary>The contactors.</summary>
    Contactors = 4,

    /// <summary>The balancer.</summary>
    Balancing = 5,

    /// <summary>Events.</summary>
    Diagnostics = 6,

    /// <summary>Handing the commands out.</summary>
    Commands = 7,

    /// <summary>The groups, the pack's health and its energy.</summary>
    PackState = 8,

    /// <summary>What the pack can take and give, and what of it is permitted.</summary>
    PowerLimits = 9,

    /// <summary>The lifetime record.</summary>
    Lifetime = 12,

    /// <summary>Heater and cooling.</summary>
    Thermal = 10,

    /// <summary>The charger's targets.</summary>
    Charging = 11,
}
