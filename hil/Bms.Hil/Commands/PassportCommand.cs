using System.CommandLine;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using Bms.Hil.Passports;

namespace Bms.Hil.Commands;

/// <summary><c>passport FILE</c>: a pack's life by the names of the battery passport.</summary>
public static class PassportCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A memory dump, as run --memory-out writes, or a board's LIFETIME dump." };
        var report = new Option<string?>("--report") { Description = "Write a page with plots.", HelpName = "FILE.html" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object; the default, accepted for symmetry." };
        var command = new Command("passport", "Print a pack's lifetime record by the names of the battery passport.") { file, report, json };
        command.SetAction((parsed, _) =>
        {
            string? page = parsed.GetValue(report);
            if (page is not null)
                OutputFile.Check(page);
            PackLife life = LifetimeFile.Read(parsed.GetRequiredValue(file));
            var passport = new Passport(life);
            if (page is not null)
            {
                using var text = new StringWriter(new StringBuilder());
                PassportPage.Write(life, passport, new LifeGrade(life), text);
                OutputFile.Write(page, text.ToString());
            }
            JsonOutput.Write(parsed.InvocationConfiguration.Output, PassportJson.Of(life, passport));
            return Task.FromResult(ExitCode.Pass);
        });
        return command;
    }
}
