using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>When the estimator runs, on what, and what it starts from.</summary>
public sealed class EstimationStageTests
{
    [Fact]
    public void The_first_usable_voltage_at_rest_gives_the_start_at_once()
    {
        PackConfiguration pack = PackBench.Pack(1, EstimatorKind.Ekf);
        var bench = new PackBench(pack);
        SetVolts(bench, new ReferenceCell(pack, 0.5).Ocv(0.8, 25.0));
        Assert.False(bench.Controller.Estimation.Valid);
        Assert.Equal(0, bench.Controller.Estimation.RemainingMicroampHours);
        bench.Step();
        Assert.True(bench.Controller.Estimation.Valid);
        Assert.Equal(0.8f, bench.Controller.Estimation.Estimator.Soc, 1e-3f);
        Assert.Equal(0.8 * 5000000, bench.Controller.Estimation.RemainingMicroampHours, 5000.0);
    }

    [Fact]
    public void A_start_on_a_plateau_admits_the_whole_plateau()
    {
        foreach (int offset in new[] { -500, -100, 0, 100, 500 })
        {
            PackConfiguration pack = PackBench.Pack(2, EstimatorKind.Ekf);
            var bench = new PackBench(pack);
            SetVolts(bench, new ReferenceCell(pack, 0.5).Ocv(0.5, 25.0) + (offset * 1e-6));
            bench.Step();
            IStateEstimator estimator = bench.Controller.Estimation.Estimator;
            Assert.InRange(estimator.Soc - (2f * estimator.SocSigma), -1f, 0.375f);
            Assert.InRange(estimator.Soc + (2f * estimator.SocSigma), 0.625f, 2f);
        }
    }

    [Fact]
    public void A_start_under_load_or_without_current_is_not_believed_much()
    {
        foreach (bool known in new[] { false, true })
        {
            var bench = new PackBench(PackBench.Pack(1, EstimatorKind.Ekf));
            bench.Measurements.PackMicroamps = 2000000;
            bench.Measurements.PackCurrentValid = known;
            bench.Step();
            Assert.InRange(bench.Controller.Estimation.Estimator.SocSigma, 0.29f, 0.51f);
        }
    }

    [Fact]
    public void Without_any_voltage_the_start_waits_for_one()
    {
        var bench = new PackBench(PackBench.Pack(1, EstimatorKind.Ekf));
        bench.Show(ProtectionKind.CellVoltageLost, 4);
        bench.Step(20);
        Assert.False(bench.Controller.Estimation.Valid);
        bench.Quiet();
        bench.Step();
        Assert.True(bench.Controller.Estimation.Valid);
    }

    [Fact]
    public void A_stated_start_is_taken_with_the_configured_uncertainty()
    {
        var bench = new PackBench(PackBench.Pack(1, EstimatorKind.Coulomb));
        bench.Controller.Estimation.Start(0.25f);
        Assert.True(bench.Controller.Estimation.Valid);
        bench.Step();
        Assert.Equal(0.25f, bench.Controller.Estimation.Estimator.Soc, 1e-6f);
        Assert.Equal(0.1f, bench.Controller.Estimation.Estimator.SocSigma, 1e-5f);
        bench.Controller.Estimation.Start(7f);
        Assert.Equal(1f, bench.Controller.Estimation.Estimator.Soc);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void The_estimator_runs_every_so_many_steps_and_loses_no_charge(int everySteps)
    {
        var bench = new PackBench(PackBench.Pack(2, EstimatorKind.Coulomb, everySteps));
        bench.Controller.Estimation.Start(0.5f);
        var counter = (CoulombCounter)bench.Controller.Estimation.Estimator;
        bench.Step();
        long start = counter.ChargeNanocoulombs;
        var random = new Random(everySteps);
        long sum = 0;
        for (int step = 1; step <= 3000; step++)
        {
            int milliseconds = random.Next(1, 300);
            bench.Measurements.PackMicroamps = random.Next(-1000000, 1000001);
            long before = counter.ChargeNanocoulombs;
            bench.Step(1, milliseconds);
            sum += (long)bench.Measurements.PackMicroamps * milliseconds;
            if (step % everySteps == 0)
                Assert.Equal(start + sum, counter.ChargeNanocoulombs);
            else
                Assert.Equal(before, counter.ChargeNanocoulombs);
        }
    }

    [Theory]
    [InlineData(9000)]
    [InlineData(9987)]
    [InlineData(10000)]
    public void What_charging_loses_is_not_counted_to_the_nanocoulomb_however_it_is_cut_into_steps(int permyriad)
    {
        PackConfiguration pack = PackBench.Pack(2, EstimatorKind.Coulomb, 7).With("Cell.CoulombicEfficiencyPermyriad", permyriad);
        var bench = new PackBench(pack);
        bench.Controller.Estimation.Start(0.5f);
        var counter = (CoulombCounter)bench.Controller.Estimation.Estimator;
        bench.Step();
        long start = counter.ChargeNanocoulombs;
        var random = new Random(permyriad);
        long charged = 0;
        long discharged = 0;
        for (int step = 1; step <= 7000; step++)
        {
            int milliseconds = random.Next(1, 300);
            bench.Measurements.PackMicroamps = random.Next(-1000000, 1000001);
            bench.Step(1, milliseconds);
            long moved = (long)bench.Measurements.PackMicroamps * milliseconds;
            charged += Math.Max(0, moved);
            discharged += Math.Min(0, moved);
        }
        long lost = charged * (10000 - permyriad) / 10000;
        Assert.Equal(start + charged + discharged - lost, counter.ChargeNanocoulombs);
    }

    [Fact]
    public void The_mean_current_is_what_flows_whatever_charging_loses()
    {
        PackConfiguration pack = PackBench.Pack(1, EstimatorKind.Ocv).With("Cell.CoulombicEfficiencyPermyriad", 9000);
        var bench = new PackBench(pack);
        var cell = new ReferenceCell(pack, 0.5);
        bench.Step();
        bench.Measurements.PackMicroamps = 1000000;
        SetVolts(bench, cell.Ocv(0.3, 25.0) + cell.R0(0.3, 25.0));
        bench.Step(3);
        Assert.Equal(0.3f, bench.Controller.Estimation.Estimator.Soc, 1e-3f);
    }

    [Fact]
    public void An_estimator_that_runs_every_fourth_step_sees_the_mean_current()
    {
        PackConfiguration pack = PackBench.Pack(1, EstimatorKind.Ocv, 4);
        var bench = new PackBench(pack);
        var cell = new ReferenceCell(pack, 0.5);
        bench.Step();
        SetVolts(bench, cell.Ocv(0.3, 25.0) + cell.R0(0.3, 25.0));
        foreach (int microamps in new[] { 2500000, 1500000, 500000, -500000 })
        {
            bench.Measurements.PackMicroamps = microamps;
            bench.Step();
        }
        Assert.Equal(0.3f, bench.Controller.Estimation.Estimator.Soc, 1e-3f);
    }

    [Fact]
    public void An_estimator_that_runs_every_fourth_step_sees_the_mean_voltage()
    {
        PackConfiguration pack = PackBench.Pack(1, EstimatorKind.Ocv, 4);
        var bench = new PackBench(pack);
        var cell = new ReferenceCell(pack, 0.5);
        bench.Step();
        for (int step = 0; step < 4; step++)
        {
            SetVolts(bench, cell.Ocv(0.2, 25.0) + ((step - 1.5) * 0.01));
            bench.Step();
        }
        Assert.Equal(0.2f, bench.Controller.Estimation.Estimator.Soc, 1e-3f);
        // A group that cannot be used takes no part.
        for (int step = 0; step < 4; step++)
        {
            SetVolts(bench, cell.Ocv(0.8, 25.0));
            bench.Measurements.CellMicrovolts[2] = 4990000;
            bench.Measurements.CellValid[2] = false;
            bench.Step();
        }
        Assert.Equal(0.8f, bench.Controller.Estimation.Estimator.Soc, 1e-3f);
    }

    [Fact]
    public void Sums_of_impossible_charges_do_not_wrap()
    {
        PackConfiguration pack = PackBench.Pack(2, EstimatorKind.Coulomb, 1000)
            .With("Measurement.CurrentPlausibleMicroamps", 2000000000);
        var bench = new PackBench(pack);
        bench.Controller.Estimation.Start(0.5f);
        bench.Step();
        bench.Measurements.PackMicroamps = 2000000000;
        bench.Step(1000, int.MaxValue);
        Assert.Equal(1f, bench.Controller.Estimation.Estimator.Soc);
        bench.Measurements.PackMicroamps = -2000000000;
        bench.Step(1000, int.MaxValue);
        Assert.Equal(0f, bench.Controller.Estimation.Estimator.Soc);
    }

    private static void SetVolts(PackBench bench, double volts)
    {
        for (int group = 0; group < bench.Measurements.CellMicrovolts.Length; group++)
            bench.Measurements.CellMicrovolts[group] = (int)Math.Round(volts * 1e6);
    }
}
