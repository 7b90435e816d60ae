using System;
using System.Collections.Generic;
using System.Text;

namespace Bms.Hil.Traces;

/// <summary>Turns a header line into <see cref="TraceColumns"/>, or refuses it with the reason.</summary>
internal static class TraceHeader
{
    /// <param name="line">The header line, without its line end and without a byte order mark.</param>
    /// <param name="name">Name of the trace, for messages.</param>
    /// <param name="lineNumber">Line of the header, for messages.</param>
    /// <exception cref="BadInputException">A required column is missing, one is there twice, or group voltages have a hole.</exception>
    public static TraceColumns Parse(ReadOnlySpan<byte> line, string name, long lineNumber)
    {
        List<string> headers = Split(Encoding.UTF8.GetString(line));
        int[] slots = new int[headers.Count];
        int[] columnOfSlot = new int[TraceQuantity.Count];
        Array.Fill(columnOfSlot, -1);
        for (int column = 0; column < slots.Length; column++)
        {
            int slot = TraceQuantity.Find(headers[column]);
            slots[column] = slot;
            if (slot < 0)
                continue;
            if (columnOfSlot[slot] >= 0)
            {
                throw new BadInputException(
                    $"{name}: line {lineNumber}: columns {columnOfSlot[slot] + 1} ('{headers[columnOfSlot[slot]]}') and {column + 1} "
                    + $"('{headers[column]}') are both {TraceQuantity.LabelOf(slot)}; expected it once");
            }

            columnOfSlot[slot] = column;
        }

        RequireColumns(columnOfSlot, headers, name, lineNumber);
        RequireAllGroups(columnOfSlot, name, lineNumber);
        return new TraceColumns(headers, slots);
    }

    private static void RequireColumns(int[] columnOfSlot, List<string> headers, string name, long lineNumber)
    {
        var missing = new List<string>();
        for (int slot = 0; TraceQuantity.IsRequired(slot); slot++)
        {
            if (columnOfSlot[slot] < 0)
                missing.Add($"'{TraceQuantity.LabelOf(slot)}' (or {TraceQuantity.SnakeNameOf(slot)})");
        }

        if (missing.Count == 0)
            return;
        string hint = headers.Count == 1 && headers[0].AsSpan().ContainsAny(';', '\t')
            ? "; columns must be separated by commas"
            : "";
        throw new BadInputException(
            $"{name}: line {lineNumber}: no column {string.Join(", no column ", missing)}; found: {Listing(headers)}{hint}");
    }

    private static void RequireAllGroups(int[] columnOfSlot, string name, long lineNumber)
    {
        int last = Array.FindLastIndex(columnOfSlot, column => column >= 0);
        for (int slot = TraceQuantity.FirstCellVoltage; slot < last; slot++)
        {
            if (columnOfSlot[slot] < 0)
            {
                throw new BadInputException(
                    $"{name}: line {lineNumber}: no column '{TraceQuantity.LabelOf(slot)}' though there is one "
                    + $"'{TraceQuantity.LabelOf(last)}'; group voltages must be numbered from 1 without a hole");
            }
        }
    }

    private static string Listing(List<string> headers)
    {
        const int MostListed = 40;
        var text = new StringBuilder();
        for (int column = 0; column < headers.Count && column < MostListed; column++)
            text.Append(column == 0 ? "'" : ", '").Append(ByteText.Printable(headers[column])).Append('\'');
        if (headers.Count > MostListed)
            text.Append(" and ").Append(headers.Count - MostListed).Append(" more");
        return text.ToString();
    }

    /// <summary>Splits at commas outside quotes; a cell comes trimmed and unquoted, a doubled quote in quotes being one.</summary>
    private static List<string> Split(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int index = 0; index < line.Length; index++)
        {
            char character = line[index];
            if (character == '"' && quoted && index + 1 < line.Length && line[index + 1] == '"')
            {
                cell.Append('"');
                index++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }
}
