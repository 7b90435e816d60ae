using System.Collections.Generic;

namespace Bms.Hil.Reports.Html;

/// <summary>Everything a report shows. It holds no time of writing unless a fact says it: equal models give equal bytes.</summary>
/// <param name="title">The heading, for example the name of the suite.</param>
public sealed class ReportModel(string title)
{
    public string Title { get; } = title;

    /// <summary>One quiet line under the heading; empty for none.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>What makes the run repeatable: seed, versions, rig, pack images.</summary>
    public IList<ReportFact> Facts { get; } = [];

    public IList<ReportScenario> Scenarios { get; } = [];
}

/// <summary>One name and value in the header.</summary>
public sealed record ReportFact(string Name, string Value);
