using System;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Measurement;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests;

/// <summary>What the front door does when something inside it breaks, and which numbers it hands out.</summary>
public sealed class PackControllerTests
{
    [Theory]
    [InlineData(3, 2)]
    [InlineData(5, 2)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(1, 1)]
    [InlineData(32, 16)]
    public void Measurements_of_another_size_open_everything_for_good(int groups, int sensors)
    {
        PackBench bench = PackBench.Running();
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        var wrong = new Measurements(groups, sensors) { NowMilliseconds = 4242 };
        bench.Controller.Step(wrong);
        AssertFailed(bench.Controller, ControllerStage.Measurement, 4242);
        bench.Quiet();
        bench.Step(100);
        AssertFailed(bench.Controller, ControllerStage.Measurement, 4242);
    }

    [Fact]
    public void No_measurements_at_all_open_everything_for_good()
    {
        PackBench bench = PackBench.Running();
        bench.Controller.Step(null!);
        AssertFailed(bench.Controller, ControllerStage.Measurement, bench.Measurements.NowMilliseconds);
        bench.Step(10);
        AssertFailed(bench.Controller, ControllerStage.Measurement, bench.Measurements.NowMilliseconds - 1000);
    }

    [Fact]
    public void A_configuration_with_a_fault_makes_no_controller()
    {
        PackConfiguration pack = PackBench.Pack().With("SeriesGroups", 0);
        Assert.Throws<ArgumentException>(() => new PackController(pack));
    }

    [Fact]
    public void A_quiet_pack_is_permitted_exactly_its_limits()
    {
        PackConfiguration pack = PackBench.Pack().With("ChargeLimitMicroamps", 2499999).With("DischargeLimitMicroamps", 4999999);
        PackBench bench = PackBench.Running(pack);
        Assert.Equal(2499999, bench.Controller.Commands.ChargeLimitMicroamps);
        Assert.Equal(4999999, bench.Controller.Commands.DischargeLimitMicroamps);
        Assert.Same(bench.Controller.Commands, bench.Controller.Step(bench.Measurements));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    public void The_smallest_and_the_largest_pack_run(int groups)
    {
        PackBench bench = PackBench.Running(PackBench.Pack(3, EstimatorKind.Ekf).With("SeriesGroups", groups)
            .WithRow(ProtectionKind.CellVoltageLost, "TripLimit", 1));
        bench.Step(100);
        Assert.Equal(ControllerStage.None, bench.Controller.FailedStage);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        bench.Measurements.CellMicrovolts[groups - 1] = 4300000;
        bench.Step(4);
        Assert.Equal(groups - 1, bench.Controller.Protection.Channel((int)ProtectionKind.CellOverVoltage));
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    private static void AssertFailed(PackController controller, ControllerStage stage, int atMilliseconds)
    {
        Assert.Equal(stage, controller.FailedStage);
        Assert.False(controller.Commands.MainContactorsClosed);
        Assert.Equal(0, controller.Commands.ChargeLimitMicroamps);
        Assert.Equal(0, controller.Commands.DischargeLimitMicroamps);
        Assert.DoesNotContain(true, controller.Commands.BleedGroup);
        EventLog events = controller.Diagnostics.Events;
        Assert.Equal(EventKind.InternalFault, events.Kind(events.Count - 1));
        Assert.Equal((int)stage, events.Channel(events.Count - 1));
        Assert.Equal(atMilliseconds, events.AtMilliseconds(events.Count - 1));
    }
}
