using System.Collections.Generic;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Reports.Html;

/// <summary>How a scenario ended.</summary>
public enum Verdict
{
    Passed,

    /// <summary>An expectation was not met.</summary>
    Failed,

    /// <summary>It did not run; its reason says why.</summary>
    Skipped,

    /// <summary>The rig or the machine failed before there was a verdict.</summary>
    Error,
}

/// <summary>One scenario of a report.</summary>
/// <param name="name">Its name, unique in the suite.</param>
/// <param name="verdict">How it ended.</param>
public sealed class ReportScenario(string name, Verdict verdict)
{
    public string Name { get; } = name;

    public Verdict Verdict { get; } = verdict;

    /// <summary>One line for the verdict table: why it failed or was skipped; empty where there is nothing to say.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What the scenario is about; empty for nothing.</summary>
    public string Description { get; init; } = "";

    public IList<string> Tags { get; } = [];

    /// <summary>Virtual seconds that the scenario covers; NaN where it did not run.</summary>
    public double DurationSeconds { get; init; } = double.NaN;

    /// <summary>Where its data come from, for example <c>synthetic cell</c>.</summary>
    public IList<string> ProvenanceNotes { get; } = [];

    public IList<Chart> Charts { get; } = [];

    public IList<ReportExpectation> Expectations { get; } = [];

    public IList<ReportEvent> Events { get; } = [];
}

/// <summary>One expectation and what became of it.</summary>
/// <param name="Text">What was expected.</param>
/// <param name="Met">Whether it was met.</param>
/// <param name="Outcome">What was observed instead, or as proof.</param>
public sealed record ReportExpectation(string Text, bool Met, string Outcome);

/// <summary>One line of the events table.</summary>
/// <param name="Seconds">Since the start of the scenario.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Level">How serious.</param>
/// <param name="Channel">Where, for example <c>group 3</c>; empty for the whole pack.</param>
/// <param name="Note">Anything else, for example whether it was expected.</param>
public sealed record ReportEvent(double Seconds, string Kind, MarkLevel Level, string Channel = "", string Note = "");
