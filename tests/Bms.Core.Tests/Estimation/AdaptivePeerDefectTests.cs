using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>What other firmwares get wrong and these filters must not: a hard correction on a plateau, an SOC outside 0…1.</summary>
public sealed class AdaptivePeerDefectTests
{
    // What the profile says that it may be wrong by for long, one sigma: the step is two of them.
    private const int ModelErrorMicrovolts = 10000;

    // 3.0 V at empty, 3.28…3.33 V over most of the range, 3.4 V at full, in 50 µV about 3.6 V.
    private static readonly short[] Plateau = [-12000, -7600, -6800, -6400, -6200, -6000, -5800, -5400, -4000];

    [Theory]
    [InlineData(EstimatorKind.Aekf, 0.5f, 20)]
    [InlineData(EstimatorKind.Aekf, 0.5f, -20)]
    [InlineData(EstimatorKind.Aekf, 0.7f, 20)]
    [InlineData(EstimatorKind.Spkf, 0.5f, 20)]
    [InlineData(EstimatorKind.Spkf, 0.5f, -20)]
    [InlineData(EstimatorKind.Spkf, 0.7f, 20)]
    public void A_step_of_20_mV_on_the_plateau_of_iron_phosphate_does_not_jump_the_estimate_peer_defect_7(EstimatorKind kind, float soc, int millivolts)
    {
        PackConfiguration pack = Lfp(kind);
        var filter = new AdaptiveFilter(kind, pack);
        filter.Estimator.Restart(soc, 0.03f);
        var input = new EstimatorInput { ElapsedMilliseconds = 1000, CurrentKnown = true, VoltageKnown = true, TemperatureCentidegrees = 2500, Resting = true };
        double rest = new ReferenceCell(pack, soc).Ocv(soc, 25.0);
        input.CellMicrovolts = (int)(rest * 1e6);
        for (int second = 0; second < 600; second++)
            filter.Estimator.Step(input);
        double settled = filter.Estimator.Soc;
        Assert.InRange(Math.Abs(settled - soc), 0.0, 0.002);
        input.CellMicrovolts += millivolts * 1000;
        double before = settled;
        double fastest = 0.0;
        for (int second = 1; second <= 3600; second++)
        {
            filter.Estimator.Step(input);
            fastest = Math.Max(fastest, Math.Abs(filter.Estimator.Soc - before));
            before = filter.Estimator.Soc;
            if (second == 60)
                Assert.InRange(Math.Abs(before - settled), 0.0, 0.01);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"fastest {fastest:F5} a second, after an hour {before - settled:F4} ± {filter.Estimator.SocSigma:F4}");
        Assert.InRange(fastest, 0.0, 0.0005);
        // A second opinion that is off for an hour is not disregarded for ever, but what it moved stays within the bound.
        Assert.InRange(Math.Abs(before - settled), 0.0, 2.0 * filter.Estimator.SocSigma);
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf, true)]
    [InlineData(EstimatorKind.Aekf, false)]
    [InlineData(EstimatorKind.Spkf, true)]
    [InlineData(EstimatorKind.Spkf, false)]
    public void The_estimate_stays_within_0_and_1_and_does_not_jump_where_the_counter_goes_beyond_peer_defect_6(EstimatorKind kind, bool voltages)
    {
        PackConfiguration pack = PackBench.Pack(3, kind);
        var filter = new AdaptiveFilter(kind, pack);
        int limited = 0;
        foreach (int sign in new[] { -1, 1 })
        {
            filter.Estimator.Restart(sign < 0 ? 0.03f : 0.97f, 0.02f);
            var drive = new Counter(filter.Estimator, 2.5 * pack.ParallelCells, voltages);
            // 15 % beyond the end and 20 % back, at 1 C.
            drive.Run(sign, 540);
            Assert.Equal(sign < 0 ? 0f : 1f, filter.Estimator.Soc);
            drive.Run(-sign, 720);
            Assert.InRange(filter.Estimator.Soc, sign < 0 ? 0.1 : 0.7, sign < 0 ? 0.3 : 0.9);
            Assert.InRange(drive.Lowest, 0f, 1f);
            Assert.InRange(drive.Highest, 0f, 1f);
            Assert.InRange(drive.Fastest, 0.0, (1.0 / 3600.0) + 0.005);
            limited += drive.Limited;
        }
        Assert.True(voltages || limited > 300, $"held at the end {limited} times");
    }

    private static PackConfiguration Lfp(EstimatorKind kind)
    {
        PackConfiguration pack = PackBench.Pack(2, kind);
        short[] ocv = new short[pack.Cell.Ocv.Length];
        for (int index = 0; index < ocv.Length; index++)
            ocv[index] = Plateau[index % Plateau.Length];
        short[] error = new short[ocv.Length];
        Array.Fill(error, (short)(ModelErrorMicrovolts / CellProfile.ModelErrorStepMicrovolts));
        return pack.With("Cell.Ocv", ocv).With("Cell.ModelError", error);
    }

    /// <summary>A counter that is driven beyond an end, with voltages that agree with whatever the estimator expects, or with none.</summary>
    private sealed class Counter
    {
        private readonly IStateEstimator _estimator;
        private readonly double _ampHours;
        private readonly bool _voltages;

        public Counter(IStateEstimator estimator, double ampHours, bool voltages) =>
            (_estimator, _ampHours, _voltages) = (estimator, ampHours, voltages);

        public float Lowest { get; private set; } = 1f;

        public float Highest { get; private set; }

        public double Fastest { get; private set; }

        public int Limited { get; private set; }

        public void Run(int sign, int seconds)
        {
            int microamps = (int)(sign * _ampHours * 1e6);
            for (int second = 0; second < seconds; second++)
            {
                float before = _estimator.Soc;
                _estimator.Step(new EstimatorInput
                {
                    ElapsedMilliseconds = 1000,
                    MeanMicroamps = microamps,
                    ChargeNanocoulombs = microamps * 1000L,
                    CurrentKnown = true,
                    VoltageKnown = _voltages,
                    CellMicrovolts = (int)(_estimator.PredictedVolts * 1e6f),
                    TemperatureCentidegrees = 2500,
                });
                Lowest = Math.Min(Lowest, _estimator.Soc);
                Highest = Math.Max(Highest, _estimator.Soc);
                Fastest = Math.Max(Fastest, Math.Abs(_estimator.Soc - before));
                if (_estimator.Reason == CorrectionReason.RangeLimited)
                    Limited++;
            }
        }
    }
}
