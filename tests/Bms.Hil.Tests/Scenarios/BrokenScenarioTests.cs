using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Commands;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Commands;
using Xunit;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>
/// A good scenario file, broken in every place: each key misspelt, each value replaced, each line left out or damaged. Every one has to
/// end in exit code 2 and one line that names the file, the line and the column.
/// </summary>
public sealed class BrokenScenarioTests : IDisposable
{
    private const int FewestMutants = 50;

    private const string Good = """
        name: good
        description: Everything that a scenario can hold
        tags: [a, b]
        pack: nmc-traction-14s
        overrides:
          protection:
            cellOverVoltage:
              trip: 4.26 V
        seed: 7
        initialSoc: 60 %
        plant:
          like: nmc
          startSoc: 62 %
          spread:
            capacity: 1 %
        sensors:
          groupVoltage:
            noise: 1 mV
        ambient: 20 C
        step: 100 ms
        duration: 3 s
        obeysLimits: false
        drive:
          - rest: 1 s
          - current:
              amps: -20 A
              for: 2 s
        faults:
          - kind: offset
            channel: cell 3
            value: 1 mV
            from: 1 s
            to: 2 s
            ramp: 500 ms
        requests:
          - do: resetLatches
            at: 1 s
        expect:
          events:
            - kind: cellOverVoltage
              level: trip
              channel: 2
              from: 1 s
              within: 1 s
              optional: true
              repeats: false
          signals:
            - signal: trueCurrent
              above: -30 A
              below: 0.1 A
              from: 0 s
              to: 3 s
              once: false
            - signal: contactors
              is: closed
              from: 200 ms
          soc:
            - rmse: 20 %
              max: 30 %
              final: 30 %
              coverage: 1 %
              after: 1 s

        """;

    private static readonly string[] FreeTexts = ["name", "description", "tags"];
    private static readonly string[] Needed =
        ["name", "pack", "amps", "for", "kind", "channel", "value", "do", "at", "level", "signal", "is"];

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_file_that_is_broken_below_is_good()
    {
        string path = _scratch.Write("good.yaml", Good);
        (int code, string output, string error) = CommandLine.Run(RunCommand.Create(), path, "--out", _scratch.PathOf("out"));
        Assert.True(code == 0, output + error);
        Assert.Empty(error);
    }

    [Fact]
    public void Every_mutant_ends_in_one_line_with_file_line_and_column()
    {
        (string What, string Text)[] mutants = [.. Misspelt(), .. Replaced(), .. WithoutUnit(), .. LeftOut(), .. Damaged()];
        Assert.True(mutants.Length >= FewestMutants, $"only {mutants.Length} mutants");
        Assert.Equal(mutants.Length, mutants.Select(mutant => mutant.Text).Distinct().Count());
        foreach ((string what, string text) in mutants)
        {
            string path = _scratch.Write("mutant.yaml", text);
            (int code, string output, string error) = CommandLine.Run(RunCommand.Create(), path, "--out", _scratch.PathOf("out"));
            Assert.True(code == 2, $"{what}: exit code {code}: {output}{error}");
            Assert.Empty(output);
            Assert.Matches(@"\Abms-hil: [^\n]*mutant\.yaml:[0-9]+:[0-9]+: [^\n]+\n\z", error);
            Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("pack: nmc-traction-14s", "pack: nmc-traction", "mutant.yaml:4:7: pack: 'nmc-traction': no such pack file")]
    [InlineData("channel: cell 3", "channel: cell 14", "faults[1].channel: 'cell 14': the pack has 14 of them, counted from 0; expected 0 to 13")]
    [InlineData("from: 1 s\n    to: 2 s", "from: 1 V\n    to: 2 s", "faults[1].from: '1 V' is no time")]
    [InlineData("obeysLimits", "obeyLimits", "unknown key 'obeyLimits'; expected one of name,")]
    [InlineData("signal: trueCurrent", "signal: trueCurent", "(did you mean 'trueCurrent'?)")]
    [InlineData("trip: 4.26 V", "trip: 9 V", "mutant.yaml:8:7: overrides.protection.cellOverVoltage: protection row cellOverVoltage: the trip limit lies where it protects nothing")]
    [InlineData("startSoc: 62 %", "startSoc: 62 %\n  resistanceFactor: 1.01", "the true cell has to differ")]
    public void The_line_says_what_is_wrong(string from, string to, string expected)
    {
        Assert.Contains(from, Good, StringComparison.Ordinal);
        string path = _scratch.Write("mutant.yaml", Good.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(expected, CommandLine.Refused(RunCommand.Create(), path), StringComparison.Ordinal);
    }

    private static IEnumerable<(string What, string Text)> Misspelt() =>
        Lines().Where(line => line.Key.Length > 0).Select(line => ($"key of line {line.Number}", With(line.Number, line.Text.Replace(line.Key + ":", line.Key + "x:", StringComparison.Ordinal))));

    private static IEnumerable<(string What, string Text)> Replaced() => Valued()
        .Select(line => ($"value of line {line.Number}", With(line.Number, line.Text[..(line.Text.IndexOf(':', StringComparison.Ordinal) + 1)] + " [bogus, {}]")));

    private static IEnumerable<(string What, string Text)> WithoutUnit() => Valued()
        .Where(line => line.Value.Contains(' ', StringComparison.Ordinal) && char.IsAsciiDigit(line.Value.TrimStart('-')[0]))
        .Select(line => ($"unit of line {line.Number}", With(line.Number, line.Text.Replace(line.Value, line.Value.Split(' ')[0] + " furlong", StringComparison.Ordinal))));

    private static IEnumerable<(string What, string Text)> LeftOut() => Lines()
        .Where(line => Needed.Contains(line.Key) && !line.Text.TrimStart().StartsWith('-') && line.Text.Trim() != "channel: 2")
        .Select(line => ($"line {line.Number} left out", string.Join('\n', Good.Split('\n').Where((_, index) => index + 1 != line.Number))));

    private static IEnumerable<(string What, string Text)> Damaged()
    {
        foreach ((int number, string text, string key, _) in Lines())
        {
            if (key.Length == 0 || number % 4 != 0)
                continue;
            yield return ($"tab before line {number}", With(number, "\t" + text));
            yield return ($"bracket in line {number}", With(number, text + " ]"));
            yield return ($"quote in line {number}", With(number, text + "\n" + new string(' ', text.Length - text.TrimStart().Length) + "\"open: 1"));
        }
    }

    private static IEnumerable<(int Number, string Text, string Key, string Value)> Valued() =>
        Lines().Where(line => line.Value.Length > 0 && !FreeTexts.Contains(line.Key));

    /// <summary>Lines by number from 1, with key and value; both are empty where a line has none.</summary>
    private static IEnumerable<(int Number, string Text, string Key, string Value)> Lines()
    {
        string[] lines = Good.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string text = lines[index];
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            yield return colon < 0
                ? (index + 1, text, "", "")
                : (index + 1, text, text[..colon].TrimStart(' ', '-'), text[(colon + 1)..].Trim());
        }
    }

    private static string With(int number, string line)
    {
        string[] lines = Good.Split('\n');
        lines[number - 1] = line;
        return string.Join('\n', lines);
    }
}
