using System;
using System.Collections.Generic;
using System.Globalization;
using Bms.Hil.Scoring.Suites;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>The tables that <c>score</c> prints: every case, then each recording's cases taken together.</summary>
internal static class ScoreTable
{
    public static void Write(IAnsiConsole console, ScoreResult result, TimeSpan elapsed, int jobs, IReadOnlyList<string> written)
    {
        WriteCases(console, result);
        WritePooled(console, result);
        string judged = result.LimitsMet + result.LimitsBroken == 0 ? "no limits"
            : Invariant($"{result.LimitsMet} limits kept, {result.LimitsBroken} broken");
        console.WriteLine(Invariant($"{result.Cases.Count} cases, {judged}, in {elapsed.TotalSeconds:0.0} s, {jobs} at a time"));
        if (written.Count > 0)
            console.WriteLine("written: " + string.Join(", ", written));
    }

    private static void WriteCases(IAnsiConsole console, ScoreResult result)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape(result.Suite));
        Columns(table, ["Verdict", "Recording", "Estimator", "Disturbance"], ["RMSE > 600 s", "Largest", "Within 2σ", "Mean σ"], "Broken");
        string previous = "";
        foreach (CaseScore one in result.Cases)
        {
            string recording = $"{one.Cell}/{one.Recording}";
            if (previous.Length > 0 && recording + one.Estimator != previous)
                table.AddEmptyRow();
            previous = recording + one.Estimator;
            table.AddRow(
                Coloured(one.Verdict),
                Markup.Escape(recording),
                one.Estimator,
                Markup.Escape(one.Disturbance),
                ScoreText.Percent(one.Soc.RmseAfter600s),
                ScoreText.Percent(one.Soc.Max),
                ScoreText.Percent(one.Soc.Coverage2Sigma, 1),
                ScoreText.Percent(one.Soc.MeanSigma),
                Markup.Escape(ScoreText.Broken(one.Limits)));
        }
        console.Write(table);
    }

    private static void WritePooled(IAnsiConsole console, ScoreResult result)
    {
        var table = new Table().Border(TableBorder.Simple).Title("Recordings, all their cases together");
        Columns(table, ["Verdict", "Recording", "Estimator", "Cases"], ["RMSE", "Worst", "Within 2σ", "Least", "Mean σ", "σ/RMSE"], "Broken");
        foreach (PooledScore one in result.Recordings)
        {
            table.AddRow(
                Coloured(one.Verdict),
                Markup.Escape($"{one.Cell}/{one.Recording}"),
                one.Estimator,
                ScoreText.CasesOf(one),
                ScoreText.Percent(one.RmseAfter600s),
                ScoreText.Percent(one.LargestRmseAfter600s),
                ScoreText.Percent(one.Coverage2Sigma, 1),
                ScoreText.Percent(one.SmallestCoverage2Sigma, 1),
                ScoreText.Percent(one.MeanSigma),
                ScoreText.Ratio(one.SigmaOverRmse),
                Markup.Escape(ScoreText.Broken(one.Limits)));
        }
        console.Write(table);
    }

    private static void Columns(Table table, string[] texts, string[] numbers, string last)
    {
        foreach (string text in texts)
            table.AddColumn(new TableColumn(text).NoWrap());
        foreach (string number in numbers)
            table.AddColumn(new TableColumn(number).RightAligned().NoWrap());
        table.AddColumn(last);
    }

    private static string Coloured(ScoreVerdict verdict) => verdict switch
    {
        ScoreVerdict.Passed => "[green]passed[/]",
        ScoreVerdict.Failed => "[red]failed[/]",
        _ => "–",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
