namespace Bms.Core.Configuration;

/// <content>What the stages after the estimator are told.</content>
public static partial class PackLayout
{
    private static BalancingSettings Balancing(ImageArchive archive, BalancingSettings source)
    {
        return new BalancingSettings
        {
            Enabled = archive.Bool(source.Enabled),
            StartMicrovolts = archive.Int32(source.StartMicrovolts),
            StopMicrovolts = archive.Int32(source.StopMicrovolts),
            MinimumCellMicrovolts = archive.Int32(source.MinimumCellMicrovolts),
            MaximumTemperatureCentidegrees = archive.Int32(source.MaximumTemperatureCentidegrees),
            RestMilliseconds = archive.Int32(source.RestMilliseconds),
            Strategy = (BalancingStrategy)archive.Byte((int)source.Strategy),
            AnchorPermyriad = archive.Int16(source.AnchorPermyriad),
            BleedMilliohms = archive.Int32(source.BleedMilliohms),
            MarginPermille = archive.Int16(source.MarginPermille),
            SmallestPermyriad = archive.Int16(source.SmallestPermyriad),
            WindowMilliseconds = archive.Int32(source.WindowMilliseconds),
            SettleMilliseconds = archive.Int32(source.SettleMilliseconds),
            LookMilliseconds = archive.Int32(source.LookMilliseconds),
            MostChannels = archive.Byte(source.MostChannels),
            Neighbours = archive.Bool(source.Neighbours),
            TemperatureSensor = archive.Byte(source.TemperatureSensor),
            WarmCentidegrees = archive.Int16(source.WarmCentidegrees),
            InUse = archive.Bool(source.InUse),
            MinimumSocPermyriad = archive.Int16(source.MinimumSocPermyriad),
        };
    }

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
        int temperatures = archive.Count(source.MapCentidegrees.Length, PowerSettings.MaximumMapNodes);
        int states = archive.Count(source.MapSocPermyriad.Length, PowerSettings.MaximumMapNodes);
        return new PowerSettings
        {
            Enabled = archive.Bool(source.Enabled),
            MarginPermille = archive.Int32(source.MarginPermille),
            ResistanceSpreadPermille = archive.Int32(source.ResistanceSpreadPermille),
            ContinuousSeconds = archive.Int32(source.ContinuousSeconds),
            LimitHorizon = archive.Int32(source.LimitHorizon),
            RecoveryMilliseconds = archive.Int32(source.RecoveryMilliseconds),
            LostPermille = archive.Int32(source.LostPermille),
            ChargeTaperMicrovolts = archive.Int32(source.ChargeTaperMicrovolts),
            DischargeTaperMicrovolts = archive.Int32(source.DischargeTaperMicrovolts),
            PressureLowKilopascals = archive.Int32(source.PressureLowKilopascals),
            PressureHighKilopascals = archive.Int32(source.PressureHighKilopascals),
            PressureBandKilopascals = archive.Int32(source.PressureBandKilopascals),
            Strings = archive.Int32(source.Strings),
            Degrade = archive.Bool(source.Degrade),
            LandingPermille = archive.Int32(source.LandingPermille),
            ReservePermyriad = archive.Int32(source.ReservePermyriad),
            DegradeBandPermyriad = archive.Int32(source.DegradeBandPermyriad),
            MapCentidegrees = archive.Int16Run(source.MapCentidegrees, temperatures),
            MapSocPermyriad = archive.Int16Run(source.MapSocPermyriad, states),
            MapChargePermille = archive.Int16Run(source.MapChargePermille, temperatures * states),
            MapDischargePermille = archive.Int16Run(source.MapDischargePermille, temperatures * states),
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
