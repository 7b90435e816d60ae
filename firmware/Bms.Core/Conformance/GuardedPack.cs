using Bms.Core.Configuration;
using Bms.Core.Protection;

namespace Bms.Core.Conformance;

/// <summary>The packs of <see cref="ConformancePack"/> with every input and every row of the protection table.</summary>
public static class GuardedPack
{
    private const int AllInputs = (1 << PackConfiguration.AuxiliaryCount) - 1;

    /// <summary>Makes one variant.</summary>
    /// <param name="variant">As <see cref="ConformancePack.Make"/>.</param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="everySteps">How often it runs.</param>
    /// <param name="doubts">Whether readings that look good are doubted.</param>
    /// <param name="contactors">Whether it precharges, preheats, waits and watches its contactors.</param>
    public static PackConfiguration Make(int variant, EstimatorKind estimator, int everySteps, bool doubts, bool contactors) =>
        Make(variant, estimator, everySteps, doubts, contactors, 4);

    /// <summary>The same with another number of groups.</summary>
    public static PackConfiguration Make(int variant, EstimatorKind estimator, int everySteps, bool doubts, bool contactors, int groups)
    {
        PackConfiguration plain = ConformancePack.Make(variant, estimator, everySteps);
        return new PackConfiguration
        {
            SeriesGroups = groups,
            ParallelCells = plain.ParallelCells,
            TemperatureSensors = plain.TemperatureSensors,
            ChargeLimitMicroamps = plain.ChargeLimitMicroamps,
            DischargeLimitMicroamps = plain.DischargeLimitMicroamps,
            Auxiliaries = AllInputs,
            Measurement = plain.Measurement,
            Plausibility = doubts ? Plausibility() : new PlausibilitySettings(),
            Protection = Protection(plain.Protection, groups),
            Runaway = new RunawaySettings
            {
                RiseCentidegreesPerMinute = 3000,
                DropMicrovolts = 100000,
                HotCentidegrees = 5500,
                PressureKilopascals = 650,
                HoldMilliseconds = 3000,
            },
            Contactors = contactors ? Contactors() : new ContactorSettings(),
            Afe = new AfeSettings
            {
                MarginMicrovolts = 25000,
                MarginPermille = 200,
                ToleranceMicrovolts = 10000,
                TolerancePermille = 20,
                DelayMilliseconds = 1000,
                PeriodMilliseconds = 60000,
            },
            Balancing = plain.Balancing,
            Estimation = plain.Estimation,
            PackState = plain.PackState,
            Power = plain.Power,
            Identity = plain.Identity,
            Charging = plain.Charging,
            Thermal = contactors ? Thermal() : plain.Thermal,
            Cell = plain.Cell,
        };
    }

    /// <summary>A pack as most are: no further inputs, the rows that need none and cost nothing to watch, and doubts.</summary>
    public static PackConfiguration Usual(int variant, EstimatorKind estimator, int everySteps, int groups) =>
        Usual(variant, estimator, everySteps, groups, false);

    /// <summary>The same, and whether the groups' differences are looked for.</summary>
    public static PackConfiguration Usual(int variant, EstimatorKind estimator, int everySteps, int groups, bool packState) =>
        Usual(variant, estimator, everySteps, groups, packState, null);

    /// <summary>The same with a balancer of its own.</summary>
    public static PackConfiguration Usual(
        int variant, EstimatorKind estimator, int everySteps, int groups, bool packState, BalancingSettings? balancing)
    {
        PackConfiguration full = Make(variant, estimator, everySteps, true, false, groups);
        ProtectionRow[] rows = new ProtectionRow[(int)ProtectionKind.DeepDischarge];
        int count = 0;
        for (int index = 0; index <= (int)ProtectionKind.DeepDischarge; index++)
        {
            if (full.Protection[index].Kind == ProtectionKind.AfeLost)
                continue;
            rows[count] = full.Protection[index];
            count++;
        }
        return new PackConfiguration
        {
            SeriesGroups = groups,
            ParallelCells = full.ParallelCells,
            TemperatureSensors = full.TemperatureSensors,
            ChargeLimitMicroamps = full.ChargeLimitMicroamps,
            DischargeLimitMicroamps = full.DischargeLimitMicroamps,
            Measurement = full.Measurement,
            Plausibility = full.Plausibility,
            Protection = rows,
            Contactors = full.Contactors,
            Afe = full.Afe,
            Balancing = balancing ?? full.Balancing,
            Estimation = full.Estimation,
            PackState = ConformancePack.Groups(packState),
            Power = full.Power,
            Identity = full.Identity,
            Charging = full.Charging,
            Thermal = full.Thermal,
            Cell = full.Cell,
        };
    }

    /// <summary>What the AFE of these packs reads back when it is set as the image asks.</summary>
    public static void FillThresholds(int[] thresholds)
    {
        AfeSecondLine line = new AfeSecondLine(Make(0, EstimatorKind.Coulomb, 1, false, false));
        for (int index = 0; index < thresholds.Length; index++)
            thresholds[index] = line.Wanted((AfeThreshold)index);
    }

    private static PlausibilitySettings Plausibility()
    {
        return new PlausibilitySettings
        {
            CellJumpMicrovolts = 300000,
            CellStuckMicrovolts = 40000,
            StuckMicroamps = 500000,
            OpenWireMicrovolts = 200000,
            TemperatureJumpCentidegrees = 2000,
            TemperatureStuckCentidegrees = 1500,
            DoubtMilliseconds = 1000,
            CounterMicroamps = 400000,
        };
    }

    private static ThermalSettings Thermal()
    {
        return new ThermalSettings
        {
            HeaterRiseCentidegrees = 100,
            HeaterRiseMilliseconds = 10000,
            HeaterHighestCentidegrees = 1500,
        };
    }

    private static ContactorSettings Contactors()
    {
        return new ContactorSettings
        {
            StartBlankingMilliseconds = 250,
            OpenWaitMilliseconds = 300,
            ZeroMicroamps = 100000,
            ReactionMilliseconds = 200,
            Precharge = true,
            PrechargePermille = 950,
            PrechargeEndMicroamps = 200000,
            PrechargeMinimumMilliseconds = 200,
            PrechargeMaximumMilliseconds = 1000,
            PrechargeTries = 2,
            PrechargeCoolDownMilliseconds = 500,
            Preheat = true,
            PreheatBelowCentidegrees = -500,
            PreheatUntilCentidegrees = 500,
            PreheatMaximumMilliseconds = 3000,
        };
    }

    private static ProtectionRow[] Protection(ProtectionRow[] plain, int groups)
    {
        ProtectionRow[] rows = new ProtectionRow[ProtectionPolicy.RowCount];
        for (int index = 0; index < plain.Length; index++)
            rows[index] = plain[index];
        Put(rows, ProtectionKind.ShortCircuit, 9000000, 9500000, 10000000, 1000000);
        Put(rows, ProtectionKind.OpenWire, 1, 1, 1, 0);
        Put(rows, ProtectionKind.AfeLost, 100, 150, 200, 50);
        Put(rows, ProtectionKind.DeepDischarge, 2600000, 2550000, 2500000, 100000);
        Put(rows, ProtectionKind.PackOverVoltage, groups * 4220000, groups * 4230000, groups * 4250000, 100000);
        Put(rows, ProtectionKind.PackUnderVoltage, groups * 2900000, groups * 2800000, groups * 2700000, 100000);
        Put(rows, ProtectionKind.OverloadCharge, 500, 800, 1000, 100);
        Put(rows, ProtectionKind.OverloadDischarge, 500, 800, 1000, 100);
        Put(rows, ProtectionKind.OverTemperatureRest, 5700, 5800, 6200, 300);
        Put(rows, ProtectionKind.UnderTemperatureRest, -1700, -1800, -2200, 300);
        Put(rows, ProtectionKind.TemperatureSpread, 1000, 1200, 1500, 200);
        Put(rows, ProtectionKind.TemperatureRise, 1000, 1500, 2000, 100);
        Put(rows, ProtectionKind.VoltageSpread, 200000, 300000, 400000, 50000);
        Put(rows, ProtectionKind.PressureHigh, 500, 600, 700, 50);
        Put(rows, ProtectionKind.PressureLow, 100, 80, 50, 20);
        Put(rows, ProtectionKind.PressureRate, 300, 600, 1200, 100);
        Put(rows, ProtectionKind.InsulationLow, 50000, 20000, 10000, 5000);
        Put(rows, ProtectionKind.InterlockOpen, 1, 1, 1, 0);
        Put(rows, ProtectionKind.LeakDetected, 1, 1, 1, 0);
        Put(rows, ProtectionKind.LinkLost, 500, 800, 1000, 100);
        Put(rows, ProtectionKind.AfeDifference, 1, 1, 1, 0);
        Put(rows, ProtectionKind.IntegrityFault, 1, 1, 1, 0);
        Put(rows, ProtectionKind.LoopOverrun, 2500, 3000, 4000, 100);
        Put(rows, ProtectionKind.PackSumMismatch, 100000, 150000, 200000, 20000);
        Put(rows, ProtectionKind.CurrentMismatch, 200000, 300000, 500000, 50000);
        Put(rows, ProtectionKind.ChargeCounterMismatch, 200000, 300000, 500000, 50000);
        Put(rows, ProtectionKind.AuxiliaryLost, 1, 1, 1, 0);
        Put(rows, ProtectionKind.RunawayWarning, 1, 2, 2, 0);
        Put(rows, ProtectionKind.ThermalRunaway, 3, 3, 3, 0);
        return rows;
    }

    private static void Put(ProtectionRow[] rows, ProtectionKind kind, int warning, int derate, int trip, int hysteresis)
    {
        bool quick = ProtectionPolicy.LeastSamples(kind) == 1;
        rows[(int)kind] = new ProtectionRow
        {
            Kind = kind,
            WarningLimit = warning,
            DerateLimit = derate,
            TripLimit = trip,
            Hysteresis = hysteresis,
            DebounceSamples = quick ? 1 : 2,
            DebounceMilliseconds = quick ? 0 : 300,
            RecoveryMilliseconds = 1000,
            Latching = ProtectionPolicy.MustLatch(kind),
            // Every rule of recovery takes part somewhere.
            CoolDownMilliseconds = kind == ProtectionKind.TemperatureSpread ? 2000 : 0,
            RecloseLimit = kind == ProtectionKind.InterlockOpen || kind == ProtectionKind.PressureHigh ? 1 : 0,
            WaitMilliseconds = kind == ProtectionKind.LeakDetected || kind == ProtectionKind.VoltageSpread ? 500 : 0,
        };
    }
}
