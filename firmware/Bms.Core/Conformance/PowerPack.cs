using Bms.Core.Configuration;

namespace Bms.Core.Conformance;

/// <summary>The pack that conformance runs the power limits on: a plain pack with maps, pressure, strings and a reserve for landing.</summary>
public static class PowerPack
{
    /// <summary>Makes it.</summary>
    /// <param name="variant">See <see cref="ConformancePack"/>.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="degrade">Whether it degrades to a landing current; then the groups' differences are looked for too.</param>
    public static PackConfiguration Make(int variant, EstimatorKind estimator, bool degrade)
    {
        PackConfiguration plain = ConformancePack.Make(variant, estimator, 1);
        return new PackConfiguration
        {
            SeriesGroups = plain.SeriesGroups,
            ParallelCells = plain.ParallelCells,
            TemperatureSensors = plain.TemperatureSensors,
            ChargeLimitMicroamps = plain.ChargeLimitMicroamps,
            DischargeLimitMicroamps = plain.DischargeLimitMicroamps,
            Auxiliaries = 1 << (int)AuxiliaryChannel.PressureKilopascals,
            Measurement = plain.Measurement,
            Plausibility = plain.Plausibility,
            Protection = WithInput(plain.Protection),
            Runaway = plain.Runaway,
            Contactors = plain.Contactors,
            Afe = plain.Afe,
            Balancing = plain.Balancing,
            Estimation = plain.Estimation,
            PackState = ConformancePack.Groups(degrade),
            Power = Power(degrade),
            Cell = plain.Cell,
        };
    }

    private static ProtectionRow[] WithInput(ProtectionRow[] plain)
    {
        ProtectionRow[] rows = new ProtectionRow[plain.Length + 1];
        for (int row = 0; row < plain.Length; row++)
            rows[row] = plain[row];
        rows[plain.Length] = new ProtectionRow
        {
            Kind = ProtectionKind.AuxiliaryLost,
            WarningLimit = 1,
            DerateLimit = 1,
            TripLimit = 1,
            DebounceSamples = 3,
            DebounceMilliseconds = 1000,
            RecoveryMilliseconds = 1000,
        };
        return rows;
    }

    /// <summary>The settings.</summary>
    public static PowerSettings Power(bool degrade)
    {
        return new PowerSettings
        {
            Enabled = true,
            MarginPermille = 2000,
            ResistanceSpreadPermille = 50,
            ContinuousSeconds = 300,
            LimitHorizon = 1,
            RecoveryMilliseconds = degrade ? 2000 : 0,
            LostPermille = 500,
            ChargeTaperMicrovolts = 20000,
            DischargeTaperMicrovolts = 50000,
            PressureLowKilopascals = 200,
            PressureHighKilopascals = 600,
            PressureBandKilopascals = 100,
            Strings = degrade ? 2 : 1,
            Degrade = degrade,
            LandingPermille = 200,
            ReservePermyriad = 1500,
            DegradeBandPermyriad = 2000,
            MapCentidegrees = [0, 1500, 4500],
            MapSocPermyriad = [1000, 8000],
            MapChargePermille = [200, 100, 1000, 800, 500, 300],
            MapDischargePermille = [300, 600, 800, 1000, 900, 1000],
        };
    }
}
