using System;
using System.IO;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>A progress bar on standard error while many things run; silent where that is no terminal, so that logs stay clean.</summary>
internal static class SuiteProgress
{
    /// <param name="error">Standard error.</param>
    /// <param name="what">What is counted.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="run">Runs them; is given what to call when one has ended, from any thread.</param>
    public static T Show<T>(TextWriter error, string what, int count, Func<Action, T> run)
    {
        if (!ReferenceEquals(error, Console.Error) || Console.IsErrorRedirected)
            return run(() => { });
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(what, maxValue: count);
                return run(() => task.Increment(1));
            });
    }
}
