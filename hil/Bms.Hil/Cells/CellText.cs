using System.Text;

namespace Bms.Hil.Cells;

/// <summary>
/// Lays out the JSON of a cell: indentation and commas. It exists because a table row belongs on one line, which the serializer
/// cannot be told.
/// </summary>
internal sealed class CellText
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _first = true;

    public void Open(string label, string bracket = "{")
    {
        StartItem();
        _text.Append(label).Append(bracket);
        _depth++;
        _first = true;
    }

    public void Close(string bracket)
    {
        _depth--;
        if (!_first)
            NewLine();
        _text.Append(bracket);
        _first = false;
    }

    public void Value(string name, string json)
    {
        StartItem();
        _text.Append('"').Append(name).Append("\": ").Append(json);
    }

    public void Table(string name, double[][] rows)
    {
        Open($"\"{name}\": ", "[");
        foreach (double[] row in rows)
        {
            StartItem();
            _text.Append(CellFileWriter.Row(row));
        }
        Close("]");
    }

    public override string ToString() => _text.ToString() + "\n";

    private void StartItem()
    {
        if (!_first)
            _text.Append(',');
        if (_text.Length > 0)
            NewLine();
        _first = false;
    }

    private void NewLine() => _text.Append('\n').Append(' ', 2 * _depth);
}
