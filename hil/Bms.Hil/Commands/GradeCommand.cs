using System.CommandLine;
using System.Threading.Tasks;
using Bms.Hil.Passports;
using Bms.Hil.SecondLife;

namespace Bms.Hil.Commands;

/// <summary><c>grade FILE …</c>: predicts the state of health of used cells from pulse tests, and says how far that is off; or grades a pack by its record.</summary>
public static class GradeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var table = new Argument<string>("TABLE")
        {
            Description = $"A board's memory or LIFETIME dump; or a table of pulse tests: .xlsx or CSV, or a shipped one: {string.Join(", ", ShippedFile.Names("second_life", ".csv"))}.",
        };
        var sheet = new Option<string?>("--sheet") { Description = "The workbook's sheet (default: the first with the columns).", HelpName = "NAME" };
        var limits = new Option<string>("--limits")
        {
            Description = "Lowest SOH of each grade in percent, falling.",
            HelpName = "A,B,C",
            DefaultValueFactory = _ => GradeLimits.Default,
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var report = new Option<string?>("--report") { Description = "Write a page with plots.", HelpName = "FILE.html" };
        var command = new Command("grade", "Grade used cells for a second life by their pulse response, or a pack by its own record.") { table, sheet, limits, json, report };
        command.SetAction((parsed, cancellation) =>
        {
            GradeLimits asked = GradeLimits.Parse(parsed.GetRequiredValue(limits));
            string? page = parsed.GetValue(report);
            if (page is not null)
                OutputFile.Check(page);
            string asGiven = parsed.GetRequiredValue(table);
            if (LifetimeFile.IsOne(asGiven))
            {
                LifeGradeOutput.Write(asGiven, page, parsed.GetValue(json), parsed.InvocationConfiguration);
                return Task.FromResult(ExitCode.Pass);
            }
            string path = ShippedFile.Resolve(parsed.GetRequiredValue(table), "second_life", ".csv", "table of pulse tests");
            GradeResult result = Grading.Run(PulseTableReader.Read(path, parsed.GetValue(sheet)), asked, cancellation);
            if (page is not null)
                OutputFile.Write(page, partial => GradeReport.Write(result, asked, partial));
            if (parsed.GetValue(json))
                JsonOutput.Write(parsed.InvocationConfiguration.Output, result);
            else
                GradeTable.Write(PlainConsole.For(parsed.InvocationConfiguration.Output), result, asked);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }
}
