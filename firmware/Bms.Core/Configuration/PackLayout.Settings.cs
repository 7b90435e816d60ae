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

    private static IdentitySettings Identity(ImageArchive archive, IdentitySettings source)
    {
        return new IdentitySettings
        {
            Code = Text(archive, source.Code),
            Previous = Text(archive, source.Previous),
            Status = (PackStatus)archive.Byte((int)source.Status),
            ManufacturedDay = archive.Int32(source.ManufacturedDay),
            ServiceDay = archive.Int32(source.ServiceDay),
            ColdCentidegrees = archive.Int16(source.ColdCentidegrees),
            HotCentidegrees = archive.Int16(source.HotCentidegrees),
        };
    }

    private static byte[] Text(ImageArchive archive, byte[] letters)
    {
        byte[] result = new byte[archive.Count(letters.Length, IdentitySettings.CodeLength)];
        for (int index = 0; index < result.Length; index++)
            result[index] = (byte)(archive.Byte(index < letters.Length ? letters[index] : 0) & 0xFF);
        return result;
    }
}
