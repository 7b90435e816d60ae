using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Bms.Core.Configuration;
using Bms.Hil.Packs;
using Bms.Hil.Scoring.Suites;

namespace Bms.Hil.Commands;

/// <summary><c>score SUITE …</c>: replays recordings under disturbances and says how far each estimator is off.</summary>
public static class ScoreCommand
{
    private const int MostJobs = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var suite = new Argument<string>("SUITE")
        {
            Description = $"A suite file, or a shipped suite's name: {string.Join(", ", ShippedFile.Names("scoring", ".yaml"))}.",
        };
        var data = new Option<string?>("--data") { Description = "The folder of the recordings, in place of what the suite says.", HelpName = "DIR" };
        var estimator = new Option<string[]>("--estimator")
        {
            Description = $"Run this estimator in place of those that the suite names; repeatable; one of {EstimatorNames.All}.",
            DefaultValueFactory = _ => [],
        };
        estimator.AcceptOnlyFromAmong([.. EstimatorNames.Kinds.Keys]);
        var filter = new Option<string?>("--filter")
        {
            Description = "Only cases with these words in cell/recording/estimator/disturbance.",
            HelpName = "WORDS",
        };
        var jobs = new Option<int>("--jobs")
        {
            Description = "Cases that run at the same time (default: as many as there are processors).",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var noLimits = new Option<bool>("--no-limits") { Description = "Measure only: judge nothing." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var csv = new Option<string?>("--csv") { Description = "Write a row for each case.", HelpName = "FILE.csv" };
        var report = new Option<string?>("--report") { Description = "Write a page with the error over time of every case.", HelpName = "FILE.html" };
        var command = new Command("score", "Replay recordings under disturbances and say how far each estimator is off.")
        {
            suite, data, estimator, filter, jobs, noLimits, json, csv, report,
        };
        command.SetAction((parsed, cancellation) =>
        {
            EstimatorKind[] kinds = [.. (parsed.GetValue(estimator) ?? []).Distinct().Select(name => EstimatorNames.Kinds[name])];
            ScoreSuite read = ScoreSuiteReader.Open(parsed.GetRequiredValue(suite), parsed.GetValue(data), kinds.Length > 0 ? kinds : null);
            if (parsed.GetValue(noLimits))
                read = read.WithoutLimits();
            var outputs = new Outputs(parsed.GetValue(json), parsed.GetValue(csv), parsed.GetValue(report));
            int atOnce = Possible(parsed.GetRequiredValue(jobs));
            return Task.FromResult(Run(read, parsed.GetValue(filter), atOnce, outputs, parsed.InvocationConfiguration, cancellation));
        });
        return command;
    }

    private static int Possible(int jobs) =>
        jobs is >= 1 and <= MostJobs ? jobs : throw new BadInputException($"--jobs {jobs}: expected 1 to {MostJobs}");

    private static int Run(ScoreSuite suite, string? filter, int jobs, Outputs outputs, InvocationConfiguration console, CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        outputs.Check();
        var run = new ScoreRun(suite, filter, jobs);
        ScoreResult result = SuiteProgress.Show(console.Error, "cells and cases", run.Steps, ended =>
        {
            run.Progress = ended;
            return run.Run(cancellation);
        });
        var written = new List<string>();
        if (outputs.Csv is string csv)
        {
            OutputFile.Write(csv, ScoreCsv.Of(result));
            written.Add(csv);
        }
        if (outputs.Report is string report)
        {
            OutputFile.Write(report, partial => ScoreReport.Write(result, partial));
            written.Add(report);
        }
        if (outputs.Json)
            JsonOutput.Write(console.Output, result);
        else
            ScoreTable.Write(PlainConsole.For(console.Output), result, Stopwatch.GetElapsedTime(begin), jobs, written);
        return result.ExitCode();
    }

    /// <summary>Where results go.</summary>
    private sealed record Outputs(bool Json, string? Csv, string? Report)
    {
        /// <summary>Refuses what cannot be written, before anything runs.</summary>
        public void Check()
        {
            if (Csv is not null)
                OutputFile.Check(Csv);
            if (Report is not null)
                OutputFile.Check(Report);
            if (Csv is not null && Report is not null && Path.GetFullPath(Csv) == Path.GetFullPath(Report))
                throw new BadInputException($"--report {Report}: is the file that --csv names; expected another one");
        }
    }
}
