using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Bms.Hil.Cells;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Presets;

/// <summary>docs/CHEMISTRIES.md says what the files say, and its pictures are drawn from them; BMS_WRITE_DOCS=1 writes both anew.</summary>
public class PresetDocumentTests
{
    private const string Begin = "<!-- written from the files: begin -->\n";
    private const string End = "<!-- written from the files: end -->\n";

    private static readonly bool Writes = Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1";

    [Fact]
    public void The_table_is_what_the_files_say()
    {
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "CHEMISTRIES.md");
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "docs/CHEMISTRIES.md has lost the marks of its table");
        string expected = text[..begin] + Table(PresetList.Read()) + text[end..];
        if (Writes)
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_pictures_are_what_the_files_say()
    {
        IReadOnlyList<Preset> presets = PresetList.Read();
        Check("chemistries-ocv.svg", PresetCharts.Ocv(presets).ToSvg());
        Check("chemistries-resistance.svg", PresetCharts.Resistance(presets).ToSvg());
    }

    [Fact]
    public void Every_cell_is_explained_in_words_and_every_word_is_about_a_cell()
    {
        string text = File.ReadAllText(Path.Combine(RecordedTraces.RepositoryRoot, "docs", "CHEMISTRIES.md")).ReplaceLineEndings("\n");
        string[] explained = [.. text[text.IndexOf(End, StringComparison.Ordinal)..].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1])];
        Assert.Equal(PresetList.Read().Select(preset => preset.Name), explained.Order(StringComparer.Ordinal));
    }

    private static void Check(string file, string svg)
    {
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "pictures", file);
        if (Writes)
            File.WriteAllText(path, svg);
        Assert.True(File.Exists(path), $"docs/pictures/{file} is missing: run this test with BMS_WRITE_DOCS=1");
        Assert.Equal(svg.ReplaceLineEndings("\n"), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static string Table(IReadOnlyList<Preset> presets)
    {
        var text = new StringBuilder();
        text.Append("| cell | chemistry | provenance | capacity | voltage | charge | discharge | packs | scenarios |\n|---|---|---|---:|---|---|---|---|---|\n");
        foreach (Preset preset in presets)
        {
            CellFile cell = preset.Cell;
            CellLimits limits = cell.Limits;
            text.Append(CultureInfo.InvariantCulture, $"| `{preset.Name}` | {cell.Chemistry} | {cell.Provenance} | {cell.CapacityAmpHours} Ah ");
            text.Append(CultureInfo.InvariantCulture, $"| {limits.MinimumVolts:0.00}–{limits.MaximumVolts:0.00} V ");
            text.Append(CultureInfo.InvariantCulture, $"| {limits.ChargeAmps} A, {Window(limits.ChargeCelsius)} | {limits.DischargeAmps} A, {Window(limits.DischargeCelsius)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(' ', preset.Packs.Select(pack => $"`{Path.GetFileNameWithoutExtension(pack.Path)}`"))} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Names(preset)} |\n");
        }
        return text.ToString();
    }

    /// <summary>Of a long list only the first.</summary>
    private static string Names(Preset preset)
    {
        const int Most = 9;
        string[] names = [.. preset.Scenarios.Select(scenario => $"`{Path.GetFileNameWithoutExtension(scenario.File)}`")];
        return names.Length <= Most ? string.Join(' ', names) : $"many: {string.Join(' ', names[..3])} …";
    }

    private static string Window(double[] celsius) => string.Create(CultureInfo.InvariantCulture, $"{celsius[0]} to {celsius[1]} °C").Replace('-', '−');
}
