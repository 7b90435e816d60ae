using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>Single properties of the filter's step: time, charge, gaps, outliers, the ends of the range.</summary>
public sealed class FilterStepTests
{
    [Fact]
    public void The_secant_gain_of_the_saturation_is_within_its_stated_error()
    {
        double largest = 0.0;
        for (double u = 1e-6; u <= 40.0; u *= 1.0005)
        {
            double expected = Math.Asinh(u) / u;
            largest = Math.Max(largest, Math.Abs((ExtendedKalmanFilter.SecantGain((float)u) / expected) - 1.0));
        }
        Assert.InRange(largest, 1e-4, 2.3e-3);
        Assert.Equal(1f, ExtendedKalmanFilter.SecantGain(0f));
    }

    [Fact]
    public void One_long_step_predicts_what_many_short_ones_do()
    {
        ExtendedKalmanFilter whole = Filter(3);
        ExtendedKalmanFilter split = Filter(3);
        whole.Restart(0.8f, 0.05f);
        split.Restart(0.8f, 0.05f);
        foreach (int microamps in new[] { -3000000, 0, 2000000, -500000 })
        {
            whole.Step(Blind(40000, microamps));
            for (int step = 0; step < 400; step++)
                split.Step(Blind(100, microamps));
        }
        Assert.Equal(whole.Soc, split.Soc);
        Assert.Equal(whole.MiddleAmps, split.MiddleAmps, 1e-4f);
        Assert.Equal(whole.SlowAmps, split.SlowAmps, 1e-4f);
        Assert.Equal(whole.Hysteresis, split.Hysteresis, 1e-4f);
        // Both have to end with the covariance carried on, which an unbelieved voltage leaves as it is.
        Assert.Equal(whole.SocSigma, split.SocSigma, 1e-5f);
        for (int state = 0; state < 4; state++)
            Assert.Equal(1f, split.Covariance(state, state) / whole.Covariance(state, state), 1e-3f);
    }

    [Fact]
    public void Branch_currents_follow_the_exact_exponential_in_irregular_steps()
    {
        PackConfiguration pack = PackBench.Pack(2, EstimatorKind.Ekf);
        ExtendedKalmanFilter filter = Filter(2);
        var random = new Random(4);
        double middle = 0.0;
        double slow = 0.0;
        for (int step = 0; step < 20000; step++)
        {
            int milliseconds = random.Next(1, 5000);
            int microamps = random.Next(-5000000, 5000001);
            filter.Step(Blind(milliseconds, microamps, 0));
            middle += (1.0 - Math.Exp(-(double)milliseconds / pack.Cell.TauMilliseconds[0])) * ((microamps * 1e-6) - middle);
            slow += (1.0 - Math.Exp(-(double)milliseconds / pack.Cell.TauMilliseconds[1])) * ((microamps * 1e-6) - slow);
            Assert.Equal(middle, filter.MiddleAmps, 2e-5);
            Assert.Equal(slow, filter.SlowAmps, 2e-5);
        }
    }

    [Fact]
    public void A_milliamp_in_steps_of_ten_milliseconds_is_not_lost()
    {
        ExtendedKalmanFilter filter = Filter(2);
        filter.Restart(0.5f, 0.01f);
        for (int step = 0; step < 5 * 360000; step++)
            filter.Step(Blind(10, 1000));
        // Five hours of 1 mA into 7.5 Ah.
        Assert.Equal(0.5 + (0.005 / 7.5), filter.Soc, 1e-7);
    }

    [Theory]
    [InlineData(3600000)]
    [InlineData(36000000)]
    [InlineData(int.MaxValue)]
    public void After_a_gap_the_branches_are_at_rest_and_nothing_is_corrected_before_the_tables_are_read_again(int gapMilliseconds)
    {
        ExtendedKalmanFilter filter = Filter(3);
        filter.Restart(0.6f, 0.05f);
        for (int step = 0; step < 200; step++)
            filter.Step(Blind(1000, -4000000));
        float soc = filter.Soc;
        float sigma = filter.SocSigma;
        Assert.True(filter.SlowAmps < -1f);
        filter.Step(Seen(gapMilliseconds, 0, 3600000));
        Assert.Equal(soc, filter.Soc);
        Assert.True(filter.SocSigma >= sigma);
        Assert.Equal(0f, filter.SlowAmps, 1e-3f);
        for (int step = 0; step < FilterModel.RefreshesForAll - 1; step++)
        {
            filter.Step(Seen(1000, 0, 3600000));
            Assert.Equal(CorrectionReason.None, filter.Reason);
        }
        filter.Step(Seen(1000, 0, 3600000));
        Assert.Equal(CorrectionReason.VoltageInnovation, filter.Reason);
    }

    [Fact]
    public void Charge_that_flowed_in_a_gap_counts_and_widens_the_bound_by_itself()
    {
        ExtendedKalmanFilter filter = Filter(3);
        filter.Restart(0.6f, 0.01f);
        EstimatorInput input = Blind(3600000, -1000000);
        filter.Step(input);
        // Variant 3 holds 10 Ah.
        Assert.Equal(0.5f, filter.Soc, 1e-5f);
        Assert.InRange(filter.SocSigma, 0.1f, 0.11f);
    }

    [Fact]
    public void An_unknown_current_may_have_been_anything_up_to_one_C()
    {
        ExtendedKalmanFilter filter = Filter(3);
        filter.Restart(0.6f, 0.01f);
        EstimatorInput input = Blind(720000, 0);
        input.CurrentKnown = false;
        filter.Step(input);
        Assert.InRange(filter.SocSigma, 0.2f, 0.21f);
        input.ElapsedMilliseconds = int.MaxValue;
        filter.Step(input);
        Assert.InRange(filter.SocSigma, 0.49f, 0.51f);
        Assert.Equal(0f, filter.Covariance(0, 1));
    }

    [Fact]
    public void A_step_without_time_changes_nothing_but_what_was_read()
    {
        ExtendedKalmanFilter filter = Filter(3);
        for (int step = 0; step < 40; step++)
            filter.Step(Seen(1000, -1000000, 3700000));
        float soc = filter.Soc;
        float sigma = filter.SocSigma;
        float slow = filter.SlowAmps;
        for (int step = 0; step < 100; step++)
        {
            filter.Step(Seen(0, -1000000, 4100000));
            Assert.Equal(CorrectionReason.None, filter.Reason);
        }
        Assert.Equal(soc, filter.Soc);
        Assert.Equal(sigma, filter.SocSigma);
        Assert.Equal(slow, filter.SlowAmps);
    }

    [Fact]
    public void An_outlier_is_told_and_moves_little()
    {
        ExtendedKalmanFilter filter = Settled(out int volts);
        float before = filter.Soc;
        filter.Step(Seen(1000, 0, volts + 900000));
        if (filter.Reason == CorrectionReason.None)
            filter.Step(Seen(1000, 0, volts + 900000));
        Assert.Equal(CorrectionReason.InnovationLimited, filter.Reason);
        Assert.InRange(MathF.Abs(filter.Soc - before), 0f, 0.05f);
        filter.Step(Seen(1000, 0, volts));
        filter.Step(Seen(1000, 0, volts));
        Assert.Equal(CorrectionReason.VoltageInnovation, filter.Reason);
    }

    [Fact]
    public void An_outlier_counts_less_the_less_it_can_be_believed()
    {
        float last = float.MaxValue;
        foreach (int millivolts in new[] { 300, 600, 900 })
        {
            ExtendedKalmanFilter filter = Settled(out int volts);
            filter.Restart(0.8f, 0.01f);
            while (filter.Reason != CorrectionReason.VoltageInnovation)
                filter.Step(Seen(1000, 0, volts));
            do
                filter.Step(Seen(1000, 0, volts + (millivolts * 1000)));
            while (filter.Reason == CorrectionReason.None);
            Assert.Equal(CorrectionReason.InnovationLimited, filter.Reason);
            Assert.InRange(filter.CorrectionSoc, 1e-6f, 0.8f * last);
            last = filter.CorrectionSoc;
        }
    }

    [Fact]
    public void A_count_beyond_full_is_held_and_told()
    {
        ExtendedKalmanFilter filter = Filter(2);
        filter.Restart(0.99f, 0.02f);
        for (int step = 0; step < 200; step++)
        {
            filter.Step(Blind(10000, 7500000));
            Assert.InRange(filter.Soc, 0f, 1f);
        }
        Assert.Equal(1f, filter.Soc);
        Assert.Equal(CorrectionReason.RangeLimited, filter.Reason);
    }

    [Fact]
    public void Nothing_becomes_subnormal_in_days_of_rest()
    {
        ExtendedKalmanFilter filter = Filter(3);
        filter.Step(Blind(60000, -4000000));
        for (int step = 0; step < 300000; step++)
        {
            filter.Step(Seen(1000, 0, 3600000));
            Assert.False(float.IsSubnormal(filter.MiddleAmps) || float.IsSubnormal(filter.SlowAmps) || float.IsSubnormal(filter.Hysteresis));
            for (int entry = 0; entry < 16; entry++)
                Assert.False(float.IsSubnormal(filter.Covariance(entry >> 2, entry & 3)));
        }
    }

    private static ExtendedKalmanFilter Settled(out int microvolts)
    {
        PackConfiguration pack = PackBench.Pack(3, EstimatorKind.Ekf);
        microvolts = (int)(new ReferenceCell(pack, 0.8).Ocv(0.8, 25.0) * 1e6);
        ExtendedKalmanFilter filter = Filter(3);
        filter.Restart(0.8f, 0.02f);
        for (int step = 0; step < 2000; step++)
            filter.Step(Seen(1000, 0, microvolts));
        return filter;
    }

    private static ExtendedKalmanFilter Filter(int variant)
    {
        PackConfiguration pack = PackBench.Pack(variant, EstimatorKind.Ekf);
        return new ExtendedKalmanFilter(pack, new GroupModel(pack));
    }

    private static EstimatorInput Blind(int milliseconds, int microamps) =>
        Blind(milliseconds, microamps, (long)milliseconds * microamps);

    private static EstimatorInput Blind(int milliseconds, int microamps, long charge) => new()
    {
        ElapsedMilliseconds = milliseconds,
        ChargeNanocoulombs = charge,
        MeanMicroamps = microamps,
        CurrentKnown = true,
        TemperatureCentidegrees = 2500,
    };

    private static EstimatorInput Seen(int milliseconds, int microamps, int microvolts)
    {
        EstimatorInput input = Blind(milliseconds, microamps);
        input.VoltageKnown = true;
        input.CellMicrovolts = microvolts;
        return input;
    }
}
