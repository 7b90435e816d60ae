using System;
using Bms.Core.Configuration;
using Bms.Hil.Cells;

namespace Bms.Hil.Packs;

/// <summary>Makes a pack's configuration from a cell: the cell's limits, each with a margin, become the protection table.</summary>
public static class PackBuilder
{
    /// <summary>Builds and validates a configuration.</summary>
    /// <param name="cell">The cell, as its reader accepted it.</param>
    /// <param name="options">Layout and estimator.</param>
    /// <param name="source">The cell file's name, for the message.</param>
    /// <exception cref="BadInputException">The validator refuses the result.</exception>
    public static PackConfiguration Build(CellFile cell, PackOptions options, string source)
    {
        PackConfiguration configuration = Suggest(cell, options);
        var validator = new PackValidator(configuration);
        PackFault fault = validator.Check();
        if (fault != PackFault.None)
            throw new BadInputException($"{source}: {PackFaultText.Of(fault, validator.Detail)}");
        return configuration;
    }

    /// <summary>What a cell and a layout suggest, not validated yet: the start for whoever changes some of it.</summary>
    /// <param name="cell">The cell, as its reader accepted it.</param>
    /// <param name="options">Layout and estimator.</param>
    public static PackConfiguration Suggest(CellFile cell, PackOptions options)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(options);
        CellProfile profile = CellQuantiser.Quantise(cell, options.CapacityAmpHours ?? cell.CapacityAmpHours);
        int chargeMicroamps = PackMicroamps(options.ChargeLimitAmps ?? (cell.Limits.ChargeAmps * options.ParallelCells));
        int dischargeMicroamps = PackMicroamps(options.DischargeLimitAmps ?? (cell.Limits.DischargeAmps * options.ParallelCells));
        int largest = Math.Max(chargeMicroamps, dischargeMicroamps);
        double capacityMicroamps = (options.CapacityAmpHours ?? cell.CapacityAmpHours) * options.ParallelCells * 1e6;
        ProtectionRow[] protection = DefaultProtection.For(cell, chargeMicroamps, dischargeMicroamps);
        return new PackConfiguration
        {
            SeriesGroups = options.SeriesGroups,
            ParallelCells = options.ParallelCells,
            TemperatureSensors = options.TemperatureSensors,
            ChargeLimitMicroamps = chargeMicroamps,
            DischargeLimitMicroamps = dischargeMicroamps,
            Measurement = new MeasurementSettings
            {
                CellMaximumAgeMilliseconds = 500,
                TemperatureMaximumAgeMilliseconds = 5000,
                CurrentMaximumAgeMilliseconds = 500,
                CellPlausibleMinimumMicrovolts = Math.Min(500_000, profile.MinimumMicrovolts - 500_000),
                CellPlausibleMaximumMicrovolts = profile.MaximumMicrovolts + 1_000_000,
                TemperaturePlausibleMinimumCentidegrees = -6000,
                TemperaturePlausibleMaximumCentidegrees = 15000,
                CurrentPlausibleMicroamps = CellQuantiser.Int(Math.Min(5.0 * largest, 2e9)),
                RestMicroamps = CellQuantiser.Int(Math.Min(capacityMicroamps / 100, Math.Min(chargeMicroamps, dischargeMicroamps) / 20.0)),
            },
            Plausibility = new PlausibilitySettings
            {
                CellJumpMicrovolts = 400_000,
                CellStuckMicrovolts = 50_000,
                StuckMicroamps = Math.Max(1, largest / 5),
                OpenWireMicrovolts = 250_000,
                TemperatureJumpCentidegrees = 2_000,
                TemperatureStuckCentidegrees = 1_500,
                DoubtMilliseconds = 5_000,
                CounterMicroamps = Math.Max(1, largest / 20),
            },
            Protection = protection,
            Runaway = new RunawaySettings
            {
                // One kelvin a second, as the standards' tests look for; heat well beyond what any trip allows.
                RiseCentidegreesPerMinute = 6_000,
                DropMicrovolts = 300_000,
                HotCentidegrees = Math.Min(15_000, CellQuantiser.Int(cell.Limits.DischargeCelsius[1] * 100) + 1_000),
                HoldMilliseconds = 30_000,
            },
            Contactors = new ContactorSettings
            {
                OpenWaitMilliseconds = 500,
                ZeroMicroamps = largest / 50,
                ReactionMilliseconds = 500,
            },
            Afe = new AfeSettings
            {
                MarginMicrovolts = 30_000,
                MarginPermille = 200,
                ToleranceMicrovolts = 10_000,
                TolerancePermille = 50,
                DelayMilliseconds = 1_000,
                PeriodMilliseconds = 60_000,
            },
            Balancing = new BalancingSettings
            {
                Enabled = true,
                StartMicrovolts = 10_000,
                StopMicrovolts = 5_000,
                // Passive balancing by voltage says something only where the OCV is steep: in the uppermost quarter of the range.
                MinimumCellMicrovolts = profile.MaximumMicrovolts - ((profile.MaximumMicrovolts - profile.MinimumMicrovolts) / 4),
                MaximumTemperatureCentidegrees = CellQuantiser.Int(Math.Min(cell.Limits.DischargeCelsius[1], 80) * 100) - 500,
                RestMilliseconds = 600_000,
                Strategy = BalancingStrategy.Charge,
                AnchorPermyriad = 10_000,
                BleedMilliohms = 40_000,
                MarginPermille = 3000,
                SmallestPermyriad = 10,
                WindowMilliseconds = 60_000,
                SettleMilliseconds = 20_000,
                LookMilliseconds = 30_000,
                MostChannels = options.SeriesGroups,
                WarmCentidegrees = CellQuantiser.Int(Math.Min(cell.Limits.DischargeCelsius[1], 80) * 100) - 1500,
                MinimumSocPermyriad = 1000,
            },
            Estimation = new EstimationSettings
            {
                Kind = options.Estimator,
                EverySteps = options.EstimateEverySteps,
                StartSigmaPermyriad = 1000,
                CurrentOffsetPermyriad = 30,
                SocWalkPartsPerMillion = 100,
                GapMilliseconds = 120_000,
                UpdateMilliseconds = 1000,
                SensorOffsetPermyriad = 300,
                CapacityErrorPermille = 80,
                ResistanceWalkPartsPerMillion = 700,
            },
            PackState = new PackStateSettings
            {
                Enabled = true,
                GroupOffsetMicrovolts = 2_000,
                GroupSocPermyriad = 500,
                GroupCapacityPermille = 50,
                GroupResistancePermille = 150,
                GroupDriftPartsPerMillion = 10,
                GroupUnseenMilliseconds = 600_000,
                CapacityPriorPermille = 150,
                CapacitySpanPermille = 250,
                CapacityKeptPermille = 950,
                CurrentGainPermille = 5,
                ResistancePriorPermille = 300,
                HealthLowestCentidegrees = 1000,
            },
            Power = DefaultPower.For(cell, options.ParallelCells, chargeMicroamps, dischargeMicroamps),
            Charging = DefaultCharging.For(profile, options.ParallelCells, chargeMicroamps, protection),
            Thermal = DefaultCharging.Heat(0),
            Cell = profile,
        };
    }

    private static int PackMicroamps(double amps) => CellQuantiser.Int(Math.Min(amps * 1e6, 1e9));
}
