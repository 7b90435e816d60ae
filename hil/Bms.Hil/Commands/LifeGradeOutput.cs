using System.CommandLine;
using System.IO;
using System.Text;
using Bms.Hil.Passports;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>What <c>grade</c> says of a pack's own record.</summary>
internal static class LifeGradeOutput
{
    public static void Write(string path, string? page, bool json, InvocationConfiguration streams)
    {
        PackLife life = LifetimeFile.Read(path);
        var grade = new LifeGrade(life);
        if (page is not null)
        {
            using var text = new StringWriter(new StringBuilder());
            PassportPage.Write(life, new Passport(life), grade, text);
            OutputFile.Write(page, text.ToString());
        }
        if (json)
        {
            JsonOutput.Write(streams.Output, new { source = path, code = life.Code, grade = grade.Letter, reasons = grade.Reasons });
            return;
        }
        var table = new Table().Border(TableBorder.Simple).Title($"Grade {grade.Letter}");
        foreach (string heading in new[] { "What", "Grade", "Why" })
            table.AddColumn(heading);
        foreach (GradeReason reason in grade.Reasons)
            table.AddRow(reason.What, reason.Letter, Markup.Escape(reason.Why));
        PlainConsole.For(streams.Output).Write(table);
    }
}
