using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Bms.Core.Conformance;

namespace Bms.Hil.Commands;

/// <summary><c>conformance [--quick] [--json]</c>: the digest that a board must print too.</summary>
public static class ConformanceCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var quick = new Option<bool>("--quick") { Description = "The short form that fits a board." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("conformance", "Run the core's fixed stimulus and print the digest that every machine must agree on.") { quick, json };
        command.SetAction((parsed, _) =>
        {
            var run = new ConformanceRun(parsed.GetValue(quick));
            run.Run();
            int wrong = run.WrongArithmeticCase;
            if (parsed.GetValue(json))
            {
                IEnumerable<string> checkpoints = Enumerable.Range(0, run.CheckpointCount).Select(index => Hex(run.Checkpoint(index)));
                JsonOutput.Write(
                    parsed.InvocationConfiguration.Output,
                    new { form = parsed.GetValue(quick) ? "quick" : "full", digest = Hex(run.Digest), run.Steps, wrongArithmeticCase = wrong < 0 ? (int?)null : wrong, checkpoints });
            }
            else
            {
                parsed.InvocationConfiguration.Output.WriteLine(wrong < 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{Hex(run.Digest)}  ({run.Steps} steps, {run.CheckpointCount} checkpoints)")
                    : string.Create(CultureInfo.InvariantCulture, $"arithmetic case {wrong} (operation {ArithmeticVector.Operation(wrong)}) gives a wrong result: this machine cannot run the core"));
            }
            return Task.FromResult(wrong < 0 ? ExitCode.Pass : ExitCode.RigFailed);
        });
        return command;
    }

    private static string Hex(int value) => value.ToString("X8", CultureInfo.InvariantCulture);
}
