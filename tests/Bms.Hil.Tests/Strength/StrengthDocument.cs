using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Bms.Hil.Tests.Support;

namespace Bms.Hil.Tests.Strength;

/// <summary>docs/STRENGTH.md: the table as it was last written, and whether it still speaks of the same defects.</summary>
internal static class StrengthDocument
{
    /// <summary>The environment variable that has documents written, set to 1.</summary>
    public const string WriteVariable = "BMS_WRITE_DOCS";

    private const string Head = "| mutation | where | scenarios and tests assigned | caught by |";
    private const int Columns = 4;

    private static readonly string Place = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "STRENGTH.md");

    /// <summary>The table.</summary>
    public static string Table(IEnumerable<StrengthEntry> entries) =>
        $"{Head}\n|---|---|---|---|\n"
        + string.Concat(entries.Select(entry => $"| {entry.Mutation} | `{entry.Where}` | {entry.Assigned} | {Quoted(entry.CaughtBy)} |\n"));

    /// <summary>How many, and by what, in one sentence.</summary>
    public static string Summary(IReadOnlyCollection<StrengthEntry> entries)
    {
        int caught = entries.Count(entry => entry.CaughtBy.Length > 0);
        int byScenario = entries.Count(entry => entry.ByScenario);
        return $"{entries.Count} defects, {caught} caught: {byScenario} by a scenario, {caught - byScenario} by a unit test.";
    }

    /// <summary>Writes the document.</summary>
    public static void Write(IReadOnlyCollection<StrengthEntry> mutations, IReadOnlyCollection<StrengthEntry> rows)
    {
        StringBuilder text = new();
        text.Append("# Strength of the suite\n");
        text.Append("Deliberate defects of the core and of its configuration, and what notices them. Written by `SuiteStrengthTests` (`BMS_WRITE_DOCS=1`), which\n");
        text.Append("makes every defect anew in each run and fails where one is not caught, or where this document does not name it.\n\n");
        text.Append("Each defect is made alone. All scenarios and all unit tests of the core run once on the core as it stands, with a counter at the place of\n");
        text.Append("every defect; those that come by it are assigned to it. They run on the defective core until the first fails: the shortest scenarios, the\n");
        text.Append("tests of its own folder, then the others.\n\n");
        text.Append("## In the code\n").Append(Summary(mutations)).Append("\n\n").Append(Table(mutations)).Append('\n');
        text.Append("## In the protection table\nThe trip limit of one row is moved out of reach, behind the validator, which would refuse it. Assigned are the scenarios in which the row trips.\n");
        text.Append(Summary(rows)).Append("\n\n").Append(Table(rows));
        File.WriteAllText(Place, text.ToString());
    }

    /// <summary>What the committed document says differently, one finding a line; what caught a defect may differ.</summary>
    public static string Differences(IEnumerable<StrengthEntry> entries)
    {
        if (!File.Exists(Place))
            return $"docs/STRENGTH.md is missing: run with {WriteVariable}=1";
        string[][] lines = [.. File.ReadAllLines(Place).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line != Head)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        HashSet<string> named = [.. lines.Where(cells => cells.Length == Columns && cells[^1].Length > 0).Select(cells => $"{cells[0]} in {cells[1]}")];
        HashSet<string> made = [.. entries.Select(entry => $"{entry.Mutation} in `{entry.Where}`")];
        IEnumerable<string> findings =
        [
            .. made.Except(named).Select(defect => $"docs/STRENGTH.md does not name as caught: {defect}"),
            .. named.Except(made).Select(defect => $"docs/STRENGTH.md names what is not made: {defect}"),
        ];
        return string.Join('\n', findings);
    }

    private static string Quoted(string text) => text.Length == 0 ? "" : $"`{text}`";
}
