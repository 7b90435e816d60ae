using Bms.Core.Balancing;
using Bms.Core.Lifecycle;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Balancing;

/// <summary>What is left to bleed outlives a restart, and what is no plan of this pack is refused.</summary>
public sealed class BleedPlanTests
{
    [Fact]
    public void A_plan_comes_back_and_a_torn_one_is_refused()
    {
        BleedPlan first = new(PackBench.Pack());
        first.LeftCoulombs[2] = 1234.5f;
        byte[] bytes = new byte[MemoryMap.Room((int)RecordKind.Balancing)];
        int length = first.Write(bytes);
        Assert.Equal(BleedPlan.LengthFor(4), length);
        BleedPlan second = new(PackBench.Pack());
        Assert.True(second.Read(bytes, length));
        Assert.Equal([0f, 0f, 1234.5f, 0f], second.LeftCoulombs);
        Assert.False(second.Read(bytes, length - 1));
        bytes[4] = 0xFF;
        Assert.False(second.Read(bytes, length));
        Assert.Equal(1234.5f, second.LeftCoulombs[2]);
        Assert.False(new BleedPlan(PackBench.Pack().With("SeriesGroups", 3)).Read(bytes, length));
    }
}
