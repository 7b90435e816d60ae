using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.PackState;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.PackState;

/// <summary>Bytes of everything of Estimation and PackState on the device, for sixteen groups and three branches.</summary>
public sealed class PackStateBytesTests
{
    private const int Budget = 12 * 1024;

    // What both folders' models over the shared profile take is not in DeviceBytes: 12 an object and a field, and their tables.
    private const int ModelBytes = 2 * 900;

    [Theory]
    [InlineData(EstimatorKind.Ekf)]
    [InlineData(EstimatorKind.Aekf)]
    [InlineData(EstimatorKind.Spkf)]
    public void Sixteen_groups_fit_into_twelve_kilobytes(EstimatorKind kind)
    {
        PackConfiguration pack = GroupStageTests.Pack(kind, 16, 1, 3);
        var groups = new GroupStage(pack);
        var health = new HealthStage(pack);
        int estimation = DeviceBytes.Of(new EstimationStage(pack));
        int later = DeviceBytes.Of(groups) + DeviceBytes.Of(health) + DeviceBytes.Of(new EnergyStage(pack));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kind}: estimation {estimation}, groups {DeviceBytes.Of(groups)}, health {DeviceBytes.Of(health)}, together {estimation + later} and models");
        Assert.InRange(estimation + later + ModelBytes, 1, Budget);
    }
}
