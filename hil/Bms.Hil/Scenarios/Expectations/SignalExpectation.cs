namespace Bms.Hil.Scenarios.Expectations;

/// <summary>A condition on a signal within a window: that it holds at every step there, or at one at least.</summary>
public sealed record SignalExpectation
{
    /// <summary>The signal.</summary>
    public required Signal Signal { get; init; }

    /// <summary>It has to be at least this, in its SI unit.</summary>
    public double Lowest { get; init; } = double.NegativeInfinity;

    /// <summary>It has to be at most this, in its SI unit.</summary>
    public double Highest { get; init; } = double.PositiveInfinity;

    /// <summary>Where it is looked at.</summary>
    public TimeWindow Window { get; init; } = TimeWindow.Whole;

    /// <summary>One step that fulfils it is enough.</summary>
    public bool Once { get; init; }

    /// <summary>Whether a value fulfils it. A value that is not known does not.</summary>
    public bool IsMetBy(double value) => value >= Lowest && value <= Highest;

    /// <inheritdoc/>
    public override string ToString() => $"{Signal.Name} {Condition()}, {Window}{(Once ? ", once" : "")}";

    private string Condition()
    {
        if (Lowest == Highest)
            return Signal.Words(Lowest);
        if (double.IsInfinity(Highest))
            return "at least " + Signal.Words(Lowest);
        return double.IsInfinity(Lowest) ? "at most " + Signal.Words(Highest) : $"{Signal.Words(Lowest)} to {Signal.Words(Highest)}";
    }
}
