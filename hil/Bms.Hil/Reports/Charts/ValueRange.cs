using System;

namespace Bms.Hil.Reports.Charts;

/// <summary>The smallest interval that holds every usable value seen.</summary>
internal struct ValueRange
{
    public double Low { get; private set; }

    public double High { get; private set; }

    public bool IsEmpty { readonly get => !_seen; private set => _seen = !value; }

    private bool _seen;

    public void Include(double value)
    {
        if (!PlotPoint.IsUsable(value))
            return;
        Low = _seen ? Math.Min(Low, value) : value;
        High = _seen ? Math.Max(High, value) : value;
        _seen = true;
    }

    public void Include(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            Include(value);
    }

    /// <summary>The range, or around its middle one that is wide enough to draw: never empty, never a single value.</summary>
    public readonly (double Low, double High) Drawable(double minimumSpan, double padding)
    {
        (double low, double high) = _seen ? (Low, High) : (0, 1);
        double magnitude = Math.Max(Math.Abs(low), Math.Abs(high));
        // Below this the digits of a double no longer tell the ticks apart.
        double smallest = Math.Max(minimumSpan, magnitude * 1e-9);
        if (high - low > smallest)
        {
            double margin = (high - low) * padding;
            return (low - margin, high + margin);
        }
        double half = minimumSpan > 0 ? Math.Max(minimumSpan / 2, magnitude * 1e-9) : magnitude > 0 ? magnitude * 0.02 : 1;
        double middle = low + (high - low) / 2;
        return (middle - half, middle + half);
    }
}
