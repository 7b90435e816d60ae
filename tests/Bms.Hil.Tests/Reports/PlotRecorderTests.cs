using System;
using System.Linq;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class PlotRecorderTests
{
    [Fact]
    public void Up_to_its_buckets_it_keeps_every_row()
    {
        var recorder = new PlotRecorder(1);
        for (int row = 0; row < PlotRecorder.MostBuckets; row++)
            recorder.Add(row * 0.1, [Math.Sin(row)]);
        (double[] seconds, double[] values) = recorder.Channel(0);
        Assert.Equal(PlotRecorder.MostBuckets, seconds.Length);
        Assert.Equal(Math.Sin(1_234), values[1_234]);
    }

    [Fact]
    public void Memory_stays_where_it_is_however_long_the_recording()
    {
        var recorder = new PlotRecorder(11);
        var row = new double[11];
        Feed(recorder, row, 0, 100_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(recorder, row, 100_000, 2_000_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(recorder.Buckets, PlotRecorder.MostBuckets / 4, PlotRecorder.MostBuckets);
        Assert.Equal(2_000_000, recorder.Rows);
        Assert.InRange(recorder.Channel(3).Values.Length, PlotRecorder.MostBuckets / 4, 2 * PlotRecorder.MostBuckets);
    }

    [Fact]
    public void No_extreme_is_lost_in_any_order_of_time()
    {
        var random = new Random(21);
        for (int round = 0; round < 12; round++)
        {
            var recorder = new PlotRecorder(2);
            double low = double.MaxValue;
            double high = double.MinValue;
            double seconds = 0;
            for (int row = 0; row < 20_000; row++)
            {
                seconds += (round % 4) switch
                {
                    0 => 0.1,
                    1 => Math.Pow(10, 6 * random.NextDouble() - 3),
                    2 => random.NextDouble() - 0.45,
                    _ => row % 2 == 0 ? 1e7 : -1e7,
                };
                double spike = random.Next(3_000) == 0 ? 50 * random.NextDouble() : 0;
                double value = random.Next(7) == 0 ? double.NaN : random.NextDouble() - 0.5 + spike;
                if (random.Next(2_000) == 0)
                    recorder.AddEvent(new RecordedEvent(seconds, "event", MarkLevel.Trip));
                recorder.Add(seconds, [value, row]);
                if (!double.IsNaN(value))
                    (low, high) = (Math.Min(low, value), Math.Max(high, value));
                Assert.InRange(recorder.Buckets, 1, PlotRecorder.MostBuckets);
            }
            double[] kept = recorder.Channel(0).Values.Where(double.IsFinite).ToArray();
            Assert.Equal((low, high), (kept.Min(), kept.Max()));
            Assert.Equal((0.0, 19_999.0), (recorder.Channel(1).Values.Min(), recorder.Channel(1).Values.Max()));
        }
    }

    [Fact]
    public void Rows_around_an_event_stay_at_full_rate_in_order_and_once()
    {
        const int Event = 70_000;
        var recorder = new PlotRecorder(1);
        for (int row = 0; row < 200_000; row++)
        {
            if (row == Event)
                recorder.AddEvent(new RecordedEvent(row, "event", MarkLevel.Trip));
            recorder.Add(row, [row % 100]);
        }
        (double[] seconds, _) = recorder.Channel(0);
        for (int row = Event - DetailWindows.RowsEachSide; row < Event + DetailWindows.RowsEachSide; row++)
            Assert.Single(seconds, kept => kept == row);
        Assert.Equal(seconds.Order(), seconds);
    }

    [Fact]
    public void Events_beyond_the_bound_are_counted()
    {
        var recorder = new PlotRecorder(1);
        for (int row = 0; row < PlotRecorder.MostEvents + 5; row++)
        {
            recorder.Add(row, [0]);
            recorder.AddEvent(new RecordedEvent(row, "event", MarkLevel.Warning));
        }
        Assert.Equal(PlotRecorder.MostEvents, recorder.Events.Count);
        Assert.Equal(5, recorder.EventsNotKept);
    }

    [Fact]
    public void A_band_is_the_hull_of_its_bounds_and_a_channel_without_values_is_a_gap()
    {
        var recorder = new PlotRecorder(3);
        for (int row = 0; row < 100_000; row++)
            recorder.Add(row, [-1 - row % 7, 1 + row % 5, double.NaN]);
        (_, double[] lower, double[] upper) = recorder.Band(0, 1);
        Assert.Equal((-7.0, 5.0), (lower.Min(), upper.Max()));
        Assert.All(recorder.Channel(2).Values, value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void Bad_rows_are_refused_or_left_out()
    {
        var recorder = new PlotRecorder(2);
        Assert.Throws<ArgumentException>(() => recorder.Add(0, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlotRecorder(0));
        recorder.Add(double.NaN, [1, 1]);
        Assert.Equal(0, recorder.Rows);
        Assert.Empty(recorder.Channel(0).Values);
    }

    private static void Feed(PlotRecorder recorder, double[] row, int from, int to)
    {
        for (int index = from; index < to; index++)
        {
            Array.Fill(row, index % 977);
            recorder.Add(index * 0.1, row);
        }
    }
}
