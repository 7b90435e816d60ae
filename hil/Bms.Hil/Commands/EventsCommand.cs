using System.CommandLine;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Bms.Hil.Diagnostics;

namespace Bms.Hil.Commands;

/// <summary><c>events FILE</c>: shows what a board's memory holds: counters, latches and freeze frames.</summary>
public static class EventsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A memory dump, as run --memory-out writes." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object and nothing else." };
        var report = new Option<string?>("--report") { Description = "Write a page with tables and a picture of each freeze frame.", HelpName = "FILE.html" };
        var command = new Command("events", "Show the counters and freeze frames of a board's non-volatile memory.") { file, json, report };
        command.SetAction((parsed, _) =>
        {
            string? page = parsed.GetValue(report);
            if (page is not null)
                OutputFile.Check(page);
            StoredRecords records = StoredRecords.Read(parsed.GetRequiredValue(file));
            if (page is not null)
            {
                using var text = new StringWriter(new StringBuilder());
                EventsPage.Write(records, text);
                OutputFile.Write(page, text.ToString());
            }
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                JsonOutput.Write(output, EventsJson.Of(records));
            else
                EventsTable.Write(PlainConsole.For(output), records);
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }
}
