using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Contactors;

/// <summary>Closed on request only, after everything has been seen good, and never with a trip.</summary>
public sealed class ContactorStageTests
{
    [Fact]
    public void They_close_on_request_and_open_when_it_ends()
    {
        var bench = new PackBench();
        bench.Measurements.CloseRequested = false;
        bench.Step(10);
        Assert.Equal(PackMode.Standby, bench.Controller.Contactors.Mode);
        bench.Measurements.CloseRequested = true;
        bench.Step();
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        bench.Measurements.CloseRequested = false;
        bench.Step();
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Theory]
    [InlineData(ProtectionKind.CellVoltageLost)]
    [InlineData(ProtectionKind.TemperatureLost)]
    [InlineData(ProtectionKind.CurrentLost)]
    public void They_do_not_close_before_every_channel_has_been_seen_good_at_once(ProtectionKind lost)
    {
        var bench = new PackBench();
        for (int step = 0; step < 3; step++)
        {
            bench.Quiet();
            bench.Show(lost, 1);
            bench.Step();
            Assert.False(bench.Controller.Commands.MainContactorsClosed);
        }
        bench.Quiet();
        bench.Step();
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void One_bad_sample_later_does_not_open_them()
    {
        PackBench bench = PackBench.Running();
        bench.Show(ProtectionKind.CellVoltageLost, 1);
        bench.Step();
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void After_a_trip_they_close_again_only_when_it_has_ended()
    {
        PackBench bench = PackBench.Tripped(ProtectionKind.CellUnderVoltage);
        Assert.Equal(PackMode.Fault, bench.Controller.Contactors.Mode);
        bench.Measurements.CloseRequested = false;
        bench.Step();
        Assert.Equal(PackMode.Fault, bench.Controller.Contactors.Mode);
        bench.Quiet();
        bench.Step(30);
        Assert.Equal(PackMode.Discharging, bench.Controller.Contactors.Mode);
    }
}
