using System;
using System.CommandLine;
using System.IO;
using Bms.Hil.Commands;
using Xunit;

namespace Bms.Hil.Tests.Commands;

/// <summary>Runs a command as the program would, with what it prints captured.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    public static (int Code, string Output, string Error) Run(Command command, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var root = new RootCommand { command };
        int code = CommandRunner.Run(root, [command.Name, .. arguments], new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Runs one that has to be refused; gives the one line.</summary>
    public static string Refused(Command command, params string[] arguments)
    {
        (int code, string output, string error) = Run(command, arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("bms-hil: ", error, StringComparison.Ordinal);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
        return error["bms-hil: ".Length..^1];
    }
}
