using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Estimation;

/// <summary>Interpolation at the nodes, between them and outside, and the inverse of the OCV.</summary>
public sealed class GroupModelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tables_are_read_at_their_nodes_between_them_and_beyond_the_temperatures(int variant)
    {
        PackConfiguration pack = PackBench.Pack(variant);
        var model = new GroupModel(pack);
        var reference = new ReferenceCell(pack, 0.5);
        var random = new Random(variant);
        for (int trial = 0; trial < 5000; trial++)
        {
            int permyriad = trial < 9 ? trial * 1250 : random.Next(10001);
            int centidegrees = trial % 3 == 0 ? (random.Next(5) * 2000) - 3000 : random.Next(-6000, 12000);
            float soc = permyriad * 1e-4f;
            model.Locate(soc, centidegrees);
            double celsius = centidegrees * 0.01;
            Assert.Equal(reference.Ocv(soc, celsius), model.OcvVolts, 2e-6);
            AssertRelative(reference.R0(soc, celsius), model.R0Ohms());
            Assert.Equal(reference.Saturation(celsius), model.SaturationPerRate(), 1e-6);
            AssertRelative(reference.ModelErrorVolts(soc, celsius), model.UncertaintyVolts());
            Assert.Equal(reference.ModelErrorOverpotential(celsius), model.OverpotentialUncertainty(), 1e-6);
            Assert.Equal(reference.InstantHysteresisVolts(celsius), model.InstantHysteresisVolts(), 1e-7);
            Assert.Equal(reference.ChargeResistanceFactor(soc, celsius), model.ChargeResistanceFactor(), 1e-5);
            double sum = 0.0;
            for (int branch = 0; branch < model.BranchCount; branch++)
            {
                AssertRelative(reference.Branch(branch, soc, celsius), model.BranchOhms(branch));
                sum += reference.Branch(branch, soc, celsius);
            }
            AssertRelative(sum, model.TotalBranchOhms());
        }
    }

    [Fact]
    public void Beyond_empty_and_full_the_voltage_goes_on_in_a_line_and_resistances_are_held()
    {
        var model = new GroupModel(PackBench.Pack(0));
        model.Locate(0f, 2500);
        float empty = model.OcvVolts;
        float slope = model.SlopeVolts;
        float ohms = model.R0Ohms();
        model.Locate(-0.05f, 2500);
        Assert.Equal(empty - (0.05f * slope), model.OcvVolts, 1e-6f);
        Assert.Equal(ohms, model.R0Ohms());
        model.Locate(1f, 2500);
        float full = model.OcvVolts;
        model.Locate(1.05f, 2500);
        Assert.Equal(full + (0.05f * model.SlopeVolts), model.OcvVolts, 1e-6f);
    }

    [Fact]
    public void One_temperature_node_serves_every_temperature()
    {
        var model = new GroupModel(PackBench.Pack(0));
        model.Locate(0.3f, -4000);
        float cold = model.OcvVolts;
        float coldOhms = model.R0Ohms();
        model.Locate(0.3f, 9000);
        Assert.Equal(cold, model.OcvVolts);
        Assert.Equal(coldOhms, model.R0Ohms());
    }

    [Fact]
    public void The_place_does_not_depend_on_the_way_there()
    {
        PackConfiguration pack = PackBench.Pack(2);
        var walking = new GroupModel(pack);
        var random = new Random(5);
        for (int trial = 0; trial < 2000; trial++)
        {
            float soc = (random.Next(12001) - 1000) * 1e-4f;
            int centidegrees = random.Next(-6000, 12000);
            var fresh = new GroupModel(pack);
            walking.Locate(soc, centidegrees);
            fresh.Locate(soc, centidegrees);
            Assert.Equal(fresh.OcvVolts, walking.OcvVolts);
            Assert.Equal(fresh.HysteresisVolts(), walking.HysteresisVolts());
        }
    }

    [Fact]
    public void A_voltage_finds_the_state_of_charge_that_has_it()
    {
        PackConfiguration pack = PackBench.Pack(2);
        var model = new GroupModel(pack);
        for (int permyriad = 0; permyriad <= 10000; permyriad += 7)
        {
            // Between 37.5 and 62.5 % the conformance cell is level.
            if (permyriad is > 3740 and < 6260)
                continue;
            model.Locate(permyriad * 1e-4f, 1700);
            Assert.Equal(permyriad * 1e-4f, model.FindSoc(model.OcvVolts, 1700), 2e-5f);
        }
    }

    [Fact]
    public void Voltages_beyond_the_table_find_its_ends()
    {
        var model = new GroupModel(PackBench.Pack(2));
        Assert.Equal(0f, model.FindSoc(1f, 2500));
        Assert.Equal(0f, model.FindSoc(-1f, 2500));
        Assert.Equal(1f, model.FindSoc(5f, 2500));
    }

    [Fact]
    public void A_level_stretch_finds_its_lower_end_and_never_anything_outside_it()
    {
        var model = new GroupModel(PackBench.Pack(2));
        model.Locate(0.5f, 2500);
        float level = model.OcvVolts;
        Assert.Equal(0.375f, model.FindSoc(level, 2500), 1e-4f);
        Assert.InRange(model.FindSoc(level + 1e-6f, 2500), 0.3749f, 0.6251f);
        Assert.InRange(model.FindSoc(level + 1e-4f, 2500), 0.6249f, 0.63f);
    }

    [Fact]
    public void A_table_that_is_level_from_end_to_end_still_finds_something_within_range()
    {
        PackConfiguration pack = PackBench.Pack(0).With("Cell.Ocv", new short[9]);
        Assert.Equal(PackFault.None, new PackValidator(pack).Check());
        var model = new GroupModel(pack);
        foreach (float volts in new[] { 3.5f, 3.6f, 3.7f })
            Assert.InRange(model.FindSoc(volts, 2500), 0f, 1f);
    }

    [Fact]
    public void Cells_in_parallel_share_the_current_and_add_their_capacity()
    {
        var one = new GroupModel(PackBench.Pack(2).With("ParallelCells", 1));
        var four = new GroupModel(PackBench.Pack(2).With("ParallelCells", 4));
        one.Locate(0.4f, 1000);
        four.Locate(0.4f, 1000);
        Assert.Equal(one.OcvVolts, four.OcvVolts);
        Assert.Equal(one.R0Ohms() / 4f, four.R0Ohms(), 1e-9f);
        Assert.Equal(one.BranchOhms(1) / 4f, four.BranchOhms(1), 1e-9f);
        Assert.Equal(one.CapacityMicroampHours * 4, four.CapacityMicroampHours);
    }

    private static void AssertRelative(double expected, float actual) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-5 * Math.Abs(expected), $"{actual:R} instead of {expected:R}");
}
