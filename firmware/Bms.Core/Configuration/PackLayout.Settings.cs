namespace Bms.Core.Configuration;

/// <content>What the stages after the estimator are told.</content>
public static partial class PackLayout
{
    private static PackStateSettings PackState(ImageArchive archive, PackStateSettings source)
    {
        return new PackStateSettings
        {
            Enabled = archive.Bool(source.Enabled),
            GroupOffsetMicrovolts = archive.Int32(source.GroupOffsetMicrovolts),
            GroupSocPermyriad = archive.Int32(source.GroupSocPermyriad),
            GroupCapacityPermille = archive.Int32(source.GroupCapacityPermille),
            GroupResistancePermille = archive.Int32(source.GroupResistancePermille),
            GroupDriftPartsPerMillion = archive.Int32(source.GroupDriftPartsPerMillion),
            GroupUnseenMilliseconds = archive.Int32(source.GroupUnseenMilliseconds),
            CapacityPriorPermille = archive.Int16(source.CapacityPriorPermille),
            CapacitySpanPermille = archive.Int16(source.CapacitySpanPermille),
            CapacityKeptPermille = archive.Int16(source.CapacityKeptPermille),
            CurrentGainPermille = archive.Int16(source.CurrentGainPermille),
            ResistancePriorPermille = archive.Int16(source.ResistancePriorPermille),
            HealthLowestCentidegrees = archive.Int16(source.HealthLowestCentidegrees),
        };
    }

    private static PowerSettings Power(ImageArchive archive, PowerSettings source)
    {
        return new PowerSettings
        {
            Enabled = archive.Bool(source.Enabled),
        };
    }
}
