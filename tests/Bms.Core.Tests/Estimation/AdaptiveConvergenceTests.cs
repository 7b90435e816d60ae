using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>
/// The adaptive filters against the model itself as the truth, wrong in one respect at a time: the estimate converges, the state that is
/// named after what is wrong finds it, and two sigmas cover the truth.
/// </summary>
public sealed class AdaptiveConvergenceTests
{
    private readonly ITestOutputHelper _output;

    public AdaptiveConvergenceTests(ITestOutputHelper output) => _output = output;

    [Theory]
    [InlineData(EstimatorKind.Aekf, 0, 0.3)]
    [InlineData(EstimatorKind.Aekf, 1, -0.3)]
    [InlineData(EstimatorKind.Aekf, 2, 0.3)]
    [InlineData(EstimatorKind.Aekf, 3, -0.3)]
    [InlineData(EstimatorKind.Spkf, 0, 0.3)]
    [InlineData(EstimatorKind.Spkf, 1, -0.3)]
    [InlineData(EstimatorKind.Spkf, 2, 0.3)]
    [InlineData(EstimatorKind.Spkf, 3, -0.3)]
    public void A_start_that_is_wrong_by_a_third_is_found_out(EstimatorKind kind, int variant, double by)
    {
        PackConfiguration pack = PackBench.Pack(variant, kind);
        double truth = by > 0.0 ? 0.3 : 0.8;
        ModelledRun run = Begin(kind, pack, new ModelledCell(pack, truth), truth, 40 + variant);
        run.Filter.Estimator.Restart((float)(truth + by), 0.3f);
        run.Run(600);
        run.Count();
        run.Run(6600);
        Report(run);
        Assert.InRange(run.WorstError, 0.0, 0.01);
        Assert.InRange((double)run.Covered / run.Seconds, 0.95, 1.0);
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf, 1, 0.03)]
    [InlineData(EstimatorKind.Aekf, 3, 0.03)]
    [InlineData(EstimatorKind.Aekf, 3, -0.03)]
    [InlineData(EstimatorKind.Spkf, 1, 0.03)]
    [InlineData(EstimatorKind.Spkf, 3, 0.03)]
    [InlineData(EstimatorKind.Spkf, 3, -0.03)]
    public void An_offset_of_the_current_sensor_is_found(EstimatorKind kind, int variant, double rate)
    {
        PackConfiguration pack = PackBench.Pack(variant, kind);
        ModelledRun run = Begin(kind, pack, new ModelledCell(pack, 0.8), 0.8, 50 + variant);
        run.OffsetAmps = rate * run.Cell.ToldAmpHours;
        run.Filter.Estimator.Restart(0.8f, 0.05f);
        run.Run(7200);
        run.Count();
        run.Run(7200);
        Report(run);
        Named(run, AdaptiveFilter.Offset, run.OffsetAmps, 0.1);
        Assert.InRange(run.WorstError, 0.0, 0.005);
        Assert.InRange((double)run.Covered / run.Seconds, 0.95, 1.0);
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf, 1, 0.9)]
    [InlineData(EstimatorKind.Aekf, 3, 0.9)]
    [InlineData(EstimatorKind.Aekf, 3, 1.1)]
    [InlineData(EstimatorKind.Spkf, 1, 0.9)]
    [InlineData(EstimatorKind.Spkf, 3, 0.9)]
    [InlineData(EstimatorKind.Spkf, 3, 1.1)]
    public void A_capacity_that_is_wrong_by_a_tenth_is_found(EstimatorKind kind, int variant, double factor)
    {
        PackConfiguration pack = PackBench.Pack(variant, kind);
        ModelledRun run = Begin(kind, pack, new ModelledCell(pack, 0.9, factor), 0.9, 60 + variant, low: 0.1);
        run.Filter.Estimator.Restart(0.9f, 0.05f);
        run.Run(4 * 3600);
        run.Count();
        run.Run(4 * 3600);
        Report(run);
        Named(run, AdaptiveFilter.Gain, (1.0 / factor) - 1.0, 0.15);
        Assert.InRange(run.WorstError, 0.0, 0.015);
        Assert.InRange((double)run.Covered / run.Seconds, 0.95, 1.0);
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf, 1, 1.2)]
    [InlineData(EstimatorKind.Aekf, 3, 1.2)]
    [InlineData(EstimatorKind.Aekf, 3, 0.8)]
    [InlineData(EstimatorKind.Spkf, 1, 1.2)]
    [InlineData(EstimatorKind.Spkf, 3, 1.2)]
    [InlineData(EstimatorKind.Spkf, 3, 0.8)]
    public void Resistances_that_are_wrong_by_a_fifth_are_found(EstimatorKind kind, int variant, double factor)
    {
        PackConfiguration pack = PackBench.Pack(variant, kind);
        ModelledRun run = Begin(kind, pack, new ModelledCell(pack, 0.8, 1.0, factor), 0.8, 70 + variant);
        run.Filter.Estimator.Restart(0.8f, 0.05f);
        run.Run(7200);
        run.Count();
        run.Run(7200);
        Report(run);
        Named(run, AdaptiveFilter.Resistance, factor - 1.0, 0.1);
        Assert.InRange(run.WorstError, 0.0, 0.005);
        Assert.InRange((double)run.Covered / run.Seconds, 0.95, 1.0);
    }

    [Theory]
    [InlineData(EstimatorKind.Aekf, 1, 0.005)]
    [InlineData(EstimatorKind.Aekf, 3, -0.005)]
    [InlineData(EstimatorKind.Spkf, 1, 0.005)]
    [InlineData(EstimatorKind.Spkf, 3, -0.005)]
    public void An_offset_of_the_voltage_is_borne_and_covered(EstimatorKind kind, int variant, double volts)
    {
        PackConfiguration pack = PackBench.Pack(variant, kind);
        ModelledRun run = Begin(kind, pack, new ModelledCell(pack, 0.8), 0.8, 80 + variant);
        run.OffsetVolts = volts;
        run.Filter.Estimator.Restart(0.8f, 0.05f);
        run.Run(7200);
        run.Count();
        run.Run(7200);
        Report(run);
        // 5 mV on 1.6 V for the whole range are 0.3 %.
        Assert.InRange(run.WorstError, 0.0, 0.007);
        Assert.InRange((double)run.Covered / run.Seconds, 0.95, 1.0);
    }

    private static ModelledRun Begin(EstimatorKind kind, PackConfiguration pack, ModelledCell cell, double soc, int seed, double low = 0.0) =>
        new(kind, cell, pack, low > 0.0 ? low : Math.Max(soc - 0.15, 0.05), Math.Min(soc + 0.12, 0.95), seed);

    /// <summary>The state has come most of the way to the truth, and its own sigma allows for the rest.</summary>
    private static void Named(ModelledRun run, int state, double truth, double share)
    {
        double found = run.Filter.State(state);
        Assert.InRange(Math.Abs(found - truth), 0.0, share * Math.Abs(truth));
        Assert.InRange(Math.Abs(found - truth), 0.0, 3.0 * run.Filter.Sigma(state));
    }

    private void Report(ModelledRun run) => _output.WriteLine(
        $"worst {run.WorstError:F4}, covered {(double)run.Covered / run.Seconds:P1}, {run.Filter}, sigmas {run.Filter.Sigma(2):G3} {run.Filter.Sigma(3):G3} {run.Filter.Sigma(4):G3}");
}
