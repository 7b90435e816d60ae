using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Core.PackState;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.PackState;

/// <summary>The groups' differences from the average, on a bench.</summary>
public sealed class GroupStageTests
{
    private const int Apart = 20_000;

    // Less than what a voltage that stands still is doubted under.
    private const int LightLoad = 400_000;

    public static PackConfiguration Pack(EstimatorKind kind = EstimatorKind.Aekf, int groups = 4, int everySteps = 1, int variant = 1) =>
        GuardedPack.Usual(variant, kind, everySteps, groups).With("PackState.Enabled", true);

    [Fact]
    public void A_group_with_a_higher_voltage_is_fuller_and_the_extremes_are_named()
    {
        PackBench bench = Settled(Pack());
        GroupStage groups = bench.Controller.Groups;
        Assert.True(groups.Valid);
        Assert.All(groups.Known, Assert.True);
        for (int group = 1; group < groups.Soc.Length; group++)
            Assert.True(groups.Soc[group] > groups.Soc[group - 1]);
        Assert.Equal(0, groups.WeakestGroup);
        Assert.Equal(3, groups.StrongestGroup);
        Assert.Equal(3, groups.FullestGroup);
        Assert.Equal(bench.Controller.Estimation.Estimator.Soc, groups.Soc.Average(), 0.002);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(32)]
    public void Any_number_of_groups_will_do(int count)
    {
        PackBench bench = Settled(Pack(groups: count));
        GroupStage groups = bench.Controller.Groups;
        Assert.True(groups.Valid);
        Assert.Equal(count, groups.Soc.Length);
        Assert.All(groups.Soc, soc => Assert.InRange(soc, 0f, 1f));
        Assert.All(groups.SocSigma, sigma => Assert.InRange(sigma, 1e-4f, 0.6f));
        Assert.InRange(groups.WeakestGroup, 0, count - 1);
        if (count == 1)
            Assert.Equal(bench.Controller.Estimation.Estimator.Soc, groups.Soc[0]);
    }

    [Fact]
    public void Switched_off_every_group_is_the_average_one()
    {
        PackBench bench = Settled(Pack().With("PackState.Enabled", false));
        GroupStage groups = bench.Controller.Groups;
        Assert.All(groups.Soc, soc => Assert.Equal(bench.Controller.Estimation.Estimator.Soc, soc));
        Assert.All(groups.Known, known => Assert.False(known));
        Assert.All(groups.ResistanceFactor, factor => Assert.Equal(1f, factor));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_group_that_drops_out_moves_nothing_else_and_is_forgotten_in_time(int everySteps)
    {
        PackBench bench = Settled(Pack(everySteps: everySteps));
        GroupStage groups = bench.Controller.Groups;
        float average = bench.Controller.Estimation.Estimator.Soc;
        float[] before = [.. groups.Soc];
        bench.Measurements.CellValid[3] = false;
        bench.Step(100);
        Assert.Equal(average, bench.Controller.Estimation.Estimator.Soc, 0.001f);
        for (int group = 0; group < 4; group++)
            Assert.Equal(before[group], groups.Soc[group], 0.002f);
        Assert.True(groups.Known[3]);
        bench.Step(200);
        Assert.False(groups.Known[3]);
        Assert.True(groups.Known[0]);
        Assert.True(groups.SocSigma[3] >= groups.SocSigma[2]);
        bench.Measurements.CellValid[3] = true;
        bench.Step(60 * everySteps);
        Assert.True(groups.Known[3]);
        Assert.Equal(before[3], groups.Soc[3], 0.004f);
    }

    [Fact]
    public void A_group_that_contradicts_is_not_measured_and_believed_only_when_it_goes_on()
    {
        PackBench bench = Settled(Pack());
        GroupStage groups = bench.Controller.Groups;
        float[] before = [.. groups.Soc];
        float average = bench.Controller.Estimation.Estimator.Soc;
        bench.Measurements.CellMicrovolts[1] += 150_000;
        bench.Step(120);
        Assert.Equal(before[1], groups.Soc[1], 0.005f);
        Assert.Equal(before[2], groups.Soc[2], 0.005f);
        Assert.Equal(average, bench.Controller.Estimation.Estimator.Soc, 0.005f);
        bench.Step(400);
        Assert.True(groups.Soc[1] > before[1] + 0.02f);
    }

    [Fact]
    public void Without_any_voltage_there_is_nothing_to_say_and_later_all_is_counted_on()
    {
        var bench = new PackBench(Pack());
        Array.Fill(bench.Measurements.CellValid, false);
        bench.Step(20);
        Assert.False(bench.Controller.Groups.Valid);
        bench.Quiet();
        Spread(bench);
        bench.Step(200);
        Assert.True(bench.Controller.Groups.Valid);
        float[] before = [.. bench.Controller.Groups.Soc];
        Array.Fill(bench.Measurements.CellValid, false);
        bench.Measurements.PackMicroamps = -1_000_000;
        bench.Step(300);
        GroupStage groups = bench.Controller.Groups;
        Assert.All(groups.Known, known => Assert.False(known));
        for (int group = 0; group < 4; group++)
            Assert.InRange(groups.Soc[group], before[group] - 0.02f, before[group]);
    }

    [Theory]
    [InlineData(EstimatorKind.Coulomb)]
    [InlineData(EstimatorKind.Ocv)]
    [InlineData(EstimatorKind.Ekf)]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Spkf)]
    public void No_number_is_lost_over_a_wild_drive(EstimatorKind kind)
    {
        for (int variant = 0; variant < ConformancePack.VariantCount; variant++)
        {
            var bench = new PackBench(Pack(kind, 8, 1 + (variant & 1), variant));
            var numbers = new StimulusNumbers(11 + variant);
            var quiet = new RowScript(bench.Measurements, numbers);
            var drive = new DriveScript(bench.Measurements, quiet, numbers);
            GroupStage groups = bench.Controller.Groups;
            for (int step = 0; step < 3000; step++)
            {
                bench.Measurements.NowMilliseconds = unchecked(bench.Measurements.NowMilliseconds + drive.Next(step));
                drive.Mislead(step);
                bench.Controller.Step(bench.Measurements);
                for (int group = 0; group < 8; group++)
                {
                    Assert.InRange(groups.Soc[group], 0f, 1f);
                    Assert.InRange(groups.SocSigma[group], 0f, 0.7f);
                    Assert.InRange(groups.ResistanceFactor[group], 0.01f, 4f);
                    Assert.InRange(groups.CapacityFactor[group], 0.5f, 3f);
                }
            }
            Assert.Equal(ControllerStage.None, bench.Controller.FailedStage);
        }
    }

    [Fact]
    public void Charge_that_one_group_gives_alone_sets_it_apart()
    {
        PackBench bench = Settled(Pack());
        GroupStage groups = bench.Controller.Groups;
        float before = groups.Soc[2] - groups.Soc[0];
        // A hundredth of 2.5 Ah times two cells, in nanocoulombs.
        groups.TakeCharge(2, 180_000_000_000);
        bench.Measurements.CellValid[2] = false;
        bench.Step(20);
        Assert.Equal(before - 0.01f, groups.Soc[2] - groups.Soc[0], 0.0015f);
    }

    [Fact]
    public void A_restart_goes_on_as_if_nothing_had_happened()
    {
        PackConfiguration pack = Pack(groups: 16);
        PackBench first = Settled(pack);
        first.Measurements.PackMicroamps = -LightLoad;
        first.Step(333);
        byte[] bytes = new byte[SnapshotFormat.MaximumLength];
        int length = first.Controller.WriteSnapshot(bytes, 0);
        Assert.InRange(length, 1, bytes.Length);
        var second = new PackBench(pack);
        Assert.Equal(SnapshotFault.None, second.Controller.RestoreSnapshot(bytes, length, 0));
        Array.Copy(first.Measurements.CellMicrovolts, second.Measurements.CellMicrovolts, 16);
        second.Measurements.PackMicroamps = -LightLoad;
        second.Measurements.NowMilliseconds = first.Measurements.NowMilliseconds;
        first.Step(1, 0);
        second.Step(1, 0);
        first.Step(200);
        second.Step(200);
        Assert.Equal(first.Controller.Groups.Soc, second.Controller.Groups.Soc);
        Assert.Equal(first.Controller.Groups.SocSigma, second.Controller.Groups.SocSigma);
        Assert.Equal(first.Controller.Groups.CapacityFactor, second.Controller.Groups.CapacityFactor);
        Assert.Equal(first.Controller.Groups.ResistanceFactor, second.Controller.Groups.ResistanceFactor);
    }

    [Fact]
    public void A_snapshot_of_thirty_two_groups_fits_and_time_off_widens_the_bounds()
    {
        PackConfiguration pack = Pack(groups: 32);
        PackBench first = Settled(pack);
        byte[] bytes = new byte[SnapshotFormat.MaximumLength];
        int length = first.Controller.WriteSnapshot(bytes, 0);
        Assert.InRange(length, 1, bytes.Length);
        TestContext.Current.TestOutputHelper?.WriteLine($"32 groups: {length} bytes");
        var second = new PackBench(pack);
        Assert.Equal(SnapshotFault.None, second.Controller.RestoreSnapshot(bytes, length, 30L * 86400000));
        Array.Copy(first.Measurements.CellMicrovolts, second.Measurements.CellMicrovolts, 32);
        second.Step(50);
        GroupStage groups = second.Controller.Groups;
        Assert.Equal(first.Controller.Groups.Soc[31] - first.Controller.Groups.Soc[0], groups.Soc[31] - groups.Soc[0], 0.01f);
    }

    [Fact]
    public void A_stated_start_forgets_the_groups_of_a_snapshot()
    {
        PackConfiguration pack = Pack();
        PackBench first = Settled(pack);
        byte[] bytes = new byte[SnapshotFormat.MaximumLength];
        int length = first.Controller.WriteSnapshot(bytes, 0);
        var second = new PackBench(pack);
        Assert.Equal(SnapshotFault.None, second.Controller.RestoreSnapshot(bytes, length, 0));
        second.Controller.Estimation.Start(0.5f);
        second.Step();
        Assert.All(second.Controller.Groups.Soc.Skip(1), soc => Assert.Equal(0.5f, soc, 0.01f));
    }

    /// <summary>A bench at rest whose groups lie 20 mV apart, seen for a minute.</summary>
    private static PackBench Settled(PackConfiguration configuration)
    {
        var bench = new PackBench(configuration);
        Spread(bench);
        bench.Step(600);
        return bench;
    }

    private static void Spread(PackBench bench)
    {
        int groups = bench.Measurements.CellMicrovolts.Length;
        int step = groups > 8 ? Apart * 4 / groups : Apart;
        for (int group = 0; group < groups; group++)
            bench.Measurements.CellMicrovolts[group] = PackBench.QuietMicrovolts + (step * group) - (step * groups / 2);
    }
}
