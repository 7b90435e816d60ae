using System;
using System.Globalization;
using System.Text;

namespace Bms.Hil.Reports.Charts;

/// <summary>
/// The path data of SVG in few bytes: tenths of a pixel, relative, without corners that a straight line between their neighbours passes
/// within a tenth of a pixel. That is the swinging-door rule of E. H. Bristol (1990): one look at each corner, and a hard bound on the
/// error.
/// </summary>
internal sealed class PathBuilder
{
    private const double Farthest = 50_000;

    // In tenths of a pixel.
    private const double Tolerance = 1;

    private readonly StringBuilder _text = new();
    private int _x;
    private int _y;
    private int _pendingX;
    private int _pendingY;
    private double _lowestSlope = double.NegativeInfinity;
    private double _highestSlope = double.PositiveInfinity;
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
        int nextX = Tenths(x) - _x;
        int nextY = Tenths(y) - _y;
        if (nextX == _pendingX && nextY == _pendingY)
            return;
        if (!Extends(nextX, nextY))
        {
            nextX -= _pendingX;
            nextY -= _pendingY;
            FlushPending();
        }
        (_pendingX, _pendingY) = (nextX, nextY);
        if (nextX != 0)
        {
            double run = Math.Abs(nextX);
            _lowestSlope = Math.Max(_lowestSlope, (nextY - Tolerance) / run);
            _highestSlope = Math.Min(_highestSlope, (nextY + Tolerance) / run);
        }
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

    /// <summary>Whether one straight line to the next corner passes close enough by all corners since the last one written.</summary>
    private bool Extends(int nextX, int nextY)
    {
        if (_pendingX == 0 && _pendingY == 0)
            return true;
        bool onwards = _pendingX > 0 ? nextX > _pendingX : _pendingX < 0 && nextX < _pendingX;
        if (onwards)
        {
            double slope = nextY / (double)Math.Abs(nextX);
            return slope >= _lowestSlope && slope <= _highestSlope;
        }
        // Upright lines only grow in their own direction.
        return _pendingX == 0 && nextX == 0 && (_pendingY > 0 ? nextY > _pendingY : nextY < _pendingY);
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
        (_lowestSlope, _highestSlope) = (double.NegativeInfinity, double.PositiveInfinity);
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
