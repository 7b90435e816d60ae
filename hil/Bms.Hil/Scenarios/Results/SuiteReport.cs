using System.Collections.Generic;
using System.Linq;
using Bms.Core.Diagnostics;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios.Expectations;
using Bms.Hil.Scenarios.Pictures;

namespace Bms.Hil.Scenarios.Results;

/// <summary>Turns a suite's results into the model of its report. It holds no wall time: equal results give equal bytes.</summary>
internal static class SuiteReport
{
    public static ReportModel Make(Suite suite, SuiteResult result)
    {
        var model = new ReportModel(suite.Name) { Subtitle = suite.Description };
        model.Facts.Add(new ReportFact("Bms", typeof(SuiteReport).Assembly.GetName().Version!.ToString(3)));
        model.Facts.Add(new ReportFact("Rig", result.Rig));
        model.Facts.Add(new ReportFact("Virtual time", NumberText.Duration(result.Scenarios.Sum(scenario => scenario.DurationSeconds))));
        model.Facts.Add(new ReportFact("Digest", result.Digest));
        foreach (ScenarioResult scenario in result.Scenarios)
            model.Scenarios.Add(ScenarioOf(scenario));
        foreach (Chart chart in Comparisons(suite, result).Select(comparison => comparison.Chart))
            model.Comparisons.Add(chart);
        return model;
    }

    /// <summary>The comparisons of which every scenario ran.</summary>
    public static IEnumerable<(string File, Chart Chart)> Comparisons(Suite suite, SuiteResult result)
    {
        foreach (Comparison comparison in suite.Comparisons)
        {
            var compared = new List<(string Name, ReplayRecorder Recorder)>();
            foreach (string name in comparison.Scenarios)
            {
                ScenarioResult scenario = result.Scenarios.First(one => one.Name == name);
                if (scenario.Pictures?.Replay is ReplayRecorder recorder)
                    compared.Add((scenario.Estimator, recorder));
            }
            if (compared.Count == comparison.Scenarios.Count)
                yield return (comparison.File, ReplayPlot.Compare(compared, comparison.Title, result.Scenarios.First(one => one.Name == comparison.Scenarios[0]).Cell));
        }
    }

    private static ReportScenario ScenarioOf(ScenarioResult result)
    {
        var scenario = new ReportScenario(result.Name, result.Verdict)
        {
            Reason = result.Reason,
            Description = result.Pictures?.Description ?? "",
            DurationSeconds = result.Steps > 0 ? result.DurationSeconds : double.NaN,
        };
        foreach (string tag in result.Tags)
            scenario.Tags.Add(tag);
        scenario.ProvenanceNotes.Add($"cell: {result.Cell} ({result.Provenance})");
        foreach (CheckOutcome outcome in result.Expectations)
            scenario.Expectations.Add(new ReportExpectation(outcome.Text, outcome.Met, outcome.Outcome));
        foreach (ScenarioEvent happened in result.Events)
            scenario.Events.Add(EventOf(happened));
        foreach (Chart chart in result.Pictures?.Charts ?? [])
            scenario.Charts.Add(chart);
        return scenario;
    }

    private static ReportEvent EventOf(ScenarioEvent happened)
    {
        EventKind kind = EventNames.Kinds[happened.Kind];
        int level = EventNames.LevelNames[happened.Level];
        return new ReportEvent(
            happened.AtSeconds,
            EventText.Of(happened.Kind, level == 0),
            EventText.LevelOf(level),
            EventText.ChannelOf(kind, happened.Channel),
            happened.Listed ? "expected" : "not expected");
    }
}
