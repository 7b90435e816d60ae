using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>The filter against a synthetic cell whose truth is known: it finds the SOC, and its bound is honest.</summary>
public sealed class FilterConvergenceTests
{
    [Theory]
    [InlineData(1, 0.9, 0.7)]
    [InlineData(1, 0.3, 0.05)]
    [InlineData(2, 0.9, 0.7)]
    [InlineData(2, 0.1, 0.3)]
    [InlineData(3, 0.9, 0.65)]
    [InlineData(3, 0.25, 0.0)]
    public void A_wrong_start_is_found_out_within_ten_minutes(int variant, double truth, double told)
    {
        Run run = new(variant, truth, told, 0.3, 2e-3, 31);
        run.Seconds(600);
        double worst = 0.0;
        for (int minute = 0; minute < 20; minute++)
        {
            run.Seconds(60);
            worst = Math.Max(worst, Math.Abs(run.Error));
        }
        Assert.InRange(worst, 0.0, 0.03);
    }

    [Fact]
    public void Two_sigmas_cover_the_truth_where_the_table_has_a_slope()
    {
        int covered = 0;
        int samples = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            double truth = (seed % 4 < 2 ? 0.06 : 0.72) + (0.22 * random.NextDouble());
            // A start drawn from the distribution that the filter is told.
            double told = Math.Clamp(truth + (0.1 * Gaussian(random)), 0.0, 1.0);
            Run run = new(2 + (seed & 1), truth, told, 0.1, 5e-3, seed);
            for (int second = 0; second < 1800; second++)
            {
                run.Seconds(1);
                samples++;
                if (Math.Abs(run.Error) <= 2.0 * run.Filter.SocSigma)
                    covered++;
            }
        }
        Assert.InRange((double)covered / samples, 0.95, 1.0);
    }

    [Fact]
    public void With_a_right_start_and_a_right_model_the_estimate_stays_right()
    {
        Run run = new(3, 0.8, 0.8, 0.02, 1e-3, 9);
        double worst = 0.0;
        for (int second = 0; second < 7200; second++)
        {
            run.Seconds(1);
            worst = Math.Max(worst, Math.Abs(run.Error));
        }
        Assert.InRange(worst, 0.0, 0.02);
        Assert.InRange(run.WorstVoltageError, 0.0, 0.05);
    }

    [Fact]
    public void A_level_stretch_moves_nothing_hard()
    {
        // In the middle of the level stretch, told 8 % too little: the voltage says nothing of it, and 20 mV of error must not either.
        PackConfiguration pack = PackBench.Pack(0, EstimatorKind.Ekf);
        var cell = new ReferenceCell(pack, 0.5);
        var filter = new ExtendedKalmanFilter(pack, new GroupModel(pack));
        filter.Restart(0.45f, 0.03f);
        float before = filter.Soc;
        for (int step = 0; step < 3600; step++)
        {
            filter.Step(new EstimatorInput
            {
                ElapsedMilliseconds = 1000,
                CurrentKnown = true,
                VoltageKnown = true,
                CellMicrovolts = (int)((cell.Ocv(0.5, 25.0) + 0.02) * 1e6),
                TemperatureCentidegrees = 2500,
                Resting = true,
            });
        }
        Assert.Equal(before, filter.Soc, 1e-4f);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(2.0 * Math.PI * random.NextDouble());

    /// <summary>A filter beside the cell that it watches, driven by random blocks of current about a slow cycle.</summary>
    private sealed class Run
    {
        private readonly ReferenceCell _cell;
        private readonly Random _random;
        private readonly double _noiseVolts;
        private readonly double _start;
        private double _amps;
        private int _second;

        public Run(int variant, double truth, double told, double sigma, double noiseVolts, int seed)
        {
            PackConfiguration pack = PackBench.Pack(variant, EstimatorKind.Ekf);
            _cell = new ReferenceCell(pack, truth);
            _random = new Random(seed);
            _noiseVolts = noiseVolts;
            _start = truth;
            Filter = new ExtendedKalmanFilter(pack, new GroupModel(pack));
            Filter.Restart((float)told, (float)sigma);
        }

        public ExtendedKalmanFilter Filter { get; }

        public double Error => Filter.Soc - _cell.Soc;

        public double WorstVoltageError { get; private set; }

        public void Seconds(int count)
        {
            for (int second = 0; second < count; second++)
                Second();
        }

        private void Second()
        {
            if (_second % 20 == 0)
            {
                // About the start, so that the truth stays where the table has a slope.
                double swing = _cell.CapacityAmpHours * ((2.0 * _random.NextDouble()) - 1.0);
                _amps = swing + (5.0 * _cell.CapacityAmpHours * (_start - _cell.Soc));
            }
            _second++;
            int microamps = (int)(_amps * 1e6);
            double volts = _cell.Step(microamps * 1e-6, 1.0, 25.0) + (_noiseVolts * Gaussian(_random));
            Filter.Step(new EstimatorInput
            {
                ElapsedMilliseconds = 1000,
                ChargeNanocoulombs = microamps * 1000L,
                MeanMicroamps = microamps,
                CurrentKnown = true,
                VoltageKnown = true,
                CellMicrovolts = (int)(volts * 1e6),
                TemperatureCentidegrees = 2500,
            });
            if (_second > 60)
                WorstVoltageError = Math.Max(WorstVoltageError, Math.Abs(Filter.PredictedVolts - volts));
        }
    }
}
