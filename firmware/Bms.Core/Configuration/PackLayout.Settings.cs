namespace Bms.Core.Configuration;

/// <content>What the stages after the estimator are told.</content>
public static partial class PackLayout
{
    private static PackStateSettings PackState(ImageArchive archive, PackStateSettings source)
    {
        return new PackStateSettings
        {
            Enabled = archive.Bool(source.Enabled),
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
