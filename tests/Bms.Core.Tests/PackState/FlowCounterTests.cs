using System;
using Bms.Core.Estimation;
using Bms.Core.PackState;
using Xunit;

namespace Bms.Core.Tests.PackState;

/// <summary>Charge and energy are counted without loss, however small or large the steps.</summary>
public sealed class FlowCounterTests
{
    [Fact]
    public void Steps_too_small_for_a_unit_are_not_lost()
    {
        var counter = new FlowCounter();
        // 7 nC at 3.6 V, ten million times: 70 mC or 19.4 µAh; each step alone is far below a µAh, a µC and a µWh.
        for (int step = 0; step < 10_000_000; step++)
        {
            counter.Count(7, 3_600_000);
            if (step % 8 == 0)
                counter.Carry();
        }
        counter.Carry();
        Assert.Equal(70_000_000L / 3_600_000L, counter.MicroampHours);
        Assert.Equal(70_000L * 3_600_000L / 3_600_000_000L, counter.MicrowattHours);
    }

    [Fact]
    public void Twenty_years_of_cycles_are_counted_to_the_last_unit()
    {
        var counter = new FlowCounter();
        // 100 A at 51.2 V for a second, 0.317 s of every second on average: 200 million seconds, in one go per 1 000 s of flow.
        Int128 nanocoulombs = 0;
        Int128 picojoules = 0;
        var random = new Random(3);
        for (int step = 0; step < 2_000_000; step++)
        {
            long charge = 10_000_000_000 + random.Next();
            int microvolts = 51_200_000 + random.Next(100_000);
            counter.Count(charge, microvolts);
            nanocoulombs += charge;
            picojoules += (Int128)charge * microvolts / 1000;
            if (step % 8 == 0)
                counter.Carry();
        }
        counter.Carry();
        Assert.Equal((long)(nanocoulombs / 3_600_000), counter.MicroampHours);
        // What one step leaves below a microcoulomb is valued at the next step's voltage.
        Assert.InRange(counter.MicrowattHours - (long)(picojoules / 3_600_000_000), -1, 1);
    }

    [Fact]
    public void The_largest_step_that_can_be_measured_neither_wraps_nor_stops()
    {
        var counter = new FlowCounter();
        long charge = (long)int.MaxValue * int.MaxValue;
        for (int step = 0; step < 20; step++)
            counter.Count(charge, int.MaxValue);
        counter.Carry();
        Assert.Equal((long)((Int128)charge * 20 / 3_600_000), counter.MicroampHours);
        Assert.True(counter.MicrowattHours > 0);
        // 2 147 A for 24.8 days at 320 V, as exact as a gap is counted.
        var gap = new FlowCounter();
        gap.Count(charge, 320_000_000);
        Assert.Equal((double)charge * 320_000_000 / 3.6e12, gap.MicrowattHours, (double)charge * 320_000_000 / 3.6e12 * 1e-6);
    }

    [Fact]
    public void The_end_of_the_range_holds()
    {
        var counter = new FlowCounter();
        byte[] bytes = [.. new byte[24], .. BitConverter.GetBytes(1L << 62), .. BitConverter.GetBytes(1L << 62)];
        var archive = new StateArchive();
        archive.BeginReading(bytes, 0, bytes.Length);
        counter.Transfer(archive);
        counter.Count(3_600_000_000, 50_000_000);
        counter.Carry();
        Assert.Equal(1L << 62, counter.MicroampHours);
        Assert.Equal(1L << 62, counter.MicrowattHours);
    }
}
