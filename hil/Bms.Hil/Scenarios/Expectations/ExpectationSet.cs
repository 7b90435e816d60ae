using System.Collections.Generic;

namespace Bms.Hil.Scenarios.Expectations;

/// <summary>Everything that a scenario expects. An empty list of events means that none may happen.</summary>
public sealed record ExpectationSet
{
    /// <summary>The events; any other fails.</summary>
    public IReadOnlyList<ExpectedEvent> Events { get; init; } = [];

    /// <summary>The conditions on signals.</summary>
    public IReadOnlyList<SignalExpectation> Signals { get; init; } = [];

    /// <summary>The bounds on the state of charge.</summary>
    public IReadOnlyList<SocExpectation> Soc { get; init; } = [];
}
