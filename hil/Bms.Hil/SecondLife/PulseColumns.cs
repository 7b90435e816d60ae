using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ExcelDataReader;

namespace Bms.Hil.SecondLife;

/// <summary>Where a table of pulse tests has its columns.</summary>
internal sealed record PulseColumns(int Cell, int Rated, int Soh, int Soc, int[] Volts)
{
    public const string Expected = "No. (cell), Qn (rated Ah), SOH (measured, may be empty), SOC (%), U1 to U21 (V)";

    /// <summary>Finds them in the row just read; null where one is missing.</summary>
    public static PulseColumns? Find(IExcelDataReader reader, out string lacks)
    {
        var at = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int column = 0; column < reader.FieldCount; column++)
        {
            if (reader.GetValue(column)?.ToString()?.Trim() is string name && name.Length > 0)
                at.TryAdd(name, column);
        }
        string[] volts = [.. Enumerable.Range(1, PulseTable.VoltageCount).Select(number => string.Create(CultureInfo.InvariantCulture, $"U{number}"))];
        string[] needed = ["No.", "Qn", "SOH", "SOC", .. volts];
        lacks = needed.FirstOrDefault(name => !at.ContainsKey(name)) ?? "";
        return lacks.Length > 0 ? null : new PulseColumns(at["No."], at["Qn"], at["SOH"], at["SOC"], [.. volts.Select(name => at[name])]);
    }

    /// <summary>Whether the row just read has nothing in any of them.</summary>
    public bool IsBlank(IExcelDataReader reader)
    {
        int[] all = [Cell, Rated, Soh, Soc, .. Volts];
        return all.All(column => column >= reader.FieldCount || string.IsNullOrWhiteSpace(reader.GetValue(column)?.ToString()));
    }

    /// <summary>The name that spreadsheets give a column: A, B … Z, AA …</summary>
    public static string Letters(int column)
    {
        string letters = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters;
    }
}
