using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using Bms.Hil.Commands;
using Bms.Hil.Identification;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Identification;

/// <summary>Pulses are kept from the fit whole, with their rest, and scored with what the rest of the data gave.</summary>
public sealed class HoldOutTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Every_third_pulse_is_omitted_with_its_rest_and_predicted()
    {
        FitOutcome outcome = Fit(MadeUpCell.Pulses(25), 3);
        // Ten levels of three pulses each.
        Assert.Equal(Enumerable.Range(1, 10).Select(number => 3 * number), outcome.HeldOutPulses.Select(pulse => pulse.Number));
        Assert.All(outcome.HeldOutPulses, pulse =>
        {
            Assert.Equal(-6, pulse.Amps, 0.01);
            Assert.Equal(10, pulse.PulseSeconds, 0.6);
        });
        Assert.All(outcome.HeldOutPulses.Where(pulse => pulse.Soc > 0.3), pulse =>
        {
            Assert.InRange(pulse.RmsMillivolts, 0, 4);
            Assert.InRange(pulse.EndMillivolts, -12, 12);
        });
        FitRecording recording = outcome.Groups.SelectMany(group => group.Loads).Single();
        PulseSpan omitted = recording.OmittedPulses[0];
        Assert.False(recording.IsUsed(omitted.First));
        Assert.False(recording.IsUsed(omitted.LastOfRest));
        Assert.True(recording.IsUsed(omitted.First - 1));
        Assert.Contains(outcome.Notes, note => note.Contains("10 pulses", StringComparison.Ordinal));
    }

    /// <summary>What is omitted cannot have told the fit: other numbers in it change the score and nothing else.</summary>
    [Fact]
    public void What_stands_in_an_omitted_pulse_does_not_reach_the_cell()
    {
        string text = MadeUpCell.Pulses(25);
        FitOutcome good = Fit(text, 3);
        HeldOutPulse pulse = good.HeldOutPulses[4];
        string[] lines = text.Split('\n');
        for (int line = 1; line < lines.Length - 1; line++)
        {
            string[] cells = lines[line].Split(',');
            double seconds = double.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture);
            if (seconds < pulse.StartSeconds || seconds > pulse.StartSeconds + pulse.PulseSeconds - 1)
                continue;
            double volts = double.Parse(cells[1], System.Globalization.CultureInfo.InvariantCulture) - 0.05;
            cells[1] = volts.ToString(System.Globalization.CultureInfo.InvariantCulture);
            lines[line] = string.Join(',', cells);
        }
        FitOutcome spoiled = Fit(string.Join('\n', lines), 3);
        Assert.Equal(good.Cell.R0Ohms, spoiled.Cell.R0Ohms);
        Assert.Equal(good.Cell.OcvVolts, spoiled.Cell.OcvVolts);
        Assert.True(spoiled.HeldOutPulses[4].RmsMillivolts > good.HeldOutPulses[4].RmsMillivolts + 1);
    }

    [Fact]
    public void The_command_prints_the_scores_as_json_and_refuses_what_makes_no_sense()
    {
        string slow = _scratch.Write("slow.csv", MadeUpCell.Slow(25, both: false));
        string pulses = _scratch.Write("pulses.csv", MadeUpCell.Pulses(25));
        string target = _scratch.PathOf("cell.json");
        (int code, string output, _) = Run("--ocv", slow, "--pulse", pulses, "--name", "x", "-o", target, "--holdout", "5", "--json");
        Assert.Equal(0, code);
        using JsonDocument document = JsonDocument.Parse(output);
        Assert.Equal(6, document.RootElement.GetProperty("heldOutPulses").GetArrayLength());
        Assert.Equal(5, document.RootElement.GetProperty("heldOutPulses")[0].GetProperty("number").GetInt32());
        (code, _, string error) = Run("--ocv", slow, "--name", "x", "-o", target, "--holdout", "5");
        Assert.Equal(2, code);
        Assert.Contains("--holdout 5: there is no --pulse file", error, StringComparison.Ordinal);
        (code, _, error) = Run("--ocv", slow, "--pulse", pulses, "--name", "x", "-o", target, "--holdout", "1");
        Assert.Equal(2, code);
        Assert.Contains("--holdout 1: expected a whole number from 2", error, StringComparison.Ordinal);
    }

    private FitOutcome Fit(string pulses, int every) => CellFitter.Run(
        new FitSettings
        {
            Inputs =
            [
                FitInput.Parse(_scratch.Write("slow.csv", MadeUpCell.Slow(25, both: false)), FitRole.Ocv),
                FitInput.Parse(_scratch.Write("pulses.csv", pulses), FitRole.Pulse),
            ],
            Name = "made up",
            HoldOutEvery = every,
        },
        null,
        TestContext.Current.CancellationToken);

    private static (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var root = new RootCommand { FitCommand.Create() };
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        int code = CommandRunner.Run(root, ["fit", .. arguments], configuration);
        return (code, output.ToString(), error.ToString());
    }
}
