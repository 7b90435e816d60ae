using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Bms.Core.Configuration;
using Bms.Core.Numerics;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Configuration;

/// <summary>Whatever is said of the cells is part of the identity; what is not said of them is none.</summary>
public sealed class PackIdentityTests
{
    public static TheoryData<string> CellProperties() =>
        [.. typeof(CellProfile).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(CellProperties))]
    public void Every_property_of_the_cell_counts(string name)
    {
        PackConfiguration pack = PackBench.Pack(3);
        PackConfiguration changed;
        switch (typeof(CellProfile).GetProperty(name)!.GetValue(pack.Cell))
        {
            case short[][] tables:
                changed = pack.With("ParallelCells", pack.ParallelCells);
                changed.Cell.BranchResistance[^1][^1]++;
                Assert.NotEmpty(tables);
                break;
            case short[] table:
                changed = pack.With($"Cell.{name}[{table.Length - 1}]", table[^1] + 1);
                break;
            case int[] numbers:
                changed = pack.With($"Cell.{name}[{numbers.Length - 1}]", numbers[^1] + 1);
                break;
            case object value:
                changed = pack.With($"Cell.{name}", Convert.ToInt32(value, null) + 1);
                break;
            default:
                throw new InvalidOperationException(name);
        }
        Assert.NotEqual(Of(pack), Of(changed));
    }

    [Fact]
    public void The_numbers_of_cells_count_and_limits_do_not()
    {
        PackConfiguration pack = PackBench.Pack(3);
        var seen = new HashSet<int> { Of(pack), Of(pack.With("SeriesGroups", 5)), Of(pack.With("ParallelCells", 5)) };
        Assert.Equal(3, seen.Count);
        Assert.Equal(Of(pack), Of(pack.With("ChargeLimitMicroamps", 1)));
        Assert.Equal(Of(pack), Of(pack.WithRow(ProtectionKind.CellOverVoltage, "TripLimit", 4200000)));
        Assert.Equal(Of(pack), Of(pack.With("Estimation.SocWalkPartsPerMillion", 7)));
    }

    private static int Of(PackConfiguration pack) => PackIdentity.Of(pack, new Crc32());
}
