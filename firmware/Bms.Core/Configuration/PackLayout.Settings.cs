namespace Bms.Core.Configuration;

/// <content>What the stages after the estimator are told.</content>
public static partial class PackLayout
{
    private static PackStateSettings PackState(ImageArchive archive, PackStateSettings source)
    {
        return new PackStateSettings
        {
            Enabled = archive.Bool(source.Enabled),
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
