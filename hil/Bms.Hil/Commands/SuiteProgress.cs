using System;
using System.IO;
using Bms.Hil.Scenarios.Results;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>A progress bar on standard error while a suite runs; silent where that is no terminal, so that logs stay clean.</summary>
internal static class SuiteProgress
{
    /// <param name="error">Standard error.</param>
    /// <param name="scenarios">How many there are.</param>
    /// <param name="run">Runs them; is given what to call when one has ended, from any thread.</param>
    public static SuiteResult Show(TextWriter error, int scenarios, Func<Action, SuiteResult> run)
    {
        if (!ReferenceEquals(error, Console.Error) || Console.IsErrorRedirected)
            return run(() => { });
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("scenarios", maxValue: scenarios);
                return run(() => task.Increment(1));
            });
    }
}
