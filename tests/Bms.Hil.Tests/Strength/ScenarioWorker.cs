using System.Linq;
using System.Threading;
using Bms.Hil.Reports.Html;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Reading;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Scenarios.Running;

namespace Bms.Hil.Tests.Strength;

/// <summary>Runs scenarios one by one within a <see cref="LoadedCore"/>; only plain text goes in and out.</summary>
public static class ScenarioWorker
{
    /// <summary>Runs the scenario of a file; the answer is why it failed, or null where it passed.</summary>
    public static string? Run(string path)
    {
        Scenario scenario = SuiteReader.Open(path).Scenarios.Single();
        ScenarioResult result = ScenarioRun.Run(scenario, configuration => new SimRig(configuration, check: false), PictureKinds.None, CancellationToken.None);
        return result.Verdict == Verdict.Passed ? null : $"{scenario.Name}: {result.Reason}";
    }
}
