using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.PackState;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.PackState;

/// <summary>Bytes of estimation, group states and health on the device, for sixteen groups and three branches; energy is told beside.</summary>
public sealed class PackStateBytesTests
{
    private const int Budget = 12 * 1024;

    [Theory]
    [InlineData(EstimatorKind.Ekf)]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Spkf)]
    public void Sixteen_groups_fit_into_twelve_kilobytes(EstimatorKind kind)
    {
        PackConfiguration pack = GroupStageTests.Pack(kind, 16, 1, 3);
        var groups = new GroupStage(pack);
        var health = new HealthStage(pack);
        var energy = new EnergyStage(pack);
        var estimation = new EstimationStage(pack);
        int all = DeviceBytes.WithModels(pack, estimation, groups, health);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kind}: estimation {DeviceBytes.WithModels(pack, estimation)}, groups {DeviceBytes.WithModels(pack, groups)}, health {DeviceBytes.WithModels(pack, health)}, "
            + $"together {all}; energy {DeviceBytes.WithModels(pack, energy)} beside");
        Assert.InRange(all, 1, Budget);
    }
}
