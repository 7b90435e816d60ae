using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <content>The groups' differences and the pack's health.</content>
internal static partial class PackFileSections
{
    /// <summary>What is assumed of the groups' differences and of the pack's health.</summary>
    public static PackStateSettings PackState(YamlItem? section, PackStateSettings suggested)
    {
        YamlMap? map = section?.Map(
            "enabled",
            "groupOffset", "groupSoc", "groupCapacity", "groupResistance", "groupDrift", "groupUnseen",
            "capacityError", "capacitySpan", "capacityKept", "currentGain", "resistanceError", "healthAbove");
        return new PackStateSettings
        {
            Enabled = map?.Find("enabled")?.Flag() ?? suggested.Enabled,
            GroupOffsetMicrovolts = Scaled(map?.Find("groupOffset"), Dimension.Voltage, suggested.GroupOffsetMicrovolts),
            GroupSocPermyriad = Fraction(map?.Find("groupSoc"), Permyriad, suggested.GroupSocPermyriad),
            GroupCapacityPermille = Fraction(map?.Find("groupCapacity"), Permille, suggested.GroupCapacityPermille),
            GroupResistancePermille = Fraction(map?.Find("groupResistance"), Permille, suggested.GroupResistancePermille),
            GroupDriftPartsPerMillion = Fraction(map?.Find("groupDrift"), Micro, suggested.GroupDriftPartsPerMillion),
            GroupUnseenMilliseconds = Scaled(map?.Find("groupUnseen"), Dimension.Time, suggested.GroupUnseenMilliseconds),
            CapacityPriorPermille = Fraction(map?.Find("capacityError"), Permille, suggested.CapacityPriorPermille),
            CapacitySpanPermille = Fraction(map?.Find("capacitySpan"), Permille, suggested.CapacitySpanPermille),
            CapacityKeptPermille = Fraction(map?.Find("capacityKept"), Permille, suggested.CapacityKeptPermille),
            CurrentGainPermille = Fraction(map?.Find("currentGain"), Permille, suggested.CurrentGainPermille),
            ResistancePriorPermille = Fraction(map?.Find("resistanceError"), Permille, suggested.ResistancePriorPermille),
            HealthLowestCentidegrees = Scaled(map?.Find("healthAbove"), Dimension.Temperature, suggested.HealthLowestCentidegrees),
        };
    }
}
