using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.PackState;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.PackState;

/// <summary>What counts as evidence of capacity and resistance, and what is refused with which reason.</summary>
public sealed class HealthEvidenceTests
{
    private const float AmpHours = 2.5f;
    private const float Variance = 1e-4f;

    private readonly CapacityFit _fit = new(0.15f, 0.95f, 0.005f);
    private readonly CapacityEvidence _evidence;

    public HealthEvidenceTests()
    {
        PackConfiguration pack = PackBench.Pack();
        _evidence = new CapacityEvidence(pack, _fit, AmpHours);
    }

    [Fact]
    public void Half_a_capacity_between_two_readings_is_evidence()
    {
        Assert.Equal(HealthReason.NotEnoughCharge, Read(0.9f));
        Count(-0.5f);
        Assert.Equal(HealthReason.Accepted, Read(0.5f));
        Settle();
        // Half the told capacity was four tenths of the true one.
        Assert.InRange(_fit.Ratio, 1.2f, 1.26f);
    }

    [Fact]
    public void Too_little_charge_is_refused()
    {
        Read(0.9f);
        Count(-0.05f);
        Assert.Equal(HealthReason.NotEnoughCharge, Read(0.85f));
        Settle();
        Assert.Equal(1f, _fit.Ratio, 1e-5f);
    }

    [Fact]
    public void An_uncertain_reading_is_refused()
    {
        Assert.Equal(HealthReason.SocUncertain, _evidence.Take(0.9f, 0.04f, 0));
        Assert.Equal(HealthReason.SocUncertain, _evidence.Take(0.9f, float.NaN, 0));
    }

    [Fact]
    public void What_cannot_be_is_refused_and_forgotten()
    {
        Read(0.9f);
        Count(-0.5f);
        Assert.Equal(HealthReason.Implausible, Read(0.95f));
        Settle();
        Assert.Equal(1f, _fit.Ratio, 1e-5f);
    }

    [Fact]
    public void A_week_is_too_long()
    {
        Read(0.9f);
        for (int day = 0; day < 8; day++)
            _evidence.Count(0, 86400000);
        Assert.Equal(HealthReason.TooLong, Read(0.4f));
    }

    [Fact]
    public void Where_the_load_turns_round_the_pair_is_kept_and_the_next_begins()
    {
        Read(0.9f);
        for (int turn = 0; turn < 40; turn++)
        {
            Count(turn % 2 == 0 ? -0.5f : 0.5f);
            Assert.Equal(HealthReason.Accepted, Read(turn % 2 == 0 ? 0.4f : 0.9f));
            Settle();
        }
        Assert.Equal(1f, _fit.Ratio, 1e-3f);
        // Half of what one pair says is the floor; the prior alone is 0.15.
        Assert.InRange(_fit.Sigma, 0.014f, 0.025f);
    }

    [Fact]
    public void Charge_that_nobody_counted_ends_a_pair_but_keeps_what_it_told()
    {
        Read(0.9f);
        Count(-0.5f);
        Read(0.5f);
        _evidence.Break();
        Settle();
        Assert.InRange(_fit.Ratio, 1.2f, 1.26f);
        Assert.Equal(HealthReason.NotEnoughCharge, Read(0.9f));
    }

    [Fact]
    public void A_resistance_needs_excitation_and_follows_it()
    {
        var fit = new ResistanceFit(0.3f);
        Assert.Equal(HealthReason.NoExcitation, fit.Add(0.1f, 0.001f));
        Assert.Equal(HealthReason.Implausible, fit.Add(-0.1f, 0.1f));
        Assert.Equal(HealthReason.Implausible, fit.Add(0.6f, 0.1f));
        Assert.Equal(1f, fit.Ratio);
        for (int step = 0; step < 100; step++)
            Assert.Equal(HealthReason.Accepted, fit.Add(step % 2 == 0 ? 0.13f : -0.13f, step % 2 == 0 ? 0.1f : -0.1f));
        Assert.InRange(fit.Ratio, 1.28f, 1.31f);
        Assert.InRange(fit.Sigma, 0.05f, 0.06f);
    }

    [Fact]
    public void Evidence_that_is_no_number_changes_nothing()
    {
        var fit = new ResistanceFit(0.3f);
        fit.Add(float.NaN, 0.1f);
        Assert.True(float.IsFinite(fit.Ratio));
    }

    [Fact]
    public void A_pack_that_leaves_its_health_alone_says_so()
    {
        var stage = new HealthStage(PackBench.Pack().With("PackState.Enabled", false));
        Assert.Equal(HealthReason.Disabled, stage.CapacityReason);
        Assert.Equal(HealthReason.Disabled, stage.ResistanceReason);
        Assert.Equal(1f, stage.CapacityRatio, 1e-5f);
    }

    private HealthReason Read(float soc) => _evidence.Take(soc, Variance, _evidence.ChargeNanocoulombs);

    /// <summary>Counts a part of the told capacity, within an hour.</summary>
    private void Count(float part) => _evidence.Count((long)(part * AmpHours * 3.6e12f), 3600000);

    private void Settle()
    {
        for (int step = 0; step < CapacityFit.Iterations; step++)
            _fit.Iterate();
    }
}
