using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using Bms.Hil.Commands;
using Bms.Hil.Tests.Traces;
using Xunit;

namespace Bms.Hil.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bms-inspect-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Json_is_one_object_and_nothing_else()
    {
        string path = WriteTrace(TraceText.Header + "0,3.5,0\n1,3.6,5\n2,x,5\n3,3.5,0\n");
        (int code, string output, string error) = Run("inspect", path, "--json");
        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(output);
        JsonElement root = document.RootElement;
        Assert.Equal(path, root.GetProperty("trace").GetString());
        Assert.Equal(3, root.GetProperty("rows").GetInt64());
        Assert.Equal("'x' is not a number", root.GetProperty("firstSkipped")[0].GetProperty("reason").GetString());
        Assert.Equal(3, root.GetProperty("durationSeconds").GetDouble());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("temperatureSource").ValueKind);
        Assert.Equal("Voltage / V", root.GetProperty("ranges")[1].GetProperty("column").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("charge").GetProperty("byCounter").ValueKind);
        Assert.Equal(2, root.GetProperty("signCheck").GetProperty("steps").GetInt64());
        Assert.DoesNotContain("\r", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_plain_and_takes_brackets_in_names_as_they_are()
    {
        string path = WriteTrace("Test Time / s,Voltage / V,Current / A,[red]note[/]\n0,3.5,0,\n1,3.6,5,\n2,[x],5,\n3,3.5,0,\n", "a [b].csv");
        (int code, string output, string error) = Run("inspect", path);
        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
        Assert.Contains("[red]note[/]", output, StringComparison.Ordinal);
        Assert.Contains("skipped: line 4, Voltage / V: '[x]' is not a number", output, StringComparison.Ordinal);
        Assert.Contains("3 usable, 1 skipped", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_input_is_one_line_on_standard_error_and_code_2()
    {
        string path = WriteTrace("a,b\n1,2\n");
        (int code, string output, string error) = Run("inspect", path, "--json");
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith($"bms-hil: {path}: line 1: no column 'Test Time / s'", error, StringComparison.Ordinal);
        AssertOneLine(error);
    }

    [Theory]
    [InlineData("inspect")]
    [InlineData("inspect", "a", "b")]
    [InlineData("inspect", "a", "--nonsense")]
    [InlineData("nonsense")]
    [InlineData]
    public void Wrong_usage_is_one_line_on_standard_error_and_code_2(params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("bms-hil: ", error, StringComparison.Ordinal);
        AssertOneLine(error);
    }

    [Fact]
    public void Help_is_no_error()
    {
        (int code, string output, string error) = Run("inspect", "--help");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("TRACE", output, StringComparison.Ordinal);
    }

    private static void AssertOneLine(string error) => Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var root = new RootCommand { InspectCommand.Create() };
        int code = CommandRunner.Run(root, arguments, new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private string WriteTrace(string text, string name = "trace.csv")
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
