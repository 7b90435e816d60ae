namespace Bms.Core.Configuration;

/// <content>Charging and heat.</content>
public static partial class PackLayout
{
    private static ChargingSettings Charging(ImageArchive archive, ChargingSettings source)
    {
        int rows = archive.Count(source.StepCentidegrees.Length, ChargingSettings.MaximumStepNodes);
        int columns = archive.Count(source.StepSocPermyriad.Length, ChargingSettings.MaximumStepNodes);
        return new ChargingSettings
        {
            Enabled = archive.Bool(source.Enabled),
            TargetMicrovolts = archive.Int32(source.TargetMicrovolts),
            WindowMicrovolts = archive.Int32(source.WindowMicrovolts),
            PrechargeMicrovolts = archive.Int32(source.PrechargeMicrovolts),
            PrechargePermille = archive.Int32(source.PrechargePermille),
            PrechargeMaximumMilliseconds = archive.Int32(source.PrechargeMaximumMilliseconds),
            CurrentMaximumMilliseconds = archive.Int32(source.CurrentMaximumMilliseconds),
            VoltageMaximumMilliseconds = archive.Int32(source.VoltageMaximumMilliseconds),
            TailMicroamps = archive.Int32(source.TailMicroamps),
            TailMilliseconds = archive.Int32(source.TailMilliseconds),
            StallMilliseconds = archive.Int32(source.StallMilliseconds),
            NoCurrentMilliseconds = archive.Int32(source.NoCurrentMilliseconds),
            HoldMilliseconds = archive.Int32(source.HoldMilliseconds),
            RechargeSocPermyriad = archive.Int32(source.RechargeSocPermyriad),
            RechargeMicrovolts = archive.Int32(source.RechargeMicrovolts),
            StorageSocPermyriad = archive.Int32(source.StorageSocPermyriad),
            StepCentidegrees = archive.Int16Run(source.StepCentidegrees, rows),
            StepSocPermyriad = archive.Int16Run(source.StepSocPermyriad, columns),
            StepPermille = archive.Int16Run(source.StepPermille, rows * columns),
        };
    }

    private static ThermalSettings Thermal(ImageArchive archive, ThermalSettings source)
    {
        return new ThermalSettings
        {
            Cooling = archive.Bool(source.Cooling),
            CoolAboveCentidegrees = archive.Int32(source.CoolAboveCentidegrees),
            CoolBelowCentidegrees = archive.Int32(source.CoolBelowCentidegrees),
            CoolMinimumOnMilliseconds = archive.Int32(source.CoolMinimumOnMilliseconds),
            CoolMinimumOffMilliseconds = archive.Int32(source.CoolMinimumOffMilliseconds),
            ChargeHeating = archive.Bool(source.ChargeHeating),
            ChargeHeatBelowCentidegrees = archive.Int32(source.ChargeHeatBelowCentidegrees),
            ChargeHeatUntilCentidegrees = archive.Int32(source.ChargeHeatUntilCentidegrees),
            HeaterFeedback = archive.Bool(source.HeaterFeedback),
            HeaterReactionMilliseconds = archive.Int32(source.HeaterReactionMilliseconds),
            HeaterRiseCentidegrees = archive.Int32(source.HeaterRiseCentidegrees),
            HeaterRiseMilliseconds = archive.Int32(source.HeaterRiseMilliseconds),
            HeaterOverrunMilliseconds = archive.Int32(source.HeaterOverrunMilliseconds),
            HeaterMinimumOnMilliseconds = archive.Int32(source.HeaterMinimumOnMilliseconds),
            HeaterMinimumOffMilliseconds = archive.Int32(source.HeaterMinimumOffMilliseconds),
            HeaterHighestCentidegrees = archive.Int32(source.HeaterHighestCentidegrees),
        };
    }
}
