using System;
using System.CommandLine;
using System.IO;
using Bms.Hil.Commands;
using Xunit;

namespace Bms.Hil.Tests.Commands;

public sealed class CommandRunnerTests
{
    [Fact]
    public void Passes_the_exit_code_on() => Assert.Equal((1, ""), Run(() => 1));

    [Fact]
    public void Bad_input_is_code_2() =>
        Assert.Equal((2, "bms-hil: the file is bad\n"), Run(() => throw new BadInputException("the file is bad")));

    [Fact]
    public void Anything_unexpected_is_one_line_and_code_3() =>
        Assert.Equal((3, "bms-hil: unexpected InvalidOperationException: first second\n"), Run(() => throw new InvalidOperationException("first\r\n  second\n")));

    [Fact]
    public void A_reader_that_went_away_is_no_error() =>
        Assert.Equal((0, ""), Run(() => throw new IOException("Broken pipe", 32)));

    [Fact]
    public void Another_write_error_is_one() => Assert.Equal(3, Run(() => throw new IOException("No space left on device", 28)).Code);

    [Theory]
    [InlineData("--jobs x: expected a whole number.", "--jobs", "x")]
    [InlineData("--jobs 0: expected 1 to 1024", "--jobs", "0")]
    [InlineData("Unrecognized command or argument '--job'.", "shipped", "--job")]
    public void Wrong_usage_is_one_line_in_the_users_terms(string expected, params string[] arguments) =>
        Assert.StartsWith(expected, CommandLine.Refused(RunCommand.Create(), arguments), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_command_is_named()
    {
        using var error = new StringWriter { NewLine = "\n" };
        var configuration = new InvocationConfiguration { Output = TextWriter.Null, Error = error };
        Assert.Equal(2, CommandRunner.Run(new RootCommand { RunCommand.Create() }, ["rum"], configuration));
        Assert.StartsWith("bms-hil: Unrecognized command or argument 'rum'.", error.ToString(), StringComparison.Ordinal);
    }

    private static (int Code, string Error) Run(Func<int> action)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var command = new Command("work");
        command.SetAction(_ => action());
        int code = CommandRunner.Run(new RootCommand { command }, ["work"], new InvocationConfiguration { Output = TextWriter.Null, Error = error });
        return (code, error.ToString());
    }
}
