using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Reading;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Scenarios.Running;

namespace Bms.Hil.Commands;

/// <summary><c>run [SUITE] …</c>: runs scenarios, says which passed, and leaves results, JUnit and a report behind.</summary>
public static class RunCommand
{
    private const int MostJobs = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var suite = new Argument<string?>("SUITE")
        {
            Description = "A suite file, a scenario file, a folder of scenario files, or a shipped suite's name (default: shipped).",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = new Option<string>("--out")
        {
            Description = $"The folder for {SuiteFiles.Results}, {SuiteFiles.JUnit} and {SuiteFiles.Report}.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "out",
        };
        var jobs = new Option<int>("--jobs")
        {
            Description = "Scenarios that run at the same time (default: as many as there are processors).",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var filter = new Option<string?>("--filter") { Description = "Only scenarios with this text in their name or a tag.", HelpName = "TEXT" };
        var memory = new Option<string?>("--memory-out")
        {
            Description = $"The folder for the bytes of each scenario's non-volatile memory, NAME{ScenarioRun.MemoryExtension}, for events and replay.",
            HelpName = "DIR",
        };
        var json = new Option<bool>("--json") { Description = $"Print what {SuiteFiles.Results} holds and nothing else." };
        var command = new Command("run", "Run a suite of scenarios and say which passed.") { suite, folder, jobs, filter, memory, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            Selected(parsed.GetValue(suite), parsed.GetValue(filter)),
            parsed.GetRequiredValue(folder),
            Possible(parsed.GetRequiredValue(jobs)),
            parsed.GetValue(memory),
            parsed.GetValue(json),
            parsed.InvocationConfiguration,
            cancellation)));
        return command;
    }

    private static int Possible(int jobs) =>
        jobs is >= 1 and <= MostJobs ? jobs : throw new BadInputException($"--jobs {jobs}: expected 1 to {MostJobs}");

    private static Suite Selected(string? nameOrPath, string? filter)
    {
        Suite suite = SuiteReader.Open(nameOrPath);
        return filter is null ? suite : suite.Filter(filter);
    }

    private static int Run(Suite suite, string folder, int jobs, string? memoryFolder, bool json, InvocationConfiguration console, CancellationToken cancellation)
    {
        SuiteFiles.Prepare(folder);
        SuiteResult result = SuiteProgress.Show(console.Error, "scenarios", suite.Scenarios.Count, ended =>
            new SuiteRun(suite, jobs) { Progress = _ => ended(), MemoryFolder = memoryFolder }.Run(cancellation));
        IReadOnlyList<string> written = SuiteFiles.Write(suite, result, folder);
        if (json)
            JsonOutput.Write(console.Output, result);
        else
            SuiteTable.Write(PlainConsole.For(console.Output), result, written);
        return result.ExitCode();
    }
}
