using System;

namespace Bms.Hil.Traces;

/// <summary>What may be wrong with a row.</summary>
internal enum RowFault
{
    None,
    TooFewCells,
    TooManyCells,
    MissingValue,
    NotANumber,
    OutOfRange,
    LineTooLong,
}

/// <summary>
/// Reads the numbers of one line into a row, without allocating. A cell of a column that is read must hold a number; if the
/// column is optional the cell may also be empty or say NaN, which both mean that there is no value.
/// </summary>
internal sealed class RowParser
{
    private readonly TraceColumns _columns;
    private readonly int[] _slots;
    private readonly double[] _limits;
    private int _faultColumn;
    private int _faultStart;
    private int _faultEnd;

    public RowParser(TraceColumns columns)
    {
        _columns = columns;
        int used = Array.FindLastIndex(columns.SlotOfColumn, slot => slot >= 0) + 1;
        _slots = columns.SlotOfColumn[..used];
        _limits = new double[used];
        for (int column = 0; column < used; column++)
            _limits[column] = _slots[column] < 0 ? 0 : TraceQuantity.LargestMagnitude(_slots[column]);
    }

    /// <summary>Fills the row, as far as the first fault.</summary>
    public RowFault Parse(ReadOnlySpan<byte> line, TraceRow row)
    {
        int position = 0;
        for (int column = 0; column < _slots.Length; column++)
        {
            if (position > line.Length)
                return Fault(RowFault.TooFewCells, column, line.Length, line.Length);
            int slot = _slots[column];
            if (slot < 0)
            {
                position = CellEnd(line, position) + 1;
                continue;
            }

            int end = position + DecimalText.ReadPrefix(line[position..], out double value);
            if (end == position || (end < line.Length && line[end] != ','))
            {
                end = CellEnd(line, position);
                RowFault fault = ReadUnusual(Content(line[position..end]), slot, out value);
                if (fault != RowFault.None)
                    return Fault(fault, column, position, end);
            }

            if (Math.Abs(value) > _limits[column])
                return Fault(RowFault.OutOfRange, column, position, end);
            row[slot] = value;
            position = end + 1;
        }

        return CheckRest(line, position);
    }

    /// <summary>Says in words what is wrong with the line last parsed.</summary>
    public SkippedRow Describe(RowFault fault, ReadOnlySpan<byte> line, long lineNumber)
    {
        string header = fault is RowFault.TooManyCells or RowFault.LineTooLong ? "" : _columns.Headers[_faultColumn];
        string text = fault == RowFault.LineTooLong ? "" : ByteText.Printable(Content(line[_faultStart.._faultEnd]));
        string reason = fault switch
        {
            RowFault.TooFewCells => $"the line ends after {_faultColumn} of {_columns.Headers.Count} cells",
            RowFault.TooManyCells => $"more than {_columns.Headers.Count} cells, as many as the header has",
            RowFault.MissingValue => text.Length == 0 ? "the cell is empty" : $"'{text}' where there must be a value",
            RowFault.NotANumber => $"'{text}' is not a number",
            RowFault.OutOfRange => $"'{text}' is out of the range of a measurement",
            _ => $"the line is longer than {LineBuffer.Capacity} bytes",
        };
        return new SkippedRow(lineNumber, header, reason);
    }

    private static RowFault ReadUnusual(ReadOnlySpan<byte> cell, int slot, out double value)
    {
        value = double.NaN;
        if (cell.IsEmpty || System.Text.Ascii.EqualsIgnoreCase(cell, "nan"u8))
            return TraceQuantity.IsRequired(slot) ? RowFault.MissingValue : RowFault.None;
        if (!DecimalText.TryRead(cell, out value))
            return RowFault.NotANumber;
        return double.IsFinite(value) ? RowFault.None : RowFault.OutOfRange;
    }

    /// <summary>A cell without the blanks and the quotes around it.</summary>
    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t"u8);
        if (cell.Length >= 2 && cell[0] == '"' && cell[^1] == '"')
            cell = cell[1..^1].Trim(" \t"u8);
        return cell;
    }

    /// <summary>Position of the comma that ends the cell beginning at a position, or the length of the line.</summary>
    private static int CellEnd(ReadOnlySpan<byte> line, int position)
    {
        int from = position;
        if (position < line.Length && line[position] == '"')
        {
            int closing = line[(position + 1)..].IndexOf((byte)'"');
            from = closing < 0 ? line.Length : position + closing + 2;
        }

        int comma = line[from..].IndexOf((byte)',');
        return comma < 0 ? line.Length : from + comma;
    }

    /// <summary>
    /// More cells than the header has, the further ones not empty, mean that the cells before them are not what they seem: a
    /// decimal comma cuts every number in two.
    /// </summary>
    private RowFault CheckRest(ReadOnlySpan<byte> line, int position)
    {
        for (int column = _slots.Length; position <= line.Length; column++)
        {
            int end = CellEnd(line, position);
            if (column >= _columns.Headers.Count && !Content(line[position..end]).IsEmpty)
                return Fault(RowFault.TooManyCells, column, position, end);
            position = end + 1;
        }

        return RowFault.None;
    }

    private RowFault Fault(RowFault fault, int column, int start, int end)
    {
        (_faultColumn, _faultStart, _faultEnd) = (column, start, end);
        return fault;
    }
}
