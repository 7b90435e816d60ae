using Bms.Core.Contactors;
using Xunit;

namespace Bms.Core.Tests.Contactors;

/// <summary>The order in which parallel strings close.</summary>
public sealed class ParallelStringsTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void The_first_string_is_the_one_that_the_current_equalises(bool charging, int expected)
    {
        var strings = new ParallelStrings(3, 200000, 0);
        strings.Step([50000000, 50400000, 49800000], [true, true, true], new bool[3], 0, charging, 100);
        for (int index = 0; index < 3; index++)
            Assert.Equal(index == expected, strings.MayClose(index));
    }

    [Fact]
    public void A_string_too_far_from_the_bus_stays_open_until_it_is_near()
    {
        var strings = new ParallelStrings(2, 200000, 0);
        strings.Step([50000000, 49700000], [true, true], [true, false], 50000000, false, 100);
        strings.Step([50000000, 49700000], [true, true], [true, false], 50000000, false, 100);
        Assert.False(strings.MayClose(1));
        strings.Step([49900000, 49700000], [true, true], [true, false], 49900000, false, 100);
        Assert.True(strings.MayClose(1));
    }
}
