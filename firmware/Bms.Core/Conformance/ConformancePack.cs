using Bms.Core.Configuration;

namespace Bms.Core.Conformance;

/// <summary>The packs that conformance runs: invented, small, and with every feature of the core in at least one of them.</summary>
public static class ConformancePack
{
    /// <summary>The number of variants.</summary>
    public const int VariantCount = 4;

    private const int SocNodes = 9;

    /// <summary>Makes one variant.</summary>
    /// <param name="variant">
    /// 0: no branch, one temperature; 1: one branch; 2: two branches with hysteresis and saturation; 3: three branches with both and a
    /// coulombic efficiency below 1.
    /// </param>
    /// <param name="estimator">The estimator.</param>
    /// <param name="everySteps">How often it runs.</param>
    public static PackConfiguration Make(int variant, EstimatorKind estimator, int everySteps)
    {
        return new PackConfiguration
        {
            SeriesGroups = 4,
            ParallelCells = variant + 1,
            TemperatureSensors = 2,
            ChargeLimitMicroamps = 2500000,
            DischargeLimitMicroamps = 5000000,
            Measurement = new MeasurementSettings
            {
                CellMaximumAgeMilliseconds = 500,
                TemperatureMaximumAgeMilliseconds = 2000,
                CurrentMaximumAgeMilliseconds = 500,
                CellPlausibleMinimumMicrovolts = 500000,
                CellPlausibleMaximumMicrovolts = 5000000,
                TemperaturePlausibleMinimumCentidegrees = -6000,
                TemperaturePlausibleMaximumCentidegrees = 15000,
                CurrentPlausibleMicroamps = 20000000,
                RestMicroamps = 50000,
            },
            Protection = Protection(),
            Balancing = new BalancingSettings
            {
                Enabled = true,
                StartMicrovolts = 10000,
                StopMicrovolts = 5000,
                MinimumCellMicrovolts = 3300000,
                MaximumTemperatureCentidegrees = 5000,
                RestMilliseconds = 1000,
            },
            Estimation = new EstimationSettings
            {
                Kind = estimator,
                EverySteps = everySteps,
                StartSigmaPermyriad = 1000,
                CurrentOffsetPermyriad = 30,
                SocWalkPartsPerMillion = 100,
                GapMilliseconds = 60000,
                UpdateMilliseconds = 1000,
                SensorOffsetPermyriad = 300,
                CapacityErrorPermille = 70,
                ResistanceWalkPartsPerMillion = 1000,
            },
            PackState = Groups(false),
            Cell = Cell(variant),
        };
    }

    /// <summary>How the groups of these packs differ.</summary>
    /// <param name="enabled">Whether anybody looks.</param>
    public static PackStateSettings Groups(bool enabled)
    {
        return new PackStateSettings
        {
            Enabled = enabled,
            GroupOffsetMicrovolts = 2000,
            GroupSocPermyriad = 500,
            GroupCapacityPermille = 50,
            GroupResistancePermille = 150,
            GroupDriftPartsPerMillion = 10,
            GroupUnseenMilliseconds = 20000,
            CapacityPriorPermille = 150,
            CapacitySpanPermille = 100,
            CapacityKeptPermille = 950,
            CurrentGainPermille = 5,
            ResistancePriorPermille = 300,
            HealthLowestCentidegrees = 1000,
        };
    }

    private static ProtectionRow[] Protection()
    {
        return
        [
            Row(ProtectionKind.CellOverVoltage, 4220000, 4230000, 4250000, 50000, false),
            Row(ProtectionKind.CellUnderVoltage, 2900000, 2800000, 2700000, 100000, false),
            Row(ProtectionKind.OverTemperatureCharge, 4200, 4300, 4700, 300, false),
            Row(ProtectionKind.UnderTemperatureCharge, 300, 200, -200, 300, false),
            Row(ProtectionKind.OverTemperatureDischarge, 5700, 5800, 6200, 300, false),
            Row(ProtectionKind.UnderTemperatureDischarge, -1700, -1800, -2200, 300, false),
            Row(ProtectionKind.OverCurrentCharge, 2600000, 2700000, 3000000, 200000, true),
            Row(ProtectionKind.OverCurrentDischarge, 5200000, 5500000, 6000000, 500000, true),
            Row(ProtectionKind.CellVoltageLost, 1, 1, 1, 0, false),
            Row(ProtectionKind.TemperatureLost, 1, 1, 1, 0, false),
            Row(ProtectionKind.CurrentLost, 1, 1, 1, 0, false),
        ];
    }

    private static ProtectionRow Row(ProtectionKind kind, int warning, int derate, int trip, int hysteresis, bool latching)
    {
        return new ProtectionRow
        {
            Kind = kind,
            WarningLimit = warning,
            DerateLimit = derate,
            TripLimit = trip,
            Hysteresis = hysteresis,
            DebounceSamples = 3,
            DebounceMilliseconds = 300,
            RecoveryMilliseconds = 1000,
            Latching = latching,
        };
    }

    private static CellProfile Cell(int variant)
    {
        bool full = variant >= 2;
        int temperatures = variant == 0 ? 1 : 3;
        short[] soc = new short[SocNodes];
        for (int node = 0; node < SocNodes; node++)
            soc[node] = (short)(node * 1250);
        short[] celsius = new short[temperatures];
        for (int node = 0; node < temperatures; node++)
            celsius[node] = (short)((node * 2000) - 1000);
        int[] tau = new int[variant];
        int[] steps = new int[variant + 1];
        short[][] branches = new short[variant][];
        steps[0] = 1000;
        int milliseconds = 2000;
        for (int branch = 0; branch < variant; branch++)
        {
            tau[branch] = milliseconds;
            milliseconds *= 15;
            steps[branch + 1] = 1000;
            branches[branch] = Falling(temperatures, 12000 + (branch * 4000));
        }
        return new CellProfile
        {
            Chemistry = Chemistry.Nmc,
            CapacityMicroampHours = 2500000,
            SocPermyriad = soc,
            TemperatureCentidegrees = celsius,
            OcvBaseMicrovolts = 3600000,
            Ocv = Ocv(temperatures),
            Hysteresis = full ? Falling(temperatures, 800) : new short[0],
            HysteresisRate = full ? 60 : 0,
            ResistanceStepNanoohms = steps,
            R0 = Falling(temperatures, 20000),
            TauMilliseconds = tau,
            BranchResistance = branches,
            SaturationThousandths = Saturation(temperatures, full),
            InstantHysteresis = full ? OverTemperature(temperatures, 400, 150) : new short[0],
            ChargeResistancePermille = full ? Shifted(Falling(temperatures, 300), 900) : new short[0],
            CoulombicEfficiencyPermyriad = variant == 3 ? 9970 : CellProfile.WholeEfficiencyPermyriad,
            ModelError = Falling(temperatures, 200),
            ModelErrorOverpotentialPermille = OverTemperature(temperatures, 100, 20),
            UncertaintyMicrovolts = 20000,
            UncertaintyOverpotentialPermille = 500,
            UncertaintySocPermyriad = 200,
            MaximumMicrovolts = 4200000,
            MinimumMicrovolts = 2800000,
            ChargeMilliamps = 2500,
            DischargeMilliamps = 10000,
        };
    }

    /// <summary>3.0 V at empty to 4.2 V at full in 50 µV, with a level stretch in the middle, 5 mV higher at each warmer node.</summary>
    private static short[] Ocv(int temperatures)
    {
        short[] table = new short[SocNodes * temperatures];
        for (int index = 0; index < table.Length; index++)
        {
            int node = index % SocNodes;
            int height = node < 4 ? node * 4000 : node == 4 ? 12000 : (node * 4000) - 8000;
            table[index] = (short)(height - 12000 + (100 * (index / SocNodes)));
        }
        return table;
    }

    /// <summary>A value that falls with temperature and bends over SOC.</summary>
    private static short[] Falling(int temperatures, int highest)
    {
        short[] table = new short[SocNodes * temperatures];
        for (int index = 0; index < table.Length; index++)
        {
            int node = index % SocNodes;
            int bend = (node - 5) * (node - 5);
            table[index] = (short)((highest >> (index / SocNodes)) + (bend * highest / 200));
        }
        return table;
    }

    private static short[] Shifted(short[] table, int by)
    {
        for (int index = 0; index < table.Length; index++)
            table[index] = (short)(table[index] + by);
        return table;
    }

    private static short[] OverTemperature(int temperatures, int coldest, int fall)
    {
        short[] table = new short[temperatures];
        for (int node = 0; node < temperatures; node++)
            table[node] = (short)(coldest - (node * fall));
        return table;
    }

    private static short[] Saturation(int temperatures, bool full)
    {
        short[] table = new short[temperatures];
        if (full)
        {
            table[0] = 2500;
            table[1] = 400;
        }
        return table;
    }
}
