using System;
using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>
/// Thins out a series to about as many points as there are pixels. Each bucket of x keeps its smallest and its largest sample, at
/// their own x and in their own order, so that no extreme is ever lost.
/// </summary>
internal static class Decimation
{
    /// <summary>At most this many of the positions to keep are honoured, the first ones given.</summary>
    public const int MostKept = 24;

    /// <summary>Samples kept at full rate on either side of each such position.</summary>
    public const int KeptEachSide = 32;

    /// <summary>
    /// At most 2 points and a break a bucket while x rises, plus what is kept around the given positions. Where x runs backwards, each
    /// return to a bucket counts as another bucket.
    /// </summary>
    /// <param name="x">Positions, usually rising.</param>
    /// <param name="y">Values; one that is not usable breaks the line, unless the line goes on within the same bucket.</param>
    /// <param name="low">Left edge of the plot.</param>
    /// <param name="high">Right edge of the plot, above the left one.</param>
    /// <param name="buckets">Buckets between the two.</param>
    /// <param name="keepAround">Positions around which every sample stays.</param>
    public static List<PlotPoint> MinimumMaximum(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, double low, double high, int buckets, IReadOnlyList<double> keepAround)
    {
        var points = new List<PlotPoint>(Math.Min(x.Length, 2 * buckets + 16));
        if (x.Length <= 2 * buckets)
        {
            for (int index = 0; index < x.Length; index++)
                Append(points, x[index], y[index]);
            return points;
        }
        bool[] kept = KeptSamples(x, keepAround);
        double scale = buckets / (high - low);
        var bucket = new Bucket();
        bool broken = false;
        for (int index = 0; index < x.Length; index++)
        {
            if (!PlotPoint.IsUsable(y[index]) || !PlotPoint.IsUsable(x[index]))
            {
                broken = true;
                continue;
            }
            // Everything left or right of the plot is one bucket each.
            int number = (int)Math.Clamp((x[index] - low) * scale, -1, buckets);
            if (kept[index] || !bucket.Holds(number))
            {
                bucket.Flush(points);
                if (broken)
                    Append(points, x[index], double.NaN);
            }
            broken = false;
            if (kept[index])
                points.Add(new PlotPoint(x[index], y[index]));
            else
                bucket.Add(number, x[index], y[index], outside: number < 0 || number >= buckets);
        }
        bucket.Flush(points);
        return points;
    }

    /// <summary>
    /// The envelope of a band: each bucket becomes one position with the lowest lower and the highest upper bound in it.
    /// </summary>
    public static List<BandPoint> Envelope(
        ReadOnlySpan<double> x, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double low, double high, int buckets)
    {
        var points = new List<BandPoint>(Math.Min(x.Length, buckets + 4));
        bool merge = x.Length > buckets;
        double scale = buckets / (high - low);
        int current = int.MinValue;
        bool broken = false;
        double first = 0;
        for (int index = 0; index < x.Length; index++)
        {
            if (!PlotPoint.IsUsable(lower[index]) || !PlotPoint.IsUsable(upper[index]) || !PlotPoint.IsUsable(x[index]))
            {
                broken = true;
                continue;
            }
            int number = merge ? (int)Math.Clamp((x[index] - low) * scale, -1, buckets) : index;
            if (number == current)
            {
                BandPoint last = points[^1];
                points[^1] = new BandPoint(
                    first + (x[index] - first) / 2, Math.Min(last.Lower, lower[index]), Math.Max(last.Upper, upper[index]));
            }
            else
            {
                if (broken && points.Count > 0)
                    points.Add(BandPoint.Break);
                first = x[index];
                points.Add(new BandPoint(x[index], lower[index], upper[index]));
                current = number;
            }
            broken = false;
        }
        return points;
    }

    private static void Append(List<PlotPoint> points, double x, double y)
    {
        if (PlotPoint.IsUsable(y) && PlotPoint.IsUsable(x))
            points.Add(new PlotPoint(x, y));
        else if (points.Count > 0 && !points[^1].IsBreak)
            points.Add(PlotPoint.Break(x));
    }

    private static bool[] KeptSamples(ReadOnlySpan<double> x, IReadOnlyList<double> keepAround)
    {
        var kept = new bool[x.Length];
        for (int mark = 0; mark < Math.Min(keepAround.Count, MostKept); mark++)
        {
            int nearest = Nearest(x, keepAround[mark]);
            int end = Math.Min(nearest + KeptEachSide, x.Length - 1);
            for (int index = Math.Max(nearest - KeptEachSide, 0); index <= end; index++)
                kept[index] = true;
        }
        return kept;
    }

    /// <summary>Binary search; where x does not rise throughout, it finds some sample, which costs detail but is not wrong.</summary>
    private static int Nearest(ReadOnlySpan<double> x, double position)
    {
        int found = x.BinarySearch(position);
        if (found < 0)
            found = ~found;
        return Math.Min(found, x.Length - 1);
    }

    /// <summary>The extremes of the bucket in hand.</summary>
    private struct Bucket
    {
        private int _number;
        private int _count;
        private bool _outside;
        private PlotPoint _first;
        private PlotPoint _last;
        private PlotPoint _minimum;
        private PlotPoint _maximum;
        private bool _minimumFirst;

        public readonly bool Holds(int number) => _count > 0 && number == _number;

        public void Add(int number, double x, double y, bool outside)
        {
            var point = new PlotPoint(x, y);
            if (_count++ == 0)
            {
                (_number, _outside) = (number, outside);
                (_first, _minimum, _maximum) = (point, point, point);
            }
            else if (y < _minimum.Y)
            {
                (_minimum, _minimumFirst) = (point, false);
            }
            else if (y > _maximum.Y)
            {
                (_maximum, _minimumFirst) = (point, true);
            }
            _last = point;
        }

        public void Flush(List<PlotPoint> points)
        {
            if (_count == 0)
                return;
            // The line crosses the edge of the plot from the sample beside it, whatever the extremes far outside are.
            if (_outside)
                AddOnce(points, _first);
            AddOnce(points, _minimumFirst ? _minimum : _maximum);
            AddOnce(points, _minimumFirst ? _maximum : _minimum);
            if (_outside)
                AddOnce(points, _last);
            _count = 0;
        }

        private static void AddOnce(List<PlotPoint> points, PlotPoint point)
        {
            if (points.Count == 0 || points[^1] != point)
                points.Add(point);
        }
    }
}
