using Bms.Core.Configuration;
using Bms.Core.PowerLimits;
using Xunit;

namespace Bms.Core.Tests.PowerLimits;

/// <summary>A map is exact at its nodes, straight between them and held beyond them.</summary>
public sealed class LimitMapTests
{
    private static readonly PowerSettings Settings = new()
    {
        MapCentidegrees = [0, 1000, 3000],
        MapSocPermyriad = [0, 5000, 10000],
        MapChargePermille = [100, 100, 0, 500, 400, 300, 1000, 1000, 800],
    };

    [Theory]
    [InlineData(0, 0, 100)]
    [InlineData(1000, 5000, 400)]
    [InlineData(3000, 10000, 800)]
    [InlineData(-2000, 0, 100)]
    [InlineData(9000, 10000, 800)]
    [InlineData(500, 0, 300)]
    [InlineData(1000, 7500, 350)]
    [InlineData(2000, 2500, 725)]
    public void Between_its_nodes_it_is_straight(int centidegrees, int permyriad, int expected) =>
        Assert.Equal(expected, new LimitMap(Settings, Settings.MapChargePermille).Permille(centidegrees, permyriad));

    [Fact]
    public void Without_nodes_it_permits_everything() => Assert.Equal(1000, new LimitMap(new PowerSettings(), []).Permille(2500, 5000));

    [Fact]
    public void One_node_holds_everywhere()
    {
        var settings = new PowerSettings { MapCentidegrees = [2500], MapSocPermyriad = [5000], MapChargePermille = [700] };
        Assert.Equal(700, new LimitMap(settings, settings.MapChargePermille).Permille(-3000, 9999));
    }
}
