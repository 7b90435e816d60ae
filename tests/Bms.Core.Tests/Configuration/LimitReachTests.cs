using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Configuration;

/// <summary>Limits that protect nothing are refused, and limits that people need are not.</summary>
public sealed class LimitReachTests
{
    [Theory]
    [InlineData(3650000, 3750000, PackFault.None)]
    [InlineData(3650000, 3800000, PackFault.ProtectionReach)]
    [InlineData(3800000, 3800000, PackFault.CellLimits)]
    public void An_unsafe_voltage_for_iron_phosphate_is_refused(int cellMaximum, int trip, PackFault expected)
    {
        PackConfiguration pack = IronPhosphate(cellMaximum).WithRow(ProtectionKind.CellOverVoltage, "TripLimit", trip);
        Assert.Equal(expected, new PackValidator(pack).Check());
    }

    [Fact]
    public void A_voltage_trip_far_above_the_makers_maximum_is_refused_although_the_chemistry_would_allow_it()
    {
        PackConfiguration pack = PackBench.Pack().With("Cell.MaximumMicrovolts", 4100000);
        Assert.Equal(PackFault.None, Fault(pack.WithRow(ProtectionKind.CellOverVoltage, "TripLimit", 4400000)));
        Assert.Equal(PackFault.ProtectionReach, Fault(pack.WithRow(ProtectionKind.CellOverVoltage, "TripLimit", 4400001)));
    }

    [Theory]
    [InlineData(ProtectionKind.CellOverVoltage, "CellPlausibleMaximumMicrovolts", -1, PackFault.ProtectionReach)]
    [InlineData(ProtectionKind.CellOverVoltage, "CellPlausibleMaximumMicrovolts", 0, PackFault.None)]
    [InlineData(ProtectionKind.CellUnderVoltage, "CellPlausibleMinimumMicrovolts", 1, PackFault.ProtectionReach)]
    [InlineData(ProtectionKind.CellUnderVoltage, "CellPlausibleMinimumMicrovolts", 0, PackFault.None)]
    [InlineData(ProtectionKind.OverTemperatureDischarge, "TemperaturePlausibleMaximumCentidegrees", -1, PackFault.ProtectionReach)]
    [InlineData(ProtectionKind.OverTemperatureDischarge, "TemperaturePlausibleMaximumCentidegrees", 0, PackFault.None)]
    [InlineData(ProtectionKind.UnderTemperatureDischarge, "TemperaturePlausibleMinimumCentidegrees", 1, PackFault.ProtectionReach)]
    [InlineData(ProtectionKind.UnderTemperatureDischarge, "TemperaturePlausibleMinimumCentidegrees", 0, PackFault.None)]
    [InlineData(ProtectionKind.OverCurrentDischarge, "CurrentPlausibleMicroamps", -1, PackFault.ProtectionReach)]
    [InlineData(ProtectionKind.OverCurrentDischarge, "CurrentPlausibleMicroamps", 0, PackFault.None)]
    public void A_trip_limit_that_only_an_implausible_value_reaches_is_refused(
        ProtectionKind kind, string setting, int offset, PackFault expected)
    {
        PackConfiguration pack = PackBench.Pack();
        int trip = pack.Protection[(int)kind].TripLimit;
        Assert.Equal(expected, Fault(pack.With("Measurement." + setting, trip + offset)));
    }

    [Fact]
    public void What_counts_as_rest_is_bounded_by_the_smaller_direction()
    {
        // 100 mA of charge may be all that a pack takes; 200 mA must not pass for rest although the load may take 5 A.
        PackConfiguration pack = PackBench.Pack()
            .With("ChargeLimitMicroamps", 100000)
            .WithRow(ProtectionKind.OverCurrentCharge, "WarningLimit", 110000)
            .WithRow(ProtectionKind.OverCurrentCharge, "DerateLimit", 120000)
            .WithRow(ProtectionKind.OverCurrentCharge, "TripLimit", 130000);
        Assert.Equal(PackFault.Measurement, Fault(pack.With("Measurement.RestMicroamps", 200000)));
        Assert.Equal(PackFault.None, Fault(pack.With("Measurement.RestMicroamps", 5001)));
    }

    [Fact]
    public void Temperatures_below_zero_can_be_configured_and_act()
    {
        const ProtectionKind Cold = ProtectionKind.UnderTemperatureDischarge;
        PackConfiguration pack = PackBench.Pack()
            .WithRow(Cold, "WarningLimit", -3500)
            .WithRow(Cold, "DerateLimit", -3600)
            .WithRow(Cold, "TripLimit", -4000);
        PackImage image = PackImage.Read(PackImage.Write(pack));
        Assert.Equal(PackFault.None, image.Fault);
        Assert.Equal(-4000, image.Configuration!.Protection[(int)Cold].TripLimit);
        PackBench bench = PackBench.Running(image.Configuration);
        bench.Show(Cold, -3999);
        bench.Step(10);
        Assert.Equal(ProtectionStage.LevelDerate, bench.Level(Cold));
        bench.Show(Cold, -4000);
        bench.Step(10);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(Cold));
    }

    [Fact]
    public void Every_chemistry_has_limits_in_order()
    {
        foreach (Chemistry chemistry in Enumerable.Range(0, ChemistryLimits.Count).Select(number => (Chemistry)number))
        {
            Assert.True(ChemistryLimits.LowestCellMicrovolts(chemistry) < ChemistryLimits.HighestCellMicrovolts(chemistry));
            Assert.True(ChemistryLimits.LowestChargeCentidegrees(chemistry) < ChemistryLimits.HighestChargeCentidegrees(chemistry));
            Assert.True(ChemistryLimits.HighestChargeCentidegrees(chemistry) <= ChemistryLimits.HighestDischargeCentidegrees(chemistry));
        }
    }

    private static PackFault Fault(PackConfiguration pack) => new PackValidator(pack).Check();

    private static PackConfiguration IronPhosphate(int cellMaximum) => PackBench.Pack()
        .With("Cell.Chemistry", (int)Chemistry.Lfp)
        .With("Cell.MaximumMicrovolts", cellMaximum)
        .With("Cell.MinimumMicrovolts", 2500000)
        .WithRow(ProtectionKind.CellOverVoltage, "WarningLimit", 3650000)
        .WithRow(ProtectionKind.CellOverVoltage, "DerateLimit", 3660000);
}
