using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>Anchors move every estimator, never by a jump, and never by more than they know.</summary>
public sealed class AnchorCorrectionTests
{
    public static TheoryData<EstimatorKind, float> Estimators() => new()
    {
        { EstimatorKind.Coulomb, 0.001f }, { EstimatorKind.Ekf, 0.005f }, { EstimatorKind.Aekf, 0.005f },
    };

    [Theory]
    [MemberData(nameof(Estimators))]
    public void All_of_an_anchor_weighs_what_its_sigma_says(EstimatorKind kind, float largestPerSecond)
    {
        foreach (float sigma in new[] { 0.01f, 0.02f, 0.05f })
        {
            IStateEstimator estimator = Make(kind);
            estimator.Restart(0.6f, 0.05f);
            float last = estimator.Soc;
            for (int second = 0; second < 300; second++)
            {
                estimator.Anchor(0.63f, sigma, 1f, CorrectionReason.RestAnchor);
                Assert.Equal(CorrectionReason.RestAnchor, estimator.Reason);
                Assert.InRange(estimator.Soc - last, 0f, largestPerSecond * 1.001f);
                last = estimator.Soc;
            }
            float weight = 0.05f * 0.05f / ((0.05f * 0.05f) + (sigma * sigma));
            Assert.Equal(0.6f + (0.03f * weight), last, 2e-3f);
            float posterior = MathF.Sqrt(0.05f * 0.05f * (1f - weight));
            float reported = kind == EstimatorKind.Coulomb ? posterior : MathF.Sqrt((posterior * posterior) + 1e-4f);
            Assert.Equal(reported, estimator.SocSigma, 2e-3f);
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_wrong_estimate_that_believed_itself_comes_to_the_anchor_at_the_largest_rate(EstimatorKind kind, float largestPerSecond)
    {
        IStateEstimator estimator = Make(kind);
        estimator.Restart(0.8f, 0.01f);
        float last = estimator.Soc;
        for (int second = 0; second < 300; second++)
        {
            estimator.Anchor(1f, 0.01f, 1f, CorrectionReason.FullAnchor);
            Assert.InRange(estimator.Soc - last, 0f, largestPerSecond * 1.001f);
            last = estimator.Soc;
        }
        Assert.InRange(1f - last, -1e-3f, kind == EstimatorKind.Coulomb ? 0.06f : 0.03f);
        // It admits what is left of the difference.
        Assert.InRange(1f - last, 0f, 3.1f * MathF.Sqrt((estimator.SocSigma * estimator.SocSigma) + 1e-4f));
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_full_charge_brings_any_start_to_full(EstimatorKind kind, float largestPerSecond)
    {
        foreach (float start in new[] { 0.75f, 0.85f, 0.95f, 1f })
        {
            var restart = new Restart(PackBench.Pack(2, kind));
            restart.Running.Estimation.Start(start);
            bool anchored = false;
            float last = start;
            for (int second = 0; second < 600; second++)
            {
                restart.Hold(1, 4200000, 100000, restart.Running);
                anchored |= restart.Running.Estimation.Reason == CorrectionReason.FullAnchor;
                float soc = restart.Running.Estimation.Estimator.Soc;
                if (restart.Running.Estimation.Reason == CorrectionReason.FullAnchor)
                    Assert.InRange(MathF.Abs(soc - last), 0f, largestPerSecond + 1e-4f);
                last = soc;
            }
            Assert.True(anchored);
            Assert.InRange(last, 0.96f, 1f);
        }
    }

    [Fact]
    public void An_empty_pack_brings_the_counter_down()
    {
        var restart = new Restart(PackBench.Pack(2, EstimatorKind.Coulomb));
        restart.Running.Estimation.Start(0.25f);
        restart.Hold(9, 2795000, -300000, restart.Running);
        Assert.InRange(restart.Running.Estimation.Estimator.Soc, 0.24f, 0.25f);
        restart.Hold(300, 2795000, -300000, restart.Running);
        Assert.InRange(restart.Running.Estimation.Estimator.Soc, 0f, 0.04f);
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_rest_on_a_level_stretch_moves_the_estimate_no_further_than_its_slope_allows(EstimatorKind kind, float largestPerSecond)
    {
        // The stretch from 37.5 to 62.5 % has one voltage: wherever the estimate lies on it, the voltage agrees.
        Assert.True(largestPerSecond > 0f);
        foreach (double truth in new[] { 0.4, 0.5, 0.6 })
        {
            foreach (float start in new[] { 0.4f, 0.5f, 0.6f })
            {
                PackConfiguration pack = PackBench.Pack(1, kind).With("Estimation.StartSigmaPermyriad", 300);
                var restart = new Restart(pack);
                restart.Running.Estimation.Start(start);
                int microvolts = (int)(new ReferenceCell(pack, truth).Ocv(truth, 25.0) * 1e6);
                for (int second = 0; second < 4000; second++)
                {
                    restart.Hold(1, microvolts, 0, restart.Running);
                    // A filter's own chord over its spread leans towards the middle; no further than it was unsure anyway.
                    float allowed = kind == EstimatorKind.Coulomb ? 0.012f : 0.03f;
                    Assert.InRange(restart.Running.Estimation.Estimator.Soc, start - allowed, start + allowed);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_rest_where_the_voltage_tells_moves_the_estimate_there(EstimatorKind kind, float largestPerSecond)
    {
        PackConfiguration pack = PackBench.Pack(1, kind).With("Estimation.StartSigmaPermyriad", 300);
        var restart = new Restart(pack);
        restart.Running.Estimation.Start(0.88f);
        int microvolts = (int)(new ReferenceCell(pack, 0.8).Ocv(0.8, 25.0) * 1e6);
        float last = 0.88f;
        bool anchored = false;
        for (int second = 0; second < 2400; second++)
        {
            restart.Hold(1, microvolts, 0, restart.Running);
            float soc = restart.Running.Estimation.Estimator.Soc;
            if (restart.Running.Estimation.Reason == CorrectionReason.RestAnchor)
            {
                anchored = true;
                Assert.InRange(MathF.Abs(soc - last), 0f, largestPerSecond * 1.001f);
            }
            last = soc;
        }
        Assert.True(anchored);
        Assert.Equal(0.8f, last, 0.02f);
    }

    [Fact]
    public void Without_a_memory_there_is_nothing_to_anchor()
    {
        var restart = new Restart(PackBench.Pack(2, EstimatorKind.Ocv));
        restart.Hold(400, 4200000, 100000, restart.Running);
        Assert.Equal(CorrectionReason.OcvUnderLoad, restart.Running.Estimation.Reason);
        IStateEstimator estimator = restart.Running.Estimation.Estimator;
        float soc = estimator.Soc;
        estimator.Anchor(0.1f, 0.01f, 1f, CorrectionReason.FullAnchor);
        Assert.Equal(soc, estimator.Soc);
    }

    private static IStateEstimator Make(EstimatorKind kind)
    {
        PackConfiguration pack = PackBench.Pack(2, kind);
        return new PackController(pack).Estimation.Estimator;
    }
}
