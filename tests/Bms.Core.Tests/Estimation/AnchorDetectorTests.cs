using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>When the pack shows that it is full, empty or settled, and what that is then worth.</summary>
public sealed class AnchorDetectorTests
{
    private const int Full = 4200000;
    private const int Empty = 2800000;

    // 2.5 Ah times three in parallel.
    private const int CapacityMicroamps = 7500000;
    private const int Tail = CapacityMicroamps / 20;
    private const int Trickle = CapacityMicroamps / 10;

    private readonly PackConfiguration _pack;
    private readonly AnchorDetector _detector;
    private readonly EstimatorInput _input = new() { CurrentKnown = true, VoltageKnown = true, TemperatureCentidegrees = 2500 };

    public AnchorDetectorTests()
    {
        _pack = PackBench.Pack(2, EstimatorKind.Coulomb);
        _detector = new AnchorDetector(_pack, new GroupModel(_pack));
    }

    [Theory]
    [InlineData(Full - 10000, Tail, true)]
    [InlineData(Full - 10000, 1, true)]
    [InlineData(Full - 10001, Tail, false)]
    [InlineData(Full, Tail + 1, false)]
    [InlineData(Full, 0, false)]
    [InlineData(Full, -1, false)]
    public void Full_is_the_charging_voltage_with_the_tail_current_for_a_minute(int microvolts, int microamps, bool expected)
    {
        Assert.False(Run(59, microvolts, microamps));
        Assert.Equal(expected, Run(1, microvolts, microamps));
        if (!expected)
            return;
        Assert.Equal(CorrectionReason.FullAnchor, _detector.Reason);
        Assert.InRange(_detector.Soc, 0.97f, 1f);
        Assert.InRange(_detector.Sigma, 0.01f, 0.03f);
    }

    [Theory]
    [InlineData(Empty, -Trickle, true)]
    [InlineData(Empty, 0, true)]
    [InlineData(Empty + 1, -Trickle, false)]
    [InlineData(Empty, -Trickle - 1, false)]
    [InlineData(Empty, 100000, false)]
    public void Empty_is_the_cut_off_voltage_with_next_to_no_current_for_ten_seconds(int microvolts, int microamps, bool expected)
    {
        _input.Resting = microamps == 0;
        Assert.False(Run(9, microvolts, microamps));
        Assert.Equal(expected, Run(1, microvolts, microamps));
        if (!expected)
            return;
        Assert.Equal(CorrectionReason.EmptyAnchor, _detector.Reason);
        Assert.InRange(_detector.Soc, 0f, 0.03f);
        Assert.InRange(_detector.Sigma, 0.02f, 0.04f);
    }

    [Fact]
    public void In_the_cold_full_is_worth_less()
    {
        Run(60, Full, Tail);
        float warm = _detector.Soc;
        float warmSigma = _detector.Sigma;
        var cold = new AnchorDetector(_pack, new GroupModel(_pack));
        _input.TemperatureCentidegrees = -1000;
        for (int second = 0; second < 60; second++)
            Step(cold, Full, Tail);
        Assert.True(cold.Soc < warm, $"{cold.Soc} {warm}");
        Assert.True(cold.Sigma > warmSigma, $"{cold.Sigma} {warmSigma}");
    }

    [Fact]
    public void An_interruption_begins_anew_and_a_lost_sample_or_a_gap_too()
    {
        Run(59, Full, Tail);
        Run(1, Full, Tail + 1);
        Assert.False(Run(59, Full, Tail));
        _input.VoltageKnown = false;
        Assert.False(Run(1, Full, Tail));
        _input.VoltageKnown = true;
        Assert.False(Run(59, Full, Tail));
        _input.CurrentKnown = false;
        Assert.False(Run(1, Full, Tail));
        _input.CurrentKnown = true;
        Assert.False(Run(59, Full, Tail));
        _input.ElapsedMilliseconds = 60001;
        _input.CellMicrovolts = Full;
        _input.MeanMicroamps = Tail;
        Assert.False(_detector.Step(_input));
        Assert.False(Run(59, Full, Tail));
        Assert.True(Run(1, Full, Tail));
    }

    [Fact]
    public void An_anchor_is_held_for_five_minutes_and_carried_on_by_counting()
    {
        Run(60, Full, Tail);
        float soc = _detector.Soc;
        int held = 0;
        const int Load = -1500000;
        while (held < 1000 && Run(1, 4000000, Load))
            held++;
        Assert.Equal(299, held);
        Assert.Equal(soc + (Load * 300f / 3600f / CapacityMicroamps), _detector.Soc, 1e-4f);
        // A load that carries it far ends it sooner.
        Run(1000, 4000000, Load);
        Run(60, Full, Tail);
        held = 0;
        while (held < 1000 && Run(1, 3900000, 4 * Load))
            held++;
        Assert.InRange(held, 220, 228);
    }

    [Fact]
    public void The_same_anchor_says_nothing_new_until_charge_has_moved()
    {
        Assert.True(Run(60, Full, Tail));
        int again = 0;
        for (int round = 0; round < 20; round++)
        {
            Run(300, 4180000, 0);
            again += Run(60, Full, 1000) ? 1 : 0;
        }
        Assert.Equal(0, again);
        // A twentieth out, a twentieth in.
        Run(900, 3900000, -1500000);
        Assert.True(Run(60, Full, Tail));
    }

    [Theory]
    [InlineData(1799, 0, false)]
    [InlineData(1800, 0, true)]
    [InlineData(1800, 3, true)]
    [InlineData(1800, 4, false)]
    [InlineData(1800, -3, true)]
    [InlineData(1800, -4, false)]
    public void A_rest_is_an_anchor_once_it_is_long_and_settled(int seconds, int microvoltsASecond, bool expected)
    {
        _input.Resting = true;
        int microvolts = 3900000;
        bool held = false;
        for (int second = 0; second < seconds; second++)
            held = Step(_detector, microvolts += microvoltsASecond, 0);
        Assert.Equal(expected, held);
        if (expected)
            Assert.Equal(CorrectionReason.RestAnchor, _detector.Reason);
    }

    [Fact]
    public void A_rest_that_a_load_interrupts_is_none()
    {
        _input.Resting = true;
        Run(1700, 3900000, 0);
        _input.Resting = false;
        Run(1, 3900000, -500000);
        _input.Resting = true;
        Assert.False(Run(1799, 3900000, 0));
        Assert.True(Run(1, 3900000, 0));
    }

    [Fact]
    public void On_a_level_stretch_a_rest_tells_no_more_than_the_stretch_is_long()
    {
        _input.Resting = true;
        var cell = new ReferenceCell(_pack, 0.5);
        int microvolts = (int)(cell.Ocv(0.5, 25.0) * 1e6);
        if (Run(1800, microvolts, 0))
        {
            Assert.InRange(_detector.Soc - _detector.Sigma, -1f, 0.375f);
            Assert.InRange(_detector.Soc + _detector.Sigma, 0.625f, 2f);
        }
    }

    private bool Run(int seconds, int microvolts, int microamps)
    {
        bool held = false;
        for (int second = 0; second < seconds; second++)
            held = Step(_detector, microvolts, microamps);
        return held;
    }

    private bool Step(AnchorDetector detector, int microvolts, int microamps)
    {
        _input.ElapsedMilliseconds = 1000;
        _input.CellMicrovolts = microvolts;
        _input.MeanMicroamps = microamps;
        _input.ChargeNanocoulombs = microamps * 1000L;
        return detector.Step(_input);
    }
}
