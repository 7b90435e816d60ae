using System.Collections.Generic;
using Bms.Core.Lifecycle;
using Bms.Hil.Faults;
using Bms.Hil.Packs;
using Bms.Hil.Scenarios.Expectations;
using Bms.Hil.Scenarios.Running;

namespace Bms.Hil.Scenarios;

/// <summary>One scenario, read and checked: everything that a run needs, and nothing that a run changes.</summary>
public sealed record Scenario
{
    /// <summary>The file, as messages call it.</summary>
    public required string Path { get; init; }

    /// <summary>The file relative to its suite, as results call it.</summary>
    public required string File { get; init; }

    /// <summary>Its name, unique in a suite.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Words to filter by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The pack that the firmware is told, overrides included.</summary>
    public required PackFile Pack { get; init; }

    /// <summary>Seed of everything drawn: spread, sensors, noise, drop-outs.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The SOC that the firmware is told at the start, 0…1; null for the truth.</summary>
    public double? ToldSoc { get; init; }

    /// <summary>Where the measurements come from.</summary>
    internal ScenarioSource Source { get; init; } = null!;

    /// <summary>What is wrong, and when.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What is asked of the firmware, and when.</summary>
    public IReadOnlyList<Request> Requests { get; init; } = [];

    /// <summary>When the board is without power; it starts anew at each end, on the memory that it had.</summary>
    public IReadOnlyList<TimeWindow> PowerLosses { get; init; } = [];

    /// <summary>Whether the firmware has a memory, how often it writes what; null for none.</summary>
    public MemorySettings? Memory { get; init; }

    /// <summary>What it has to do.</summary>
    public ExpectationSet Expectations { get; init; } = new();
}
