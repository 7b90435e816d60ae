using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Configuration;

/// <summary>Each reason to refuse a configuration, by one change to a good one, with the detail that says where.</summary>
public sealed class PackFaultTests
{
    private static readonly short[] ThreeEntries = [1, 2, 3];
    private static readonly int[] FourBranches = [100, 200, 300, 400];
    private static readonly int[] OneStep = [1000];

    public static IEnumerable<TheoryDataRow<string, object, PackFault, int>> BadChanges()
    {
        yield return Bad("SeriesGroups", 0, PackFault.SeriesGroups, 0);
        yield return Bad("SeriesGroups", 33, PackFault.SeriesGroups, 33);
        yield return Bad("ParallelCells", 0, PackFault.ParallelCells, 0);
        yield return Bad("TemperatureSensors", 17, PackFault.TemperatureSensors, 17);
        yield return Bad("ChargeLimitMicroamps", 0, PackFault.CurrentLimits, 0);
        yield return Bad("ChargeLimitMicroamps", 7500001, PackFault.CurrentLimits, 0);
        yield return Bad("DischargeLimitMicroamps", -1, PackFault.CurrentLimits, 1);
        yield return Bad("Measurement.CellMaximumAgeMilliseconds", 0, PackFault.Measurement, 0);
        yield return Bad("Measurement.TemperatureMaximumAgeMilliseconds", 60001, PackFault.Measurement, 1);
        yield return Bad("Measurement.CurrentMaximumAgeMilliseconds", 10001, PackFault.Measurement, 2);
        yield return Bad("Measurement.CellPlausibleMinimumMicrovolts", 2800000, PackFault.Measurement, 3);
        yield return Bad("Measurement.CellPlausibleMaximumMicrovolts", 4200000, PackFault.Measurement, 4);
        yield return Bad("Measurement.TemperaturePlausibleMinimumCentidegrees", 0, PackFault.Measurement, 5);
        yield return Bad("Measurement.TemperaturePlausibleMaximumCentidegrees", 25001, PackFault.Measurement, 6);
        yield return Bad("Measurement.CurrentPlausibleMicroamps", 4999999, PackFault.Measurement, 7);
        yield return Bad("Measurement.RestMicroamps", -1, PackFault.Measurement, 8);
        yield return Bad("Measurement.RestMicroamps", 125002, PackFault.Measurement, 8);
        yield return Bad("Protection[3].Kind", 4, PackFault.ProtectionOrder, 3);
        yield return Bad("Protection", Array.Empty<ProtectionRow>(), PackFault.ProtectionOrder, 0);
        yield return Bad("Protection[0].WarningLimit", 4230001, PackFault.ProtectionLevels, 0);
        yield return Bad("Protection[1].DerateLimit", 2699999, PackFault.ProtectionLevels, 1);
        yield return Bad("Protection[7].TripLimit", 10000001, PackFault.ProtectionReach, 7);
        yield return Bad("Protection[8].TripLimit", 3, PackFault.ProtectionReach, 8);
        yield return Bad("Protection[9].TripLimit", 3, PackFault.ProtectionReach, 9);
        yield return Bad("Protection[10].TripLimit", 2, PackFault.ProtectionReach, 10);
        yield return Bad("Protection[4].Hysteresis", 0, PackFault.ProtectionHysteresis, 4);
        yield return Bad("Protection[4].Hysteresis", 3001, PackFault.ProtectionHysteresis, 4);
        yield return Bad("Protection[8].Hysteresis", 1, PackFault.ProtectionHysteresis, 8);
        yield return Bad("Protection[5].DebounceSamples", 0, PackFault.ProtectionTimes, 5);
        yield return Bad("Protection[5].DebounceSamples", 101, PackFault.ProtectionTimes, 5);
        yield return Bad("Protection[6].DebounceMilliseconds", 10001, PackFault.ProtectionTimes, 6);
        yield return Bad("Protection[7].RecoveryMilliseconds", 3600001, PackFault.ProtectionTimes, 7);
        yield return Bad("Protection[0].DebounceSamples", 1, PackFault.ProtectionTimes, 0);
        yield return Bad("Protection[0].CoolDownMilliseconds", -1, PackFault.ProtectionRecovery, 0);
        yield return Bad("Protection[1].RecloseLimit", 256, PackFault.ProtectionRecovery, 1);
        yield return Bad("Protection[1].WaitMilliseconds", 5001, PackFault.ProtectionRecovery, 1);
        yield return Bad("Protection[6].WaitMilliseconds", 1, PackFault.ProtectionRecovery, 6);
        yield return Bad("Protection[10].Kind", 37, PackFault.ProtectionOrder, 10);
        yield return Bad("Auxiliaries", 1, PackFault.ProtectionInput, (int)ProtectionKind.AuxiliaryLost);
        yield return Bad("Plausibility.CellJumpMicrovolts", 49999, PackFault.Plausibility, 0);
        yield return Bad("Plausibility.CellStuckMicrovolts", 1000001, PackFault.Plausibility, 1);
        yield return Bad("Plausibility.OpenWireMicrovolts", -1, PackFault.Plausibility, 3);
        yield return Bad("Plausibility.DoubtMilliseconds", -1, PackFault.Plausibility, 6);
        yield return Bad("Runaway.RiseCentidegreesPerMinute", 99, PackFault.Runaway, 0);
        yield return Bad("Runaway.PressureKilopascals", 100, PackFault.Runaway, 3);
        yield return Bad("Contactors.OpenWaitMilliseconds", 5001, PackFault.Contactors, 1);
        yield return Bad("Contactors.ReactionMilliseconds", 9, PackFault.Contactors, 3);
        yield return Bad("Contactors.Precharge", true, PackFault.Contactors, 4);
        yield return Bad("Contactors.Preheat", true, PackFault.Contactors, 12);
        yield return Bad("Afe.MarginMicrovolts", -1, PackFault.Afe, 0);
        yield return Bad("Afe.DelayMilliseconds", 10001, PackFault.Afe, 4);
        yield return Bad("Identity.HotCentidegrees", 3000, PackFault.Identity, 69);
        yield return Bad("PackState.CapacityPriorPermille", 9, PackFault.PackState, 6);
        yield return Bad("PackState.CapacitySpanPermille", 901, PackFault.PackState, 7);
        yield return Bad("PackState.CapacityKeptPermille", 499, PackFault.PackState, 8);
        yield return Bad("PackState.CurrentGainPermille", -1, PackFault.PackState, 9);
        yield return Bad("PackState.ResistancePriorPermille", 1001, PackFault.PackState, 10);
        yield return Bad("PackState.HealthLowestCentidegrees", 4001, PackFault.PackState, 11);
        yield return Bad("Balancing.StartMicrovolts", 999, PackFault.Balancing, 0);
        yield return Bad("Balancing.StopMicrovolts", 10000, PackFault.Balancing, 1);
        yield return Bad("Balancing.MinimumCellMicrovolts", 4200001, PackFault.Balancing, 2);
        yield return Bad("Balancing.MaximumTemperatureCentidegrees", -1, PackFault.Balancing, 3);
        yield return Bad("Balancing.RestMilliseconds", -1, PackFault.Balancing, 4);
        yield return Bad("Estimation.Kind", 5, PackFault.Estimation, 0);
        yield return Bad("Estimation.EverySteps", 0, PackFault.Estimation, 1);
        yield return Bad("Estimation.StartSigmaPermyriad", 5001, PackFault.Estimation, 2);
        yield return Bad("Estimation.CurrentOffsetPermyriad", -1, PackFault.Estimation, 3);
        yield return Bad("Estimation.SocWalkPartsPerMillion", 0, PackFault.Estimation, 4);
        yield return Bad("Estimation.GapMilliseconds", 999, PackFault.Estimation, 5);
        yield return Bad("Estimation.UpdateMilliseconds", 99, PackFault.Estimation, 6);
        yield return Bad("Estimation.SensorOffsetPermyriad", 2001, PackFault.Estimation, 7);
        yield return Bad("Estimation.CapacityErrorPermille", 301, PackFault.Estimation, 8);
        yield return Bad("Estimation.ResistanceWalkPartsPerMillion", -1, PackFault.Estimation, 9);
        yield return Bad("PackState.GroupOffsetMicrovolts", 99, PackFault.PackState, 0);
        yield return Bad("PackState.GroupSocPermyriad", 3001, PackFault.PackState, 1);
        yield return Bad("PackState.GroupCapacityPermille", 0, PackFault.PackState, 2);
        yield return Bad("PackState.GroupResistancePermille", 501, PackFault.PackState, 3);
        yield return Bad("PackState.GroupDriftPartsPerMillion", -1, PackFault.PackState, 4);
        yield return Bad("PackState.GroupUnseenMilliseconds", 9999, PackFault.PackState, 5);
        yield return Bad("Power.MarginPermille", 499, PackFault.Power, 0);
        yield return Bad("Power.ResistanceSpreadPermille", 301, PackFault.Power, 1);
        yield return Bad("Power.ContinuousSeconds", 59, PackFault.Power, 2);
        yield return Bad("Power.LimitHorizon", 4, PackFault.Power, 3);
        yield return Bad("Power.RecoveryMilliseconds", 600001, PackFault.Power, 4);
        yield return Bad("Power.LostPermille", 1001, PackFault.Power, 5);
        yield return Bad("Power.ChargeTaperMicrovolts", -1, PackFault.Power, 6);
        yield return Bad("Power.DischargeTaperMicrovolts", 1000001, PackFault.Power, 7);
        yield return Bad("Power.PressureLowKilopascals", 100, PackFault.Power, 8);
        yield return Bad("Power.PressureHighKilopascals", 100, PackFault.Power, 9);
        yield return Bad("Power.Strings", 17, PackFault.Power, 11);
        yield return Bad("Power.LandingPermille", -1, PackFault.Power, 12);
        yield return Bad("Power.ReservePermyriad", 9001, PackFault.Power, 13);
        yield return Bad("Power.DegradeBandPermyriad", -1, PackFault.Power, 14);
        yield return Bad("Power.MapCentidegrees", Array.Empty<short>(), PackFault.Power, 15);
        yield return Bad("Power.MapCentidegrees[0]", 1500, PackFault.Power, 15);
        yield return Bad("Power.MapSocPermyriad[1]", 10001, PackFault.Power, 16);
        yield return Bad("Power.MapChargePermille[2]", 1001, PackFault.Power, 17);
        yield return Bad("Power.MapDischargePermille[5]", -1, PackFault.Power, 18);
        yield return Bad("Identity.Status", 99, PackFault.Identity, 65);
        yield return Bad("Charging.Enabled", true, PackFault.Charging, 0);
        yield return Bad("Thermal.ChargeHeating", true, PackFault.Thermal, 4);
        yield return Bad("Thermal.Cooling", true, PackFault.Thermal, 0);
        yield return Bad("Cell.Chemistry", 9, PackFault.CellChemistry, 9);
        yield return Bad("Cell.CapacityMicroampHours", 0, PackFault.CellCapacity, 0);
        yield return Bad("Cell.CapacityMicroampHours", 700000000, PackFault.CellCapacity, 0);
        yield return Bad("Cell.SocPermyriad[0]", 1, PackFault.CellGrid, 0);
        yield return Bad("Cell.SocPermyriad[8]", 9999, PackFault.CellGrid, 0);
        yield return Bad("Cell.SocPermyriad[4]", 3750, PackFault.CellGrid, 4);
        yield return Bad("Cell.TemperatureCentidegrees[2]", 1000, PackFault.CellGrid, 2);
        yield return Bad("Cell.TemperatureCentidegrees[0]", -6001, PackFault.CellGrid, 0);
        yield return Bad("Cell.Ocv[10]", -12000, PackFault.CellOcv, 10);
        yield return Bad("Cell.OcvBaseMicrovolts", int.MaxValue, PackFault.CellOcv, 0);
        yield return Bad("Cell.Hysteresis[5]", -1, PackFault.CellHysteresis, 5);
        yield return Bad("Cell.HysteresisRate", 1001, PackFault.CellHysteresis, -1);
        yield return Bad("Cell.R0[7]", 0, PackFault.CellResistance, 7);
        yield return Bad("Cell.ResistanceStepNanoohms[1]", 0, PackFault.CellResistance, 1);
        yield return Bad("Cell.TauMilliseconds[0]", 99, PackFault.CellTau, 0);
        yield return Bad("Cell.TauMilliseconds[1]", 2000, PackFault.CellTau, 1);
        yield return Bad("Cell.SaturationThousandths[1]", -1, PackFault.CellSaturation, 1);
        yield return Bad("Cell.UncertaintyMicrovolts", 99, PackFault.CellUncertainty, 0);
        yield return Bad("Cell.UncertaintyOverpotentialPermille", 10001, PackFault.CellUncertainty, 1);
        yield return Bad("Cell.UncertaintySocPermyriad", 5001, PackFault.CellUncertainty, 2);
        yield return Bad("Cell.InstantHysteresis[2]", -1, PackFault.CellHysteresis, -4);
        yield return Bad("Cell.ModelError[11]", 0, PackFault.CellModelError, 11);
        yield return Bad("Cell.ModelError[0]", 10001, PackFault.CellModelError, 0);
        yield return Bad("Cell.ModelErrorOverpotentialPermille[1]", -1, PackFault.CellModelError, -2);
        yield return Bad("Cell.ModelErrorOverpotentialPermille[0]", 10001, PackFault.CellModelError, -1);
        yield return Bad("Cell.ChargeResistancePermille[3]", 99, PackFault.CellChargeResistance, 3);
        yield return Bad("Cell.ChargeResistancePermille[26]", 10001, PackFault.CellChargeResistance, 26);
        yield return Bad("Cell.CoulombicEfficiencyPermyriad", 8999, PackFault.CellEfficiency, 8999);
        yield return Bad("Cell.CoulombicEfficiencyPermyriad", 10001, PackFault.CellEfficiency, 10001);
        yield return Bad("Cell.MaximumMicrovolts", 4500001, PackFault.CellLimits, 0);
        yield return Bad("Cell.MinimumMicrovolts", 1999999, PackFault.CellLimits, 1);
        yield return Bad("Cell.ChargeMilliamps", 0, PackFault.CellLimits, 2);
        yield return Bad("Cell.DischargeMilliamps", 2000001, PackFault.CellLimits, 3);
        yield return Bad("Cell.Ocv", ThreeEntries, PackFault.CellShape, 2);
        yield return Bad("Cell.Hysteresis", ThreeEntries, PackFault.CellShape, 3);
        yield return Bad("Cell.R0", ThreeEntries, PackFault.CellShape, 4);
        yield return Bad("Cell.TauMilliseconds", FourBranches, PackFault.CellShape, 5);
        yield return Bad("Cell.ResistanceStepNanoohms", OneStep, PackFault.CellShape, 6);
        yield return Bad("Cell.BranchResistance", Array.Empty<short[]>(), PackFault.CellShape, 7);
        yield return Bad("Cell.BranchResistance[1]", ThreeEntries, PackFault.CellShape, 7);
        yield return Bad("Cell.SaturationThousandths", Array.Empty<short>(), PackFault.CellShape, 8);
        yield return Bad("Cell.ModelError", ThreeEntries, PackFault.CellShape, 9);
        yield return Bad("Cell.ModelErrorOverpotentialPermille", Array.Empty<short>(), PackFault.CellShape, 10);
        yield return Bad("Cell.InstantHysteresis", new short[2], PackFault.CellShape, 11);
        yield return Bad("Cell.ChargeResistancePermille", ThreeEntries, PackFault.CellShape, 12);
        yield return Bad("Cell.SocPermyriad", new short[49], PackFault.CellShape, 0);
        yield return Bad("Cell.TemperatureCentidegrees", new short[9], PackFault.CellShape, 1);
    }

    /// <summary>An image has no room for tables of a wrong shape.</summary>
    public static IEnumerable<TheoryDataRow<string, object, PackFault, int>> BadChangesOfAnImage() =>
        BadChanges().Where(row => row.Data.Item3 != PackFault.CellShape);

    [Theory]
    [MemberData(nameof(BadChanges))]
    public void A_bad_configuration_is_refused_with_its_reason_and_place(string path, object value, PackFault fault, int detail)
    {
        PackConfiguration bad = Good().With(path, value);
        var validator = new PackValidator(bad);
        Assert.Equal(fault, validator.Check());
        Assert.Equal(detail, validator.Detail);
        Assert.Throws<ArgumentException>(() => new PackController(bad));
    }

    [Theory]
    [MemberData(nameof(BadChangesOfAnImage))]
    public void An_image_of_a_bad_configuration_is_refused_alike(string path, object value, PackFault fault, int detail)
    {
        PackImage image = PackImage.Read(PackImage.Write(Good().With(path, value)));
        Assert.Null(image.Configuration);
        Assert.Equal(fault, image.Fault);
        Assert.Equal(detail, image.Detail);
    }

    [Fact]
    public void Every_reason_to_refuse_a_configuration_is_tried()
    {
        var tried = BadChanges().Select(row => row.Data.Item3).ToHashSet();
        foreach (PackFault fault in Enum.GetValues<PackFault>().Where(fault => fault >= PackFault.SeriesGroups))
            Assert.Contains(fault, tried);
    }

    [Fact]
    public void The_packs_that_the_changes_start_from_are_good()
    {
        for (int variant = 0; variant < 4; variant++)
            Assert.Equal(PackFault.None, new PackValidator(PackBench.Pack(variant)).Check());
    }

    private static PackConfiguration Good() => PackBench.Pack().With("PackState.Enabled", true).With("Power", WithoutPressure());

    /// <summary>The plain pack measures no pressure.</summary>
    private static PowerSettings WithoutPressure()
    {
        PowerSettings made = PowerPack.Power(false);
        return new PowerSettings
        {
            Enabled = true,
            MarginPermille = made.MarginPermille,
            ContinuousSeconds = made.ContinuousSeconds,
            Strings = 1,
            MapCentidegrees = made.MapCentidegrees,
            MapSocPermyriad = made.MapSocPermyriad,
            MapChargePermille = made.MapChargePermille,
            MapDischargePermille = made.MapDischargePermille,
        };
    }

    private static TheoryDataRow<string, object, PackFault, int> Bad(string path, object value, PackFault fault, int detail) =>
        new(path, value, fault, detail);
}
