using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>Counting is exact, and says how little that is worth after a while.</summary>
public sealed class CoulombCounterTests
{
    private const double NanocoulombsPerAmpHour = 3.6e12;

    [Fact]
    public void A_random_walk_that_returns_leaves_exactly_the_start()
    {
        CoulombCounter counter = Counter();
        counter.Restart(0.5f, 0.05f);
        long start = counter.ChargeNanocoulombs;
        float soc = counter.Soc;
        var random = new Random(21);
        long sum = 0;
        for (int step = 0; step < 200000; step++)
        {
            long charge = random.NextInt64(-4000000, 4000001);
            sum += charge;
            counter.Step(Input(10, charge));
        }
        Assert.Equal(start + sum, counter.ChargeNanocoulombs);
        counter.Step(Input(10, -sum));
        Assert.Equal(start, counter.ChargeNanocoulombs);
        Assert.Equal(soc, counter.Soc);
    }

    [Fact]
    public void A_milliamp_in_steps_of_ten_milliseconds_is_counted_to_the_last_nanocoulomb()
    {
        CoulombCounter counter = Counter();
        counter.Restart(0.5f, 0.05f);
        long start = counter.ChargeNanocoulombs;
        const int Hours = 5;
        const int Steps = Hours * 360000;
        EstimatorInput input = Input(10, 10000);
        for (int step = 0; step < Steps; step++)
            counter.Step(input);
        Assert.Equal(10000L * Steps, counter.ChargeNanocoulombs - start);
        // In float each of these steps would have been lost against an SOC of a half.
        float change = 10000f / (float)(counter.ChargeNanocoulombs / counter.Soc);
        Assert.Equal(0.5f, 0.5f + change);
    }

    [Fact]
    public void The_state_of_charge_follows_the_count()
    {
        CoulombCounter counter = Counter();
        counter.Restart(0.2f, 0.05f);
        // Variant 2 has three cells of 2.5 Ah in parallel.
        counter.Step(Input(3600000, (long)(0.6 * 7.5 * NanocoulombsPerAmpHour)));
        Assert.Equal(0.8f, counter.Soc, 1e-6f);
        Assert.Equal(CorrectionReason.None, counter.Reason);
        Assert.Equal(0f, counter.CorrectionSoc);
    }

    [Fact]
    public void A_count_beyond_the_range_is_held_told_and_never_shown_outside_zero_to_one()
    {
        CoulombCounter counter = Counter();
        counter.Restart(0.9f, 0.05f);
        for (int step = 0; step < 100; step++)
        {
            counter.Step(Input(1000, (long)(0.01 * 7.5 * NanocoulombsPerAmpHour)));
            Assert.InRange(counter.Soc, 0f, 1f);
        }
        Assert.Equal(CorrectionReason.RangeLimited, counter.Reason);
        Assert.Equal(1f, counter.Soc);
        // The margin of a tenth: it comes back where it came from only after that.
        counter.Step(Input(1000, -(long)(0.09 * 7.5 * NanocoulombsPerAmpHour)));
        Assert.Equal(1f, counter.Soc);
        counter.Step(Input(1000, -(long)(0.21 * 7.5 * NanocoulombsPerAmpHour)));
        Assert.Equal(0.8f, counter.Soc, 1e-4f);
        counter.Step(Input(1000, -(1L << 61)));
        Assert.Equal(0f, counter.Soc);
        Assert.Equal(CorrectionReason.RangeLimited, counter.Reason);
    }

    [Fact]
    public void A_count_a_little_past_empty_comes_back_where_it_came_from()
    {
        CoulombCounter counter = Counter();
        counter.Restart(0.05f, 0.05f);
        long start = counter.ChargeNanocoulombs;
        long charge = (long)(0.1 * 7.5 * NanocoulombsPerAmpHour);
        counter.Step(Input(1000, -charge));
        Assert.Equal(0f, counter.Soc);
        Assert.Equal(CorrectionReason.None, counter.Reason);
        counter.Step(Input(1000, charge));
        Assert.Equal(start, counter.ChargeNanocoulombs);
        Assert.Equal(0.05f, counter.Soc, 1e-6f);
    }

    [Fact]
    public void The_bound_grows_by_the_sensors_offset_and_never_shrinks()
    {
        CoulombCounter counter = Counter();
        counter.Restart(0.5f, 0.05f);
        float last = counter.SocSigma;
        for (int step = 0; step < 36000; step++)
        {
            counter.Step(Input(100, 0));
            Assert.True(counter.SocSigma >= last);
            last = counter.SocSigma;
        }
        // 30 parts in 10 000 of C over one hour; the single steps are near the last bit of the sum.
        Assert.Equal(0.053f, last, 3e-4f);
    }

    [Fact]
    public void A_gap_and_an_unknown_current_widen_the_bound()
    {
        CoulombCounter counter = Counter();
        counter.Restart(0.5f, 0.01f);
        counter.Step(Input(3600000, (long)(0.05 * 7.5 * NanocoulombsPerAmpHour)));
        Assert.InRange(counter.SocSigma, 0.06f, 0.07f);
        EstimatorInput blind = Input(360000, 0);
        blind.CurrentKnown = false;
        counter.Step(blind);
        Assert.InRange(counter.SocSigma, 0.16f, 0.17f);
        blind.ElapsedMilliseconds = int.MaxValue;
        counter.Step(blind);
        Assert.Equal(0.5f, counter.SocSigma);
    }

    [Fact]
    public void The_largest_pack_counts_exactly_too()
    {
        var ledger = new ChargeLedger(2000000000, 1000);
        ledger.Set(1f);
        long full = ledger.ChargeNanocoulombs;
        Assert.InRange(full / NanocoulombsPerAmpHour, 1999.9, 2000.2);
        ledger.Count(-1);
        Assert.Equal(full - 1, ledger.ChargeNanocoulombs);
        ledger.Count(1);
        Assert.Equal(full, ledger.ChargeNanocoulombs);
        Assert.Equal(1f, ledger.Soc);
    }

    private static CoulombCounter Counter()
    {
        PackConfiguration pack = PackBench.Pack();
        return new CoulombCounter(pack, new GroupModel(pack));
    }

    private static EstimatorInput Input(int milliseconds, long nanocoulombs) => new()
    {
        ElapsedMilliseconds = milliseconds,
        ChargeNanocoulombs = nanocoulombs,
        MeanMicroamps = (int)(nanocoulombs / milliseconds),
        CurrentKnown = true,
        VoltageKnown = true,
        CellMicrovolts = 3600000,
        TemperatureCentidegrees = 2500,
    };
}
