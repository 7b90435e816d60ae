using Bms.Core.Configuration;

namespace Bms.Core.Conformance;

/// <summary>A small pack with a charger, a heater that is watched, and cooling; its times are as short as may be.</summary>
public static class ChargingPack
{
    /// <summary>Deeply discharged below this, in microvolts.</summary>
    public const int PrechargeMicrovolts = 3300000;

    /// <summary>The charge voltage of a group, in microvolts.</summary>
    public const int TargetMicrovolts = 4150000;

    /// <summary>The tail, in microamps.</summary>
    public const int TailMicroamps = 200000;

    private static readonly short[] Temperatures = [0, 1500];
    private static readonly short[] States = [5000, 10000];
    private static readonly short[] Parts = [400, 200, 1000, 900];

    /// <summary>Makes it.</summary>
    public static PackConfiguration Make()
    {
        PackConfiguration plain = ConformancePack.Make(1, EstimatorKind.Coulomb, 2);
        return new PackConfiguration
        {
            SeriesGroups = plain.SeriesGroups,
            ParallelCells = plain.ParallelCells,
            TemperatureSensors = plain.TemperatureSensors,
            ChargeLimitMicroamps = plain.ChargeLimitMicroamps,
            DischargeLimitMicroamps = plain.DischargeLimitMicroamps,
            Measurement = plain.Measurement,
            Protection = plain.Protection,
            Contactors = new ContactorSettings { Preheat = true, PreheatBelowCentidegrees = -1000, PreheatUntilCentidegrees = -500, PreheatMaximumMilliseconds = 3600000 },
            Balancing = plain.Balancing,
            Estimation = plain.Estimation,
            PackState = plain.PackState,
            Power = plain.Power,
            Charging = Charging(),
            Thermal = Thermal(),
            Cell = plain.Cell,
        };
    }

    private static ChargingSettings Charging()
    {
        return new ChargingSettings
        {
            Enabled = true,
            TargetMicrovolts = TargetMicrovolts,
            WindowMicrovolts = 7000,
            PrechargeMicrovolts = PrechargeMicrovolts,
            PrechargePermille = 100,
            PrechargeMaximumMilliseconds = 75000,
            CurrentMaximumMilliseconds = 75000,
            VoltageMaximumMilliseconds = 240000,
            TailMicroamps = TailMicroamps,
            TailMilliseconds = 60000,
            StallMilliseconds = 60000,
            NoCurrentMilliseconds = 20000,
            HoldMilliseconds = 120000,
            RechargeSocPermyriad = 1,
            RechargeMicrovolts = 3600000,
            StorageSocPermyriad = 100,
            StepCentidegrees = Temperatures,
            StepSocPermyriad = States,
            StepPermille = Parts,
        };
    }

    private static ThermalSettings Thermal()
    {
        return new ThermalSettings
        {
            Cooling = true,
            CoolAboveCentidegrees = 4000,
            CoolBelowCentidegrees = 3500,
            CoolMinimumOnMilliseconds = 10000,
            CoolMinimumOffMilliseconds = 10000,
            ChargeHeating = true,
            ChargeHeatBelowCentidegrees = 500,
            ChargeHeatUntilCentidegrees = 1000,
            HeaterFeedback = true,
            HeaterReactionMilliseconds = 3000,
            HeaterRiseCentidegrees = 100,
            HeaterRiseMilliseconds = 20000,
            HeaterOverrunMilliseconds = 4000,
            HeaterMinimumOnMilliseconds = 4000,
            HeaterMinimumOffMilliseconds = 4000,
            HeaterHighestCentidegrees = 2000,
        };
    }
}
