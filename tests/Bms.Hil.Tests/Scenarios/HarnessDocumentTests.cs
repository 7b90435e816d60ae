using System;
using System.Collections.Generic;
using System.IO;
using Bms.Hil.Commands;
using Bms.Hil.Faults;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Expectations;
using Bms.Hil.Scenarios.Reading;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Commands;
using Xunit;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>docs/HARNESS.md tells the truth: its first scenario does what it says, and no word of the format is missing.</summary>
public sealed class HarnessDocumentTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly string _document = File.ReadAllText(Path.Combine(Root(), "docs", "HARNESS.md"));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_first_scenario_passes_and_fails_as_described()
    {
        string yaml = FirstBlock("```yaml\n");
        (int code, string output, string error) = Run(yaml);
        Assert.True(code == 0, output + error);
        (code, output, _) = Run(yaml.Replace("within: 1 s", "within: 100 ms", StringComparison.Ordinal));
        Assert.Equal(1, code);
        Assert.Contains("did not happen there, but at 60.4 s", string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        (code, _, error) = Run(yaml.Replace("startSoc", "startSock", StringComparison.Ordinal));
        Assert.Equal(2, code);
        Assert.Contains("did you mean 'startSoc'?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_of_the_format_is_explained()
    {
        IEnumerable<string> words =
        [
            .. Signal.ByName.Keys,
            .. EventNames.Kinds.Keys,
            .. EventNames.LevelNames.Keys,
            .. CamelCase.NamesOf<FaultKind>().Keys,
            .. CamelCase.NamesOf<RequestKind>().Keys,
            .. PlantReader.Keys,
            "name", "description", "tags", "pack", "overrides", "seed", "initialSoc", "recording", "faults", "requests", "expect",
        ];
        Assert.All(words, word => Assert.Contains($"`{word}`", _document, StringComparison.Ordinal));
    }

    private (int Code, string Output, string Error) Run(string yaml) =>
        CommandLine.Run(RunCommand.Create(), _scratch.Write("first.yaml", yaml), "--out", _scratch.PathOf("out"));

    private string FirstBlock(string begin)
    {
        string text = _document.ReplaceLineEndings("\n");
        int start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[start..text.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bms.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside the project: no Bms.sln above them");
    }
}
