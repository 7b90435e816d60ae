using System;
using System.Collections.Generic;

namespace Bms.Hil.Reports;

/// <summary>
/// Records channels for a picture in bounded memory, however long the recording: time is cut into buckets that keep the smallest and
/// the largest sample of every channel; when <see cref="MostBuckets"/> are in use their width doubles. Up to that many rows, and
/// around the first events, every sample is kept. No extreme value of a finite channel is lost.
/// </summary>
public sealed class PlotRecorder
{
    /// <summary>Buckets in memory, each with four numbers a channel.</summary>
    public const int MostBuckets = 4_096;

    /// <summary>Events kept; later ones are only counted.</summary>
    public const int MostEvents = 1_000;

    /// <summary>The first width; a sampling faster than this is thinned out from the start.</summary>
    public const double FirstBucketSeconds = 0.001;

    /// <summary>By then the width is beyond any recording, so only time running back and forth can still fill the buckets.</summary>
    private const int MostDoublings = 64;

    private readonly int _channels;
    private readonly long[] _keys = new long[MostBuckets];
    private readonly Extremes[] _extremes;
    private readonly DetailWindows _details;
    private readonly List<RecordedEvent> _events = [];
    private double _bucketSeconds = FirstBucketSeconds;
    private double _originSeconds;
    private int _buckets;

    /// <param name="channels">Numbers a row, at least 1.</param>
    public PlotRecorder(int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        _channels = channels;
        _extremes = new Extremes[MostBuckets * channels];
        _details = new DetailWindows(channels);
    }

    /// <summary>Rows seen.</summary>
    public long Rows { get; private set; }

    /// <summary>Buckets in use, at most <see cref="MostBuckets"/>.</summary>
    public int Buckets => _buckets;

    /// <summary>The width that the buckets have now, in seconds.</summary>
    public double BucketSeconds => _bucketSeconds;

    /// <summary>The first <see cref="MostEvents"/> events.</summary>
    public IReadOnlyList<RecordedEvent> Events => _events;

    /// <summary>Events that came after those.</summary>
    public long EventsNotKept { get; private set; }

    /// <summary>Takes one row.</summary>
    /// <param name="seconds">Its time; a row without a finite time is left out. Time may run backwards, at the cost of buckets.</param>
    /// <param name="values">One value a channel; one that is not finite is a gap in that channel.</param>
    public void Add(double seconds, ReadOnlySpan<double> values)
    {
        if (values.Length != _channels)
            throw new ArgumentException($"a row of this recorder has {_channels} values, not {values.Length}");
        if (!double.IsFinite(seconds))
            return;
        if (Rows++ == 0)
            _originSeconds = seconds;
        long key = KeyOf(seconds);
        if (_buckets == 0 || _keys[_buckets - 1] != key)
        {
            if (_buckets == MostBuckets)
            {
                Widen();
                key = KeyOf(seconds);
            }
            if (_buckets == 0 || _keys[_buckets - 1] != key)
                Open(key);
        }
        Span<Extremes> bucket = _extremes.AsSpan((_buckets - 1) * _channels, _channels);
        for (int channel = 0; channel < bucket.Length; channel++)
            bucket[channel].Include(seconds, values[channel]);
        _details.Add(seconds, values);
    }

    /// <summary>Notes an event at the row added last, or about to be added.</summary>
    public void AddEvent(RecordedEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (_events.Count == MostEvents)
        {
            EventsNotKept++;
            return;
        }
        _events.Add(happened);
        _details.Open();
    }

    /// <summary>What is left of one channel, in the order of recording; a NaN value is a gap.</summary>
    public (double[] Seconds, double[] Values) Channel(int channel)
    {
        var merged = new DetailMerger(_details, channel);
        for (int bucket = 0; bucket < _buckets; bucket++)
        {
            Extremes extremes = _extremes[bucket * _channels + channel];
            if (extremes.IsEmpty)
            {
                merged.Add(StartOf(bucket), double.NaN);
                continue;
            }
            bool lowFirst = extremes.LowSeconds <= extremes.HighSeconds;
            merged.Add(lowFirst ? extremes.LowSeconds : extremes.HighSeconds, lowFirst ? extremes.Low : extremes.High);
            if (extremes.Low != extremes.High)
                merged.Add(lowFirst ? extremes.HighSeconds : extremes.LowSeconds, lowFirst ? extremes.High : extremes.Low);
        }
        return merged.Finish();
    }

    /// <summary>Per bucket the smallest value of one channel and the largest of another: the hull of a band.</summary>
    public (double[] Seconds, double[] Lower, double[] Upper) Band(int lowerChannel, int upperChannel)
    {
        var seconds = new double[_buckets];
        var lower = new double[_buckets];
        var upper = new double[_buckets];
        for (int bucket = 0; bucket < _buckets; bucket++)
        {
            Extremes low = _extremes[bucket * _channels + lowerChannel];
            Extremes high = _extremes[bucket * _channels + upperChannel];
            bool empty = low.IsEmpty || high.IsEmpty;
            seconds[bucket] = empty ? StartOf(bucket) : Math.Min(low.LowSeconds, high.HighSeconds);
            lower[bucket] = empty ? double.NaN : low.Low;
            upper[bucket] = empty ? double.NaN : high.High;
        }
        return (seconds, lower, upper);
    }

    private long KeyOf(double seconds) => (long)Math.Floor((seconds - _originSeconds) / _bucketSeconds);

    private double StartOf(int bucket) => _originSeconds + _keys[bucket] * _bucketSeconds;

    private void Open(long key)
    {
        _keys[_buckets] = key;
        _extremes.AsSpan(_buckets * _channels, _channels).Fill(Extremes.Empty);
        _buckets++;
    }

    /// <summary>Doubles the width until at least a quarter of the buckets is free again.</summary>
    private void Widen()
    {
        for (int doubling = 0; _buckets > MostBuckets * 3 / 4 && doubling < MostDoublings; doubling++)
        {
            _bucketSeconds *= 2;
            Merge(everyPair: false);
        }
        if (_buckets > MostBuckets * 3 / 4)
            Merge(everyPair: true);
    }

    private void Merge(bool everyPair)
    {
        int target = -1;
        int merged = 0;
        for (int bucket = 0; bucket < _buckets; bucket++)
        {
            long key = _keys[bucket] >> 1;
            bool joins = target >= 0 && (everyPair ? merged < 2 : _keys[target] == key);
            if (joins)
            {
                for (int channel = 0; channel < _channels; channel++)
                    _extremes[target * _channels + channel].Include(_extremes[bucket * _channels + channel]);
                merged++;
                continue;
            }
            target++;
            merged = 1;
            _keys[target] = everyPair ? _keys[bucket] : key;
            _extremes.AsSpan(bucket * _channels, _channels).CopyTo(_extremes.AsSpan(target * _channels, _channels));
        }
        _buckets = target + 1;
    }
}
