namespace Bms.Hil.Faults;

/// <summary>One fault of a scenario. Immutable; what it remembers while it acts is in the <see cref="FaultInjector"/>.</summary>
public sealed record Fault
{
    /// <summary>The index that stands for every channel of the family.</summary>
    public const int All = -1;

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

    /// <summary>Volts, amperes, degrees Celsius or (clock) seconds; a fraction for a gain, a probability for drop-outs.</summary>
    public double Value { get; init; }

    /// <summary>How long <see cref="FaultKind.Set"/> and <see cref="FaultKind.Offset"/> take to reach their value, in seconds.</summary>
    public double RampSeconds { get; init; }
}
