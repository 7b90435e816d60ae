using System;
using System.Globalization;
using System.Text;

namespace Bms.Hil.Reports.Charts;

/// <summary>
/// The path data of SVG in few bytes: tenths of a pixel, relative, without corners that lie on a straight line between their
/// neighbours. Being integers inside, the text does not depend on the machine.
/// </summary>
internal sealed class PathBuilder
{
    private const double Farthest = 50_000;

    private readonly StringBuilder _text = new();
    private int _x;
    private int _y;
    private int _pendingX;
    private int _pendingY;
    private bool _started;
    private bool _hasSegment;

    public bool IsEmpty => _text.Length == 0;

    /// <summary>Starts a new line here. A line that gets no second corner is a dot.</summary>
    public void MoveTo(double x, double y)
    {
        EndLine();
        (_x, _y) = (Tenths(x), Tenths(y));
        _text.Append('M');
        AppendNumber(_x, first: true);
        AppendNumber(_y, first: false);
        (_started, _hasSegment) = (true, false);
    }

    public void LineTo(double x, double y)
    {
        int deltaX = Tenths(x) - (_x + _pendingX);
        int deltaY = Tenths(y) - (_y + _pendingY);
        if (deltaX == 0 && deltaY == 0)
            return;
        bool straight = (long)_pendingX * deltaY == (long)_pendingY * deltaX
            && (long)_pendingX * deltaX + (long)_pendingY * deltaY >= 0;
        if (!straight)
            FlushPending();
        _pendingX += deltaX;
        _pendingY += deltaY;
    }

    /// <summary>Closes the area.</summary>
    public void Close()
    {
        FlushPending();
        _text.Append('z');
        _started = false;
    }

    public void Rectangle(double x, double y, double width, double height)
    {
        MoveTo(x, y);
        LineTo(x + width, y);
        LineTo(x + width, y + height);
        LineTo(x, y + height);
        Close();
    }

    public override string ToString()
    {
        EndLine();
        return _text.ToString();
    }

    private static int Tenths(double value) => (int)Math.Round(Math.Clamp(value, -Farthest, Farthest) * 10);

    private void EndLine()
    {
        if (!_started)
            return;
        if (!_hasSegment && _pendingX == 0 && _pendingY == 0)
            _text.Append("h0");
        FlushPending();
        _started = false;
    }

    private void FlushPending()
    {
        if (_pendingX == 0 && _pendingY == 0)
            return;
        _text.Append('l');
        _hasSegment = true;
        AppendNumber(_pendingX, first: true);
        AppendNumber(_pendingY, first: false);
        _x += _pendingX;
        _y += _pendingY;
        (_pendingX, _pendingY) = (0, 0);
    }

    private void AppendNumber(int tenths, bool first)
    {
        if (!first && tenths >= 0)
            _text.Append(' ');
        if (tenths < 0)
            _text.Append('-');
        int whole = Math.Abs(tenths) / 10;
        int tenth = Math.Abs(tenths) % 10;
        if (whole != 0 || tenth == 0)
            _text.Append(whole.ToString(CultureInfo.InvariantCulture));
        if (tenth != 0)
            _text.Append('.').Append((char)('0' + tenth));
    }
}
