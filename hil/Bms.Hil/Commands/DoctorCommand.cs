using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Bms.Hil.Machine;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary><c>doctor</c>: what is installed, what is missing, and how to get it.</summary>
public static class DoctorCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var command = new Command("doctor", "Say what is installed, what is missing and how to get it.") { json };
        command.SetAction((parsed, _) =>
        {
            IReadOnlyList<MachineFinding> findings = Doctor.Examine(Directory.GetCurrentDirectory());
            if (parsed.GetValue(json))
                JsonOutput.Write(parsed.InvocationConfiguration.Output, new Report(findings.All(finding => finding.Found), findings));
            else
                Print(PlainConsole.For(parsed.InvocationConfiguration.Output), findings);
            // What is missing only limits what can be tested: that is news, not a failure.
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<MachineFinding> findings)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("").AddColumn("What").AddColumn("Found").AddColumn("Needed for");
        foreach (MachineFinding finding in findings)
        {
            table.AddRow(
                finding.Found ? "[green]ok[/]" : "[yellow]missing[/]",
                Markup.Escape(finding.Name),
                Markup.Escape(finding.Detail),
                Markup.Escape(finding.NeededFor));
        }
        console.Write(table);
        foreach (MachineFinding finding in findings.Where(finding => finding.Remedy is not null))
            console.MarkupLineInterpolated($"{finding.Name}: {finding.Remedy!}");
    }

    private sealed record Report(bool Complete, IReadOnlyList<MachineFinding> Findings);
}
