using System;
using Bms.Hil.Reports;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scoring.Suites;

/// <summary>
/// The error over time of one replay in a few thousand numbers: time is cut into equal buckets that keep the smallest and the largest
/// error and the widest sigma. When all are in use, two and two become one, so that the extremes of a recording of any length stay.
/// </summary>
public sealed class ErrorTrace : IReplayObserver
{
    /// <summary>Buckets in memory.</summary>
    public const int MostBuckets = 512;

    private const double FirstBucketSeconds = 0.1;

    private readonly Bucket[] _buckets = new Bucket[MostBuckets];
    private double _origin = double.NaN;
    private double _width = FirstBucketSeconds;
    private int _last = -1;

    /// <summary>Whether nothing has been seen.</summary>
    public bool IsEmpty => _last < 0;

    /// <inheritdoc/>
    public void OnSample(in ReplaySample sample)
    {
        if (double.IsNaN(_origin))
            _origin = sample.Seconds;
        double key = Math.Floor((sample.Seconds - _origin) / _width);
        while (key >= MostBuckets)
        {
            Halve();
            key = Math.Floor((sample.Seconds - _origin) / _width);
        }
        // Where time runs backwards, what comes belongs to the bucket in hand.
        int index = Math.Max((int)Math.Max(key, 0), _last);
        _buckets[index].Include(sample.Seconds, sample.SocEstimate - sample.SocReference, 2 * sample.SocSigma);
        _last = index;
    }

    /// <inheritdoc/>
    public void OnEvent(double seconds, in RigEvent happened)
    {
        // Events are no part of the picture.
    }

    /// <summary>The error line: at most two points a bucket, its smallest and its largest error in their order.</summary>
    public (double[] Seconds, double[] Errors) Line()
    {
        var seconds = new double[2 * (_last + 1)];
        var errors = new double[seconds.Length];
        int count = 0;
        for (int index = 0; index <= _last; index++)
        {
            Bucket bucket = _buckets[index];
            if (!bucket.IsUsed)
                continue;
            bool lowFirst = bucket.LowSeconds <= bucket.HighSeconds;
            (seconds[count], errors[count++]) = lowFirst ? (bucket.LowSeconds, bucket.Low) : (bucket.HighSeconds, bucket.High);
            if (bucket.Low < bucket.High)
                (seconds[count], errors[count++]) = lowFirst ? (bucket.HighSeconds, bucket.High) : (bucket.LowSeconds, bucket.Low);
        }
        return (seconds[..count], errors[..count]);
    }

    /// <summary>Two sigmas: the widest of each bucket, at the time of its first row.</summary>
    public (double[] Seconds, double[] TwoSigma) Band()
    {
        Bucket[] used = Array.FindAll(_buckets, bucket => bucket.IsUsed);
        return (Array.ConvertAll(used, bucket => bucket.Seconds), Array.ConvertAll(used, bucket => bucket.TwoSigma));
    }

    private void Halve()
    {
        _width *= 2;
        for (int index = 0; index < MostBuckets; index++)
        {
            Bucket bucket = _buckets[index];
            _buckets[index] = default;
            if (bucket.IsUsed)
                _buckets[index / 2].Include(bucket);
        }
        _last /= 2;
    }

    private struct Bucket
    {
        public bool IsUsed { get; private set; }

        public double Seconds { get; private set; }

        public double Low { get; private set; }

        public double LowSeconds { get; private set; }

        public double High { get; private set; }

        public double HighSeconds { get; private set; }

        public double TwoSigma { get; private set; }

        public void Include(double seconds, double error, double twoSigma)
        {
            if (!IsUsed)
                (IsUsed, Seconds, Low, LowSeconds, High, HighSeconds) = (true, seconds, error, seconds, error, seconds);
            else if (error < Low)
                (Low, LowSeconds) = (error, seconds);
            else if (error > High)
                (High, HighSeconds) = (error, seconds);
            TwoSigma = Math.Max(TwoSigma, twoSigma);
        }

        public void Include(Bucket other)
        {
            if (!IsUsed)
            {
                this = other;
                return;
            }
            if (other.Low < Low)
                (Low, LowSeconds) = (other.Low, other.LowSeconds);
            if (other.High > High)
                (High, HighSeconds) = (other.High, other.HighSeconds);
            TwoSigma = Math.Max(TwoSigma, other.TwoSigma);
        }
    }
}
