using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bms.Hil.Cells;

/// <summary>
/// Writes a cell in the format <c>bms-cell/1</c>: always the same text for the same cell, two spaces a level, one table row a line,
/// numbers in the shortest form that reads back to the same value, a line feed at the end.
/// </summary>
public static class CellFileWriter
{
    /// <summary>
    /// Checks the cell and writes it beside the target first, then moves it there: a failure on the way leaves an existing file as it was.
    /// </summary>
    /// <exception cref="BadInputException">The cell breaks a rule of the format, or the target cannot be written.</exception>
    public static void Write(CellFile cell, string path)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(path);
        CellFileRules.Check(cell, path);
        if (Directory.Exists(path))
            throw new BadInputException($"{path}: is a directory; expected the name of a file to write");
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, ToText(cell), new UTF8Encoding(false));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BadInputException($"{path}: cannot be written: {problem.Message.ReplaceLineEndings(" ")}", problem);
        }
        finally
        {
            // Nothing there after a move; deleting is then no error. A folder that does not exist holds nothing to delete.
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }

    /// <summary>Refuses a target that could not be written, before long work is done for it.</summary>
    /// <exception cref="BadInputException">The target is a directory or lies in a folder that does not exist.</exception>
    public static void CheckTarget(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path))
            throw new BadInputException($"{path}: is a directory; expected the name of a file to write");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder))
            throw new BadInputException($"{path}: cannot be written: no such folder");
    }

    /// <summary>The text of the cell, as <see cref="Write"/> writes it.</summary>
    public static string ToText(CellFile cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var text = new CellText();
        text.Open("");
        text.Value("format", Quote(cell.Format));
        text.Value("name", Quote(cell.Name));
        text.Value("chemistry", Quote(cell.Chemistry));
        text.Value("provenance", Quote(cell.Provenance));
        text.Value("method", Quote(cell.Method));
        text.Value("capacityAmpHours", Number(cell.CapacityAmpHours));
        text.Open("\"grid\": ");
        text.Value("soc", Row(cell.Grid.Soc));
        text.Value("temperatureCelsius", Row(cell.Grid.TemperatureCelsius));
        text.Close("}");
        text.Table("ocvVolts", cell.OcvVolts);
        if (cell.HysteresisVolts is double[][] hysteresis)
            text.Table("hysteresisVolts", hysteresis);
        text.Value("hysteresisRate", Number(cell.HysteresisRate));
        text.Table("r0Ohms", cell.R0Ohms);
        WriteBranches(cell, text);
        if (cell.SaturationPerRate is double[] saturation)
            text.Value("saturationPerRate", Row(saturation));
        WriteDirections(cell, text);
        if (cell.ModelError is CellModelError error)
            WriteModelError(error, text);
        text.Open("\"uncertainty\": ");
        text.Value("volts", Number(cell.Uncertainty.Volts));
        text.Value("overpotentialFraction", Number(cell.Uncertainty.OverpotentialFraction));
        text.Value("socError", Number(cell.Uncertainty.SocError));
        text.Close("}");
        WriteLimits(cell.Limits, text);
        if (cell.PowerMaps is CellPowerMaps maps)
            WritePowerMaps(maps, text);
        text.Close("}");
        return text.ToString();
    }

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    internal static string Row(double[] values) => $"[{string.Join(", ", Array.ConvertAll(values, Number))}]";

    private static void WriteBranches(CellFile cell, CellText text)
    {
        text.Open("\"branches\": ", "[");
        foreach (CellBranch branch in cell.Branches)
        {
            text.Open("");
            text.Value("tauSeconds", Number(branch.TauSeconds));
            text.Table("ohms", branch.Ohms);
            text.Close("}");
        }
        text.Close("]");
    }

    private static void WriteDirections(CellFile cell, CellText text)
    {
        if (cell.InstantHysteresisVolts is double[] instant)
            text.Value("instantHysteresisVolts", Row(instant));
        if (cell.ChargeResistanceFactor is double[][] factor)
            text.Table("chargeResistanceFactor", factor);
        if (cell.CoulombicEfficiency != 1)
            text.Value("coulombicEfficiency", Number(cell.CoulombicEfficiency));
        if (cell.EntropyMicrovoltsPerKelvin is double[] entropy)
            text.Value("entropyMicrovoltsPerKelvin", Row(entropy));
    }

    private static void WriteModelError(CellModelError error, CellText text)
    {
        text.Open("\"modelError\": ");
        text.Table("volts", error.Volts);
        text.Value("overpotentialFraction", Row(error.OverpotentialFraction));
        text.Close("}");
    }

    private static void WriteLimits(CellLimits limits, CellText text)
    {
        text.Open("\"limits\": ");
        text.Value("maximumVolts", Number(limits.MaximumVolts));
        text.Value("minimumVolts", Number(limits.MinimumVolts));
        text.Value("chargeAmps", Number(limits.ChargeAmps));
        text.Value("dischargeAmps", Number(limits.DischargeAmps));
        text.Value("chargeCelsius", Row(limits.ChargeCelsius));
        text.Value("dischargeCelsius", Row(limits.DischargeCelsius));
        text.Close("}");
    }

    private static void WritePowerMaps(CellPowerMaps maps, CellText text)
    {
        text.Open("\"powerMaps\": ");
        text.Value("temperatureCelsius", Row(maps.TemperatureCelsius));
        text.Value("soc", Row(maps.Soc));
        text.Table("charge", maps.Charge);
        text.Table("discharge", maps.Discharge);
        text.Close("}");
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
