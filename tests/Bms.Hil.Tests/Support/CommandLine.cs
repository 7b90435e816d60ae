using System;
using System.CommandLine;
using System.IO;
using Bms.Hil.Commands;

namespace Bms.Hil.Tests.Support;

/// <summary>Runs one command line in this process and keeps what it printed.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static CommandLine Run(Command command, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        int code = CommandRunner.Run([command], arguments, configuration);
        return new CommandLine(code, output.ToString(), error.ToString());
    }

    /// <summary>The one line of a refusal: exactly one, with the program's name, no stack trace.</summary>
    public string OneErrorLine()
    {
        string[] lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Xunit.Assert.Single(lines);
        Xunit.Assert.StartsWith("bms-hil: ", lines[0], StringComparison.Ordinal);
        return lines[0];
    }
}
