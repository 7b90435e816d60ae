using System;

namespace Bms.Hil.Reports;

/// <summary>
/// Every row shortly before and after the first events. The rows before are at hand in a ring; a window that reaches the next one is
/// continued by it, so windows never overlap.
/// </summary>
internal sealed class DetailWindows
{
    /// <summary>Rows kept on either side of an event.</summary>
    public const int RowsEachSide = 64;

    /// <summary>Rows kept in all: 32 events apart from each other.</summary>
    public const int MostRows = 32 * 2 * RowsEachSide;

    private readonly int _channels;
    private readonly double[] _ringSeconds = new double[RowsEachSide];
    private readonly double[] _ring;
    private readonly double[] _seconds = new double[MostRows];
    private readonly double[] _values;
    private long _ringRows;
    private int _fresh;
    private int _open;
    private double _latest = double.NegativeInfinity;

    public DetailWindows(int channels)
    {
        _channels = channels;
        _ring = new double[RowsEachSide * channels];
        _values = new double[MostRows * channels];
    }

    /// <summary>Rows kept, of all windows, in the order of recording.</summary>
    public int Rows { get; private set; }

    public double SecondsOf(int row) => _seconds[row];

    public double ValueOf(int row, int channel) => _values[row * _channels + channel];

    public void Add(double seconds, ReadOnlySpan<double> values)
    {
        // What "before" means needs time that rises; where it does not, the windows end here and the ring starts anew.
        if (seconds <= _latest)
            (_open, _fresh) = (0, 0);
        _latest = Math.Max(_latest, seconds);
        if (_open > 0)
        {
            _open--;
            if (Rows < MostRows)
            {
                Keep(seconds, values);
                return;
            }
        }
        int slot = (int)(_ringRows++ % RowsEachSide);
        _ringSeconds[slot] = seconds;
        values.CopyTo(_ring.AsSpan(slot * _channels, _channels));
        _fresh = Math.Min(_fresh + 1, RowsEachSide);
    }

    /// <summary>Keeps the rows in the ring and those to come.</summary>
    public void Open()
    {
        if (_open == 0 && Rows + _fresh < MostRows && _fresh > 0)
        {
            for (int back = _fresh; back > 0; back--)
            {
                int slot = (int)((_ringRows - back) % RowsEachSide);
                Keep(_ringSeconds[slot], _ring.AsSpan(slot * _channels, _channels));
            }
            _fresh = 0;
            _open = RowsEachSide;
        }
        else if (_open > 0)
        {
            _open = RowsEachSide;
        }
    }

    private void Keep(double seconds, ReadOnlySpan<double> values)
    {
        _seconds[Rows] = seconds;
        values.CopyTo(_values.AsSpan(Rows * _channels, _channels));
        Rows++;
    }
}
