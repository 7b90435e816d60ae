using System.Collections.Generic;

namespace Bms.Hil.Traces;

/// <summary>What the header of a trace says, and which of its optional columns hold values at the start of the file.</summary>
public sealed class TraceColumns
{
    private readonly int[] _columnOfSlot = new int[TraceQuantity.Count];
    private readonly double[] _firstValues = new double[TraceQuantity.Count];

    /// <param name="headers">Header cells in file order, trimmed and without quotes.</param>
    /// <param name="slotOfColumn">For each of them its slot in <see cref="TraceQuantity"/>, or −1 if it is not read.</param>
    internal TraceColumns(IReadOnlyList<string> headers, int[] slotOfColumn)
    {
        Headers = headers;
        SlotOfColumn = slotOfColumn;
        System.Array.Fill(_columnOfSlot, -1);
        System.Array.Fill(_firstValues, double.NaN);
        var used = new List<string>();
        var ignored = new List<string>();
        for (int column = 0; column < slotOfColumn.Length; column++)
        {
            int slot = slotOfColumn[column];
            if (slot >= 0)
                _columnOfSlot[slot] = column;
            if (headers[column].Length > 0)
                (slot >= 0 ? used : ignored).Add(headers[column]);
        }

        Used = used;
        Ignored = ignored;
        while (CellCount < TraceQuantity.MaximumCells && Has(TraceQuantity.FirstCellVoltage + CellCount))
            CellCount++;
    }

    /// <summary>All header cells in file order.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Headers of the columns that are read, in file order.</summary>
    public IReadOnlyList<string> Used { get; }

    /// <summary>Headers of the columns that are not read, in file order.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>Number of series groups with a voltage column of their own; 0 for a single cell.</summary>
    public int CellCount { get; }

    internal int[] SlotOfColumn { get; }

    /// <summary>Whether the header has a column for a slot of <see cref="TraceQuantity"/>.</summary>
    public bool Has(int slot) => _columnOfSlot[slot] >= 0;

    /// <summary>The header of a slot's column as the file writes it, or the label if there is no such column.</summary>
    public string HeaderOf(int slot) => Has(slot) ? Headers[_columnOfSlot[slot]] : TraceQuantity.LabelOf(slot);

    /// <summary>
    /// The first value of a slot's column among the rows at the start of the file (those in the reader's first buffer, some
    /// thousands), or NaN. A column that is NaN here is in the header only.
    /// </summary>
    public double FirstValueOf(int slot) => _firstValues[slot];

    internal void NoteFirstValues(TraceRow row)
    {
        for (int slot = 0; slot < _firstValues.Length; slot++)
        {
            if (double.IsNaN(_firstValues[slot]))
                _firstValues[slot] = row[slot];
        }
    }
}
