using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Measurement;

/// <summary>An open sense wire on any wire, by what its neighbours read and by the AFE's own test.</summary>
public sealed class OpenWireTests
{
    private const int Groups = 16;

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void Every_wire_is_found_within_a_second_by_its_neighbours(int stepMilliseconds)
    {
        for (int wire = 0; wire <= Groups; wire++)
        {
            GuardBench bench = Running();
            Break(bench, wire);
            int elapsed = 0;
            while (bench.Level(ProtectionKind.OpenWire) != ProtectionStage.LevelTrip && elapsed <= 1000)
            {
                bench.Step(1, stepMilliseconds);
                elapsed += stepMilliseconds;
            }
            Assert.True(elapsed <= 1000, $"wire {wire} at {stepMilliseconds} ms");
            Assert.True(bench.Controller.Measurement.CellTracking.IsOpen(wire));
            Assert.Equal(wire, bench.Controller.Protection.Channel((int)ProtectionKind.OpenWire));
            Assert.False(bench.Controller.Commands.MainContactorsClosed);
        }
    }

    [Fact]
    public void Every_wire_is_taken_from_the_afes_own_test()
    {
        for (int wire = 0; wire <= Groups; wire++)
        {
            GuardBench bench = Running();
            bench.Measurements.AfeOpenWires = 1L << wire;
            bench.Step(10);
            Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.OpenWire));
            if (wire > 0)
                Assert.Equal(ChannelFault.OpenWire, bench.Controller.Measurement.CellFault(wire - 1));
            if (wire < Groups)
                Assert.Equal(ChannelFault.OpenWire, bench.Controller.Measurement.CellFault(wire));
        }
    }

    [Fact]
    public void Groups_that_merely_differ_are_no_open_wire()
    {
        GuardBench bench = Running();
        for (int group = 0; group < Groups; group++)
            bench.Measurements.CellMicrovolts[group] += (group % 3 - 1) * 90000;
        bench.Settle();
        bench.Step(100);
        Assert.Equal(0, bench.Controller.Measurement.CellTracking.OpenWires);
    }

    [Fact]
    public void A_wire_that_is_mended_is_no_longer_open()
    {
        GuardBench bench = Running();
        Break(bench, 5);
        bench.Step(10);
        Assert.Equal(1, bench.Controller.Measurement.CellTracking.OpenWires);
        bench.Calm();
        bench.Step(40);
        Assert.Equal(0, bench.Controller.Measurement.CellTracking.OpenWires);
    }

    private static GuardBench Running()
    {
        GuardBench bench = GuardBench.Running(GuardedPack.Make(2, EstimatorKind.Coulomb, 1, true, false, Groups));
        bench.Step(60);
        return bench;
    }

    private static void Break(GuardBench bench, int wire)
    {
        const int Apart = 250000;
        if (wire == 0)
            bench.Measurements.CellMicrovolts[0] -= 4 * Apart;
        else if (wire == Groups)
            bench.Measurements.CellMicrovolts[Groups - 1] -= 4 * Apart;
        else
        {
            bench.Measurements.CellMicrovolts[wire - 1] -= Apart;
            bench.Measurements.CellMicrovolts[wire] += Apart;
        }
    }
}
