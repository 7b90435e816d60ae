using System;

namespace Bms.Hil.Faults;

/// <summary>One fault of a scenario. Immutable; what it remembers while it acts is in the <see cref="FaultInjector"/>.</summary>
public sealed record Fault
{
    /// <summary>The index that stands for every channel of the family.</summary>
    public const int All = -1;

    // Step times are sums of tenths, so that an end can miss its step by a rounding.
    private const double Rounding = 1e-9;

    /// <summary>What happens.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>To which family of channels.</summary>
    public required FaultChannel Channel { get; init; }

    /// <summary>To which channel of it, from 0; <see cref="All"/> for each of them.</summary>
    public int Index { get; init; } = All;

    /// <summary>The first moment, in seconds.</summary>
    public double FromSeconds { get; init; }

    /// <summary>The first moment after it, in seconds; infinite for the rest of the scenario.</summary>
    public double ToSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Volts, amperes, degrees Celsius, (clock) seconds or (heater) watts; a fraction for a gain, a probability for drop-outs.</summary>
    public double Value { get; init; }

    /// <summary>Whether it acts on the simulated pack itself rather than on what is measured of it.</summary>
    public bool IsPhysical => Channel is FaultChannel.Contactors or FaultChannel.Ambient or FaultChannel.Heater;

    /// <summary>Whether it acts at a time.</summary>
    public bool LastsAt(double seconds) => seconds >= FromSeconds - Rounding && seconds < ToSeconds - Rounding;

    /// <summary>How much of its value a ramp has reached at a time, 0…1.</summary>
    public double ShareAt(double seconds) => RampSeconds > 0 ? Math.Clamp((seconds - FromSeconds) / RampSeconds, 0, 1) : 1;

    /// <summary>How long <see cref="FaultKind.Set"/> and <see cref="FaultKind.Offset"/> take to reach their value, in seconds.</summary>
    public double RampSeconds { get; init; }
}
