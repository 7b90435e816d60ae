using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Scenarios;

/// <summary>Scenarios that are run together.</summary>
public sealed record Suite
{
    /// <summary>What reports call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>In the order of the results.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>Pictures that show several scenarios together.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; init; } = [];

    /// <summary>The scenarios whose name or one of whose tags contains a text, letter case apart, and the comparisons that are left whole.</summary>
    /// <exception cref="BadInputException">There is none.</exception>
    public Suite Filter(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Scenario[] kept = [.. Scenarios.Where(scenario =>
            scenario.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
            || scenario.Tags.Any(tag => tag.Contains(text, StringComparison.OrdinalIgnoreCase)))];
        if (kept.Length == 0)
            throw new BadInputException($"--filter '{text}': no name or tag of the {Scenarios.Count} scenarios of '{Name}' contains it");
        Comparison[] whole = [.. Comparisons.Where(comparison => comparison.Scenarios.All(name => kept.Any(scenario => scenario.Name == name)))];
        return this with { Scenarios = kept, Comparisons = whole };
    }

    /// <summary>Whether a comparison needs a scenario.</summary>
    internal bool Compares(Scenario scenario) => Comparisons.Any(comparison => comparison.Scenarios.Contains(scenario.Name));
}

/// <summary>The state of charge of several scenarios over one recording in one picture.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="File">The picture's file name, without extension.</param>
/// <param name="Scenarios">Their names.</param>
public sealed record Comparison(string Title, string File, IReadOnlyList<string> Scenarios);
