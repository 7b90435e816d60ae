using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Bms.Hil.Cells;
using Bms.Hil.Identification;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>
/// <c>fit --ocv FILE … --pulse FILE … --dynamic FILE … --name NAME -o CELL.json</c>: identifies a cell from laboratory recordings.
/// </summary>
public static class FitCommand
{
    private const string Extras = "FILE[;capacity=AH][;soc=X][;from=S][;to=S][;temperature=C][;sign=reversed]";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var ocv = Files("--ocv", "A slow charge or discharge (at most C/8), for the open-circuit voltage and the capacity; repeatable.");
        var pulse = Files("--pulse", "Pulses with rests, for the resistances; repeatable.");
        var dynamic = Files("--dynamic", "A long load such as a drive cycle, for the slow resistances; repeatable.");
        var capacity = new Option<double?>("--capacity")
        {
            Description = "The cell's capacity (default: the first --ocv file's).",
            HelpName = "AH",
        };
        var name = new Option<string>("--name") { Description = "The cell's name.", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "The cell file to write.", HelpName = "CELL.json", Required = true };
        var chemistry = new Option<string?>("--chemistry") { Description = "The chemistry (default: told from the open-circuit voltage)." };
        chemistry.AcceptOnlyFromAmong([.. CellFileRules.ChemistryNames]);
        var holdOut = new Option<int?>("--holdout")
        {
            Description = "Keep every Nth pulse of the pulse tests, with the rest after it, from the fit and score it instead (N from 2).",
            HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var report = new Option<string?>("--report") { Description = "Write what was found, with plots.", HelpName = "FILE.html" };
        var command = new Command("fit", "Identify a cell from laboratory recordings and write its cell file.")
        {
            ocv, pulse, dynamic, capacity, name, output, chemistry, holdOut, json, report,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var inputs = new List<FitInput>();
            Collect(inputs, parsed.GetValue(ocv), FitRole.Ocv);
            Collect(inputs, parsed.GetValue(pulse), FitRole.Pulse);
            Collect(inputs, parsed.GetValue(dynamic), FitRole.Dynamic);
            var settings = new FitSettings
            {
                Inputs = inputs,
                Name = CheckName(parsed.GetRequiredValue(name)),
                CapacityAmpHours = CheckCapacity(parsed.GetValue(capacity)),
                Chemistry = parsed.GetValue(chemistry),
                HoldOutEvery = CheckHoldOut(parsed.GetValue(holdOut), inputs),
            };
            string path = parsed.GetRequiredValue(output);
            string? reportPath = parsed.GetValue(report);
            CellFileWriter.CheckTarget(path);
            CheckReport(reportPath, path);
            FitOutcome outcome = RunWithProgress(settings, ReferenceEquals(parsed.InvocationConfiguration.Error, Console.Error), cancellation);
            CellFileWriter.Write(outcome.Cell, path);
            if (reportPath is not null)
                FitReport.Write(outcome, reportPath);
            if (parsed.GetValue(json))
                JsonOutput.Write(parsed.InvocationConfiguration.Output, FitSummary.Of(outcome, path));
            else
                Print(PlainConsole.For(parsed.InvocationConfiguration.Output), outcome, path);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }

    private static Option<string[]> Files(string name, string description) => new(name)
    {
        Description = description,
        HelpName = Extras,
        DefaultValueFactory = _ => [],
    };

    private static void Collect(List<FitInput> inputs, string[]? texts, FitRole role)
    {
        foreach (string text in texts ?? [])
            inputs.Add(FitInput.Parse(text, role));
    }

    private static string CheckName(string name) =>
        string.IsNullOrWhiteSpace(name) ? throw new BadInputException("--name is empty; expected the cell's name") : name;

    private static void CheckReport(string? reportPath, string cellPath)
    {
        if (reportPath is null)
            return;
        CellFileWriter.CheckTarget(reportPath);
        if (Path.GetFullPath(reportPath) == Path.GetFullPath(cellPath))
            throw new BadInputException($"--report {reportPath}: is the cell file that -o names; expected another file");
    }

    private static int? CheckHoldOut(int? every, List<FitInput> inputs)
    {
        if (every is null)
            return null;
        if (every < 2)
            throw new BadInputException($"--holdout {every}: expected a whole number from 2");
        return inputs.Exists(input => input.Role == FitRole.Pulse)
            ? every
            : throw new BadInputException($"--holdout {every}: there is no --pulse file to keep pulses of");
    }

    private static double? CheckCapacity(double? capacity) => capacity is null or (> 0.001 and <= CellFileRules.MaximumCapacityAmpHours)
        ? capacity
        : throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
            $"--capacity {capacity}: expected above 0.001 and at most {CellFileRules.MaximumCapacityAmpHours} Ah"));

    /// <summary>Progress goes to standard error and only to a terminal.</summary>
    private static FitOutcome RunWithProgress(FitSettings settings, bool isConsole, CancellationToken cancellation)
    {
        if (!isConsole || Console.IsErrorRedirected)
            return CellFitter.Run(settings, null, cancellation);
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Status().Start("starting", context =>
            CellFitter.Run(settings, step => context.Status(Markup.Escape(step)), cancellation));
    }

    private static void Print(IAnsiConsole console, FitOutcome outcome, string path)
    {
        foreach (string note in outcome.Notes)
            console.WriteLine(note);
        var table = new Table { Border = TableBorder.Ascii2 };
        table.AddColumns("File", "Use", "°C", "RMS mV", "RMS mV above 10 % SOC", "Mean mV");
        foreach (FitResidual residual in outcome.Residuals)
        {
            table.AddRow(
                new Text(residual.File),
                new Text(RecordingSet.NameOf(residual.Role)),
                Number(residual.Celsius),
                Number(residual.RmsMillivolts),
                residual.RmsMillivoltsAboveTenPercent is double above ? Number(above) : new Text(""),
                Number(residual.MeanMillivolts));
        }
        console.Write(table);
        PrintHeldOut(console, outcome.HeldOutPulses);
        console.WriteLine($"wrote {path}");
    }

    private static void PrintHeldOut(IAnsiConsole console, IReadOnlyList<HeldOutPulse> pulses)
    {
        if (pulses.Count == 0)
            return;
        var table = new Table { Border = TableBorder.Ascii2, Title = new TableTitle("Pulses kept from the fit") };
        table.AddColumns("File", "No.", "°C", "SOC %", "A", "s", "RMS mV", "End mV");
        foreach (HeldOutPulse pulse in pulses)
        {
            table.AddRow(
                new Text(pulse.File), new Text(pulse.Number.ToString(CultureInfo.InvariantCulture)).RightJustified(), Number(pulse.Celsius),
                Number(100 * pulse.Soc), Number(pulse.Amps), Number(pulse.PulseSeconds), Number(pulse.RmsMillivolts), Number(pulse.EndMillivolts));
        }
        console.Write(table);
    }

    private static Text Number(double value) => new Text(value.ToString("0.0", CultureInfo.InvariantCulture)).RightJustified();
}
