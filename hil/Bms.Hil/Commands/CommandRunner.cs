using System;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Bms.Hil.Commands;

/// <summary>
/// Runs one command line and turns whatever happens into an exit code and, if it is bad, one line on standard error: wrong usage
/// and <see cref="BadInputException"/> 2, anything unexpected 3, Ctrl-C 130. A reader of our output that went away, as
/// <c>head</c> does, is no error.
/// </summary>
public static class CommandRunner
{
    /// <summary>What shells report for a process ended by SIGINT.</summary>
    public const int Interrupted = 130;

    private const int UnixBrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);
    private static readonly TimeSpan CleanUpTime = TimeSpan.FromSeconds(2);

    /// <param name="root">The root command.</param>
    /// <param name="arguments">The command line without the program's name.</param>
    /// <param name="configuration">Where output and errors go; null for the console.</param>
    public static int Run(RootCommand root, string[] arguments, InvocationConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        configuration ??= new InvocationConfiguration();
        configuration.EnableDefaultExceptionHandler = false;
        configuration.ProcessTerminationTimeout = null;
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction && parsed.Errors.Count > 0)
            return Fail(configuration, ExitCode.BadInput, $"{Describe(parsed)} See {root.Name} --help.");

        using var cancellation = new CancellationTokenSource();
        ConsoleCancelEventHandler onInterrupt = (_, interrupt) => Interrupt(cancellation, interrupt);
        Console.CancelKeyPress += onInterrupt;
        try
        {
            return parsed.InvokeAsync(configuration, cancellation.Token).GetAwaiter().GetResult();
        }
        catch (BadInputException error)
        {
            return Fail(configuration, ExitCode.BadInput, error.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (IOException error) when (error.HResult is UnixBrokenPipe or WindowsBrokenPipe or WindowsNoData)
        {
            return ExitCode.Pass;
        }
        catch (Exception error)
        {
            return Fail(configuration, ExitCode.RigFailed, $"unexpected {error.GetType().Name}: {error.Message}");
        }
        finally
        {
            Console.CancelKeyPress -= onInterrupt;
        }
    }

    /// <summary>What is wrong with a command line, in the user's terms: the parser's own words name runtime types.</summary>
    private static string Describe(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count > 0)
            return $"Unrecognized command or argument '{parsed.UnmatchedTokens[0]}'.";
        ParseError error = parsed.Errors[0];
        if (error.SymbolResult is OptionResult { Tokens.Count: 1 } result && ExpectedNumber(result.Option.ValueType) is string expected)
            return $"{result.Option.Name} {result.Tokens[0].Value}: expected {expected}.";
        return error.Message;
    }

    private static string? ExpectedNumber(Type type)
    {
        Type number = Nullable.GetUnderlyingType(type) ?? type;
        if (number == typeof(double))
            return "a number";
        if (number == typeof(ulong))
            return "a whole number, 0 or more";
        return number == typeof(int) ? "a whole number" : null;
    }

    private static int Fail(InvocationConfiguration configuration, int code, string message)
    {
        configuration.Error.WriteLine("bms-hil: " + OneLine.Of(message));
        return code;
    }

    /// <summary>The first Ctrl-C asks the command to stop and ends the process soon after if it does not; the second ends it.</summary>
    private static void Interrupt(CancellationTokenSource cancellation, ConsoleCancelEventArgs interrupt)
    {
        if (cancellation.IsCancellationRequested)
            Environment.Exit(Interrupted);
        interrupt.Cancel = true;
        cancellation.Cancel();
        _ = Task.Delay(CleanUpTime).ContinueWith(_ => Environment.Exit(Interrupted), TaskScheduler.Default);
    }
}
