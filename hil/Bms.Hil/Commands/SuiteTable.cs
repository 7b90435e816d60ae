using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios.Results;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>The table of verdicts that <c>run</c> prints.</summary>
internal static class SuiteTable
{
    public static void Write(IAnsiConsole console, SuiteResult suite, IReadOnlyList<string> written)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(suite.Suite));
        table.AddColumn("Verdict");
        table.AddColumn("Scenario");
        table.AddColumn(new TableColumn("Met").RightAligned());
        table.AddColumn(new TableColumn("Events").RightAligned());
        table.AddColumn(new TableColumn("Covers").RightAligned());
        table.AddColumn(new TableColumn("SOC RMSE").RightAligned());
        table.AddColumn("Reason");
        foreach (ScenarioResult scenario in suite.Scenarios)
        {
            table.AddRow(
                Coloured(scenario.Verdict),
                Markup.Escape(scenario.Name),
                Invariant($"{scenario.Expectations.Count(outcome => outcome.Met)}/{scenario.Expectations.Count}"),
                Invariant($"{scenario.Events.Count + scenario.EventsNotKept}"),
                scenario.Steps > 0 ? NumberText.Duration(scenario.DurationSeconds) : "–",
                scenario.Soc?.Rmse is double rmse ? Invariant($"{100 * rmse:0.00} %") : "–",
                Markup.Escape(scenario.Reason));
        }
        console.Write(table);
        console.WriteLine(Invariant($"{suite.Passed} passed, {suite.Failed} failed, {suite.Errors} errors in {suite.Timing.RunSeconds:0.0} s, {suite.Timing.Jobs} at a time"));
        console.WriteLine("written: " + string.Join(", ", written));
    }

    private static string Coloured(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "[green]passed[/]",
        Verdict.Failed => "[red]failed[/]",
        Verdict.Skipped => "[grey]skipped[/]",
        _ => "[red]error[/]",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
