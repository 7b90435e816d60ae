using System.Collections.Generic;

namespace Bms.Hil.Diagnostics;

/// <summary>One sample of a freeze frame, in the units of people.</summary>
public sealed record FrameSample
{
    /// <summary>Time from the event, in seconds; negative before it.</summary>
    public required double Seconds { get; init; }

    /// <summary>Pack current in amperes, positive charges; null where it could not be used.</summary>
    public required double? Amps { get; init; }

    /// <summary>Group voltages in volts; null for a group that could not be used.</summary>
    public required IReadOnlyList<double?> CellVolts { get; init; }

    /// <summary>Temperatures in degrees Celsius; null for a sensor that could not be used.</summary>
    public required IReadOnlyList<double?> Celsius { get; init; }

    /// <summary>State of charge, 0…1.</summary>
    public required double Soc { get; init; }

    /// <summary>The pack's mode.</summary>
    public required string Mode { get; init; }

    /// <summary>Whether the main contactors were to be closed.</summary>
    public required bool MainContactorsClosed { get; init; }

    /// <summary>Permitted charge current, as a part of the pack's.</summary>
    public required double ChargePermitted { get; init; }

    /// <summary>Permitted discharge current, as a part of the pack's.</summary>
    public required double DischargePermitted { get; init; }

    /// <summary>The rows at their trip level.</summary>
    public required IReadOnlyList<string> Trips { get; init; }

    /// <summary>The outcome that the board found, 0…65535.</summary>
    public required int Outcome { get; init; }
}
