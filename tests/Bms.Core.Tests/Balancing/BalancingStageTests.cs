using Bms.Core.Balancing;
using Bms.Core.Configuration;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Balancing;

/// <summary>The balancer bleeds what stands high, when that helps, and stops for anything in doubt.</summary>
public sealed class BalancingStageTests
{
    private const int Low = 3500000;
    private const int Start = 10000;
    private const int Stop = 5000;

    [Theory]
    [InlineData(Start - 1, false)]
    [InlineData(Start, true)]
    [InlineData(Start + 1, true)]
    public void A_group_starts_to_bleed_exactly_at_the_start_threshold(int above, bool bleeds)
    {
        PackBench bench = Rested();
        bench.Measurements.CellMicrovolts[2] = Low + above;
        bench.Step();
        Assert.Equal(bleeds, bench.Controller.Commands.BleedGroup[2]);
        Assert.Equal(bleeds ? 1 : 0, bench.Controller.Balancing.BleedingCount);
    }

    [Theory]
    [InlineData(Stop - 1, false)]
    [InlineData(Stop, false)]
    [InlineData(Stop + 1, true)]
    public void A_group_that_bleeds_goes_on_down_to_the_stop_threshold(int above, bool bleeds)
    {
        PackBench bench = Bleeding();
        bench.Measurements.CellMicrovolts[2] = Low + above;
        bench.Step();
        Assert.Equal(bleeds, bench.Controller.Commands.BleedGroup[2]);
    }

    [Fact]
    public void The_lowest_group_never_bleeds_and_every_high_one_does()
    {
        PackBench bench = Rested();
        bench.Measurements.CellMicrovolts[0] = Low + 30000;
        bench.Measurements.CellMicrovolts[3] = Low + 12000;
        bench.Step();
        Assert.Equal([true, false, false, true], bench.Controller.Commands.BleedGroup);
    }

    [Fact]
    public void A_millivolt_scale_difference_is_balanced_and_a_microvolt_scale_one_is_not()
    {
        // Volts handed to something that takes millivolts would turn one into the other.
        PackBench bench = Rested();
        bench.Measurements.CellMicrovolts[1] = Low + 20;
        bench.Step();
        Assert.False(bench.Controller.Commands.BleedGroup[1]);
        bench.Measurements.CellMicrovolts[1] = Low + 20000;
        bench.Step();
        Assert.True(bench.Controller.Commands.BleedGroup[1]);
    }

    [Fact]
    public void At_rest_it_waits_for_the_rest_time()
    {
        var bench = new PackBench();
        bench.Measurements.CellMicrovolts[2] = Low + 20000;
        bench.Step();
        bench.Step(9);
        Assert.Equal(0, bench.Controller.Balancing.BleedingCount);
        bench.Step();
        Assert.Equal(1, bench.Controller.Balancing.BleedingCount);
    }

    [Fact]
    public void In_charge_it_starts_at_once_and_in_discharge_never()
    {
        var bench = new PackBench();
        bench.Measurements.CellMicrovolts[2] = Low + 20000;
        bench.Measurements.PackMicroamps = PackBench.WorkingMicroamps;
        bench.Step();
        Assert.Equal(1, bench.Controller.Balancing.BleedingCount);
        bench.Measurements.PackMicroamps = -PackBench.WorkingMicroamps;
        bench.Step(50);
        Assert.Equal(0, bench.Controller.Balancing.BleedingCount);
        Assert.DoesNotContain(true, bench.Controller.Commands.BleedGroup);
        // The rest time starts anew after a discharge.
        bench.Measurements.PackMicroamps = 0;
        bench.Step(9);
        Assert.Equal(0, bench.Controller.Balancing.BleedingCount);
        bench.Step();
        Assert.Equal(1, bench.Controller.Balancing.BleedingCount);
    }

    [Fact]
    public void A_group_below_its_minimum_never_bleeds()
    {
        PackBench bench = Rested();
        for (int group = 0; group < 4; group++)
            bench.Measurements.CellMicrovolts[group] = 3200000;
        bench.Measurements.CellMicrovolts[2] = 3299999;
        bench.Step();
        Assert.Equal(0, bench.Controller.Balancing.BleedingCount);
        // Above its floor by the distance of start and stop it begins, and goes on down to the floor.
        bench.Measurements.CellMicrovolts[2] = 3304999;
        bench.Step();
        Assert.Equal(0, bench.Controller.Balancing.BleedingCount);
        bench.Measurements.CellMicrovolts[2] = 3305000;
        bench.Step();
        Assert.Equal(1, bench.Controller.Balancing.BleedingCount);
        bench.Measurements.CellMicrovolts[2] = 3300000;
        bench.Step();
        Assert.Equal(1, bench.Controller.Balancing.BleedingCount);
        bench.Measurements.CellMicrovolts[2] = 3299999;
        bench.Step();
        Assert.Equal(0, bench.Controller.Balancing.BleedingCount);
    }

    [Theory]
    [InlineData(5000, true)]
    [InlineData(5001, false)]
    public void Above_its_temperature_nothing_bleeds(int centidegrees, bool bleeds)
    {
        PackBench bench = Bleeding();
        bench.Measurements.TemperatureCentidegrees[1] = centidegrees;
        bench.Step();
        Assert.Equal(bleeds, bench.Controller.Commands.BleedGroup[2]);
    }

    [Fact]
    public void After_it_was_too_warm_it_starts_again_only_well_below_the_limit()
    {
        PackBench bench = Bleeding();
        int limit = bench.Configuration.Balancing.MaximumTemperatureCentidegrees;
        int back = limit - BalancingStage.WarmthHysteresisCentidegrees;
        foreach ((int centidegrees, bool bleeds) in new[] { (limit, true), (limit + 1, false), (limit, false), (back + 1, false), (back, true), (limit, true) })
        {
            bench.Measurements.TemperatureCentidegrees[1] = centidegrees;
            bench.Step();
            Assert.Equal(bleeds, bench.Controller.Balancing.BleedingCount > 0);
        }
    }

    [Theory]
    [InlineData(ProtectionKind.CellVoltageLost)]
    [InlineData(ProtectionKind.TemperatureLost)]
    [InlineData(ProtectionKind.CurrentLost)]
    public void A_lost_channel_stops_it_in_the_same_step(ProtectionKind lost)
    {
        PackBench bench = Bleeding();
        bench.Show(lost, 1);
        bench.Step();
        Assert.DoesNotContain(true, bench.Controller.Commands.BleedGroup);
        Assert.Equal(0, bench.Controller.Balancing.BleedingCount);
    }

    [Fact]
    public void A_trip_stops_it_in_the_same_step()
    {
        PackBench bench = Bleeding();
        bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
        bench.Step(3);
        Assert.Contains(true, bench.Controller.Commands.BleedGroup);
        bench.Step();
        Assert.True(bench.Controller.Protection.AnyTrip);
        Assert.DoesNotContain(true, bench.Controller.Commands.BleedGroup);
    }

    [Fact]
    public void Switched_off_it_does_nothing()
    {
        PackBench bench = PackBench.Running(PackBench.Pack().With("Balancing.Enabled", false));
        bench.Measurements.CellMicrovolts[2] = Low + 50000;
        bench.Step(100);
        Assert.DoesNotContain(true, bench.Controller.Commands.BleedGroup);
    }

    private static PackBench Rested()
    {
        PackBench bench = PackBench.Running();
        bench.Step(20);
        Assert.Equal(0, bench.Controller.Balancing.BleedingCount);
        return bench;
    }

    private static PackBench Bleeding()
    {
        PackBench bench = Rested();
        bench.Measurements.CellMicrovolts[2] = Low + 20000;
        bench.Step();
        Assert.True(bench.Controller.Commands.BleedGroup[2]);
        return bench;
    }
}
