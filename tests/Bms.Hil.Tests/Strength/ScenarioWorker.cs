using System.Linq;
using System.Threading;
using Bms.Hil.Reports.Html;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Reading;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Scenarios.Running;

namespace Bms.Hil.Tests.Strength;

/// <summary>Runs the shipped suite's scenarios one by one within a <see cref="LoadedCore"/>; only plain text goes in and out.</summary>
public sealed class ScenarioWorker
{
    private readonly Suite _suite = SuiteReader.Open(null);

    /// <summary>The scenarios' files, in the suite's order.</summary>
    public string[] Files => [.. _suite.Scenarios.Select(scenario => scenario.File)];

    /// <summary>Runs one; the answer is why it failed, or null where it passed.</summary>
    public string? Run(string file)
    {
        Scenario scenario = _suite.Scenarios.Single(candidate => candidate.File == file);
        ScenarioResult result = ScenarioRun.Run(scenario, configuration => new SimRig(configuration, check: false), PictureKinds.None, CancellationToken.None);
        return result.Verdict == Verdict.Passed ? null : $"{scenario.Name}: {result.Reason}";
    }
}
