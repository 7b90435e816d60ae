using System.IO;
using System.Linq;
using Bms.Hil.Cells;
using Xunit;

namespace Bms.Hil.Tests.Cells;

public class CellFileWriterTests
{
    private static CellFile Lfp() => CellFileReader.Read(ShippedCells.PathOf("synthetic-lfp-100ah.json"));

    [Fact]
    public void What_is_written_reads_back_to_the_bit()
    {
        using var scratch = new ScratchFolder();
        CellFile cell = Lfp();
        cell.Name = "quotes \" and \\ and ° and\ttabs";
        cell.R0Ohms[0][3] = 0.1 + 0.2;
        cell.R0Ohms[0][4] = 1e-7;
        cell.HysteresisVolts = null;
        cell.Branches.RemoveAt(1);
        string path = scratch.PathOf("cell.json");
        CellFileWriter.Write(cell, path);
        CellFile again = CellFileReader.Read(path);
        Assert.Equal(cell.Name, again.Name);
        Assert.Equal(cell.R0Ohms, again.R0Ohms);
        Assert.Null(again.HysteresisVolts);
        Assert.Equal(cell.Branches.Select(branch => branch.TauSeconds), again.Branches.Select(branch => branch.TauSeconds));
        Assert.Equal(cell.SaturationPerRate, again.SaturationPerRate);
        Assert.Equal(CellFileWriter.ToText(cell), CellFileWriter.ToText(again));
    }

    [Fact]
    public void Optional_parts_read_back_and_single_numbers_are_spread()
    {
        CellFile cell = Lfp();
        cell.InstantHysteresisVolts = [0.01, 0.009, 0.008, 0.007, 0.006, 0.005, 0.004];
        cell.ChargeResistanceFactor = [.. cell.R0Ohms.Select(row => row.Select(_ => 1.1).ToArray())];
        cell.CoulombicEfficiency = 0.998;
        cell.EntropyMicrovoltsPerKelvin = [.. cell.Grid.Soc.Select(soc => -200 + (300 * soc))];
        cell.ModelError = new CellModelError { Volts = [[0.012]], OverpotentialFraction = [0.07] };
        cell.ModelError.Spread(cell.Grid);
        CellFile again = CellFileReader.Parse(CellFileWriter.ToText(cell), "cell");
        Assert.Equal(cell.InstantHysteresisVolts, again.InstantHysteresisVolts);
        Assert.Equal(cell.ChargeResistanceFactor, again.ChargeResistanceFactor);
        Assert.Equal(0.998, again.CoulombicEfficiency);
        Assert.Equal(cell.EntropyMicrovoltsPerKelvin, again.EntropyMicrovoltsPerKelvin);
        Assert.Equal(cell.ModelError.Volts, again.ModelError!.Volts);
        Assert.Equal(cell.ModelError.OverpotentialFraction, again.ModelError.OverpotentialFraction);

        string text = CellFileWriter.ToText(Lfp());
        string single = text.Replace("\"uncertainty\":", "\"modelError\": { \"volts\": 0.012, \"overpotentialFraction\": 0.07 },\n  \"uncertainty\":");
        CellFile spread = CellFileReader.Parse(single, "cell");
        Assert.Equal(cell.ModelError.Volts, spread.ModelError!.Volts);
        Assert.Equal(cell.ModelError.OverpotentialFraction, spread.ModelError.OverpotentialFraction);
    }

    [Fact]
    public void A_table_row_is_one_line_and_the_text_ends_with_a_line_feed()
    {
        CellFile cell = Lfp();
        string text = CellFileWriter.ToText(cell);
        string[] lines = text.Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.DoesNotContain('\r', text);
        Assert.Equal(cell.OcvVolts.Length, lines.Count(line => line.Trim().StartsWith($"[2.61", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cell_that_breaks_a_rule_is_not_written_and_the_old_file_stays()
    {
        using var scratch = new ScratchFolder();
        string path = scratch.Write("cell.json", "the old one");
        CellFile cell = Lfp();
        cell.CapacityAmpHours = 0;
        Assert.Throws<BadInputException>(() => CellFileWriter.Write(cell, path));
        Assert.Equal("the old one", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(scratch.Folder));
    }

    [Fact]
    public void An_existing_file_is_replaced_and_nothing_else_is_left()
    {
        using var scratch = new ScratchFolder();
        string path = scratch.Write("cell.json", "the old one");
        CellFileWriter.Write(Lfp(), path);
        Assert.Equal(CellFileWriter.ToText(Lfp()), File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(scratch.Folder));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused_in_one_line()
    {
        using var scratch = new ScratchFolder();
        string nowhere = Path.Combine(scratch.PathOf("no such folder"), "cell.json");
        BadInputException refusal = Assert.Throws<BadInputException>(() => CellFileWriter.Write(Lfp(), nowhere));
        Assert.StartsWith(nowhere, refusal.Message, System.StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        BadInputException folder = Assert.Throws<BadInputException>(() => CellFileWriter.Write(Lfp(), scratch.Folder));
        Assert.Contains("is a directory", folder.Message, System.StringComparison.Ordinal);
    }
}
