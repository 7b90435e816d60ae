namespace Bms.Core.Configuration;

/// <summary>
/// The image's layout, field by field in the order of the bytes. Each line both writes and reads: the archive hands back what it
/// was given when it writes, and what stands in the image when it reads.
/// </summary>
public static partial class PackLayout
{
    /// <summary>Walks a whole configuration through an archive and returns what came out.</summary>
    public static PackConfiguration Transfer(ImageArchive archive, PackConfiguration source)
    {
        return new PackConfiguration
        {
            SeriesGroups = archive.Byte(source.SeriesGroups),
            ParallelCells = archive.Byte(source.ParallelCells),
            TemperatureSensors = archive.Byte(source.TemperatureSensors),
            ChargeLimitMicroamps = archive.Int32(source.ChargeLimitMicroamps),
            DischargeLimitMicroamps = archive.Int32(source.DischargeLimitMicroamps),
            Auxiliaries = archive.Int32(source.Auxiliaries),
            Measurement = Measurement(archive, source.Measurement),
            Plausibility = Plausibility(archive, source.Plausibility),
            Protection = Protection(archive, source.Protection),
            Runaway = Runaway(archive, source.Runaway),
            Contactors = Contactors(archive, source.Contactors),
            Afe = Afe(archive, source.Afe),
            Balancing = Balancing(archive, source.Balancing),
            Estimation = Estimation(archive, source.Estimation),
            PackState = PackState(archive, source.PackState),
            Power = Power(archive, source.Power),
            Identity = Identity(archive, source.Identity),
            Charging = Charging(archive, source.Charging),
            Thermal = Thermal(archive, source.Thermal),
            Cell = Cell(archive, source.Cell),
        };
    }

    private static MeasurementSettings Measurement(ImageArchive archive, MeasurementSettings source)
    {
        return new MeasurementSettings
        {
            CellMaximumAgeMilliseconds = archive.Int32(source.CellMaximumAgeMilliseconds),
            TemperatureMaximumAgeMilliseconds = archive.Int32(source.TemperatureMaximumAgeMilliseconds),
            CurrentMaximumAgeMilliseconds = archive.Int32(source.CurrentMaximumAgeMilliseconds),
            CellPlausibleMinimumMicrovolts = archive.Int32(source.CellPlausibleMinimumMicrovolts),
            CellPlausibleMaximumMicrovolts = archive.Int32(source.CellPlausibleMaximumMicrovolts),
            TemperaturePlausibleMinimumCentidegrees = archive.Int32(source.TemperaturePlausibleMinimumCentidegrees),
            TemperaturePlausibleMaximumCentidegrees = archive.Int32(source.TemperaturePlausibleMaximumCentidegrees),
            CurrentPlausibleMicroamps = archive.Int32(source.CurrentPlausibleMicroamps),
            RestMicroamps = archive.Int32(source.RestMicroamps),
        };
    }

    private static ProtectionRow[] Protection(ImageArchive archive, ProtectionRow[] source)
    {
        int count = archive.Count(source.Length, ProtectionPolicy.RowCount);
        ProtectionRow[] rows = new ProtectionRow[count];
        ProtectionRow empty = new ProtectionRow();
        for (int index = 0; index < count; index++)
            rows[index] = Row(archive, index < source.Length ? source[index] : empty);
        return rows;
    }

    private static ProtectionRow Row(ImageArchive archive, ProtectionRow source)
    {
        return new ProtectionRow
        {
            Kind = (ProtectionKind)archive.Byte((int)source.Kind),
            WarningLimit = archive.Int32(source.WarningLimit),
            DerateLimit = archive.Int32(source.DerateLimit),
            TripLimit = archive.Int32(source.TripLimit),
            Hysteresis = archive.Int32(source.Hysteresis),
            DebounceSamples = archive.Byte(source.DebounceSamples),
            DebounceMilliseconds = archive.Int32(source.DebounceMilliseconds),
            RecoveryMilliseconds = archive.Int32(source.RecoveryMilliseconds),
            Latching = archive.Bool(source.Latching),
            CoolDownMilliseconds = archive.Int32(source.CoolDownMilliseconds),
            RecloseLimit = archive.Int16(source.RecloseLimit),
            WaitMilliseconds = archive.Int16(source.WaitMilliseconds),
        };
    }

    private static PlausibilitySettings Plausibility(ImageArchive archive, PlausibilitySettings source)
    {
        return new PlausibilitySettings
        {
            CellJumpMicrovolts = archive.Int32(source.CellJumpMicrovolts),
            CellStuckMicrovolts = archive.Int32(source.CellStuckMicrovolts),
            StuckMicroamps = archive.Int32(source.StuckMicroamps),
            OpenWireMicrovolts = archive.Int32(source.OpenWireMicrovolts),
            TemperatureJumpCentidegrees = archive.Int32(source.TemperatureJumpCentidegrees),
            TemperatureStuckCentidegrees = archive.Int32(source.TemperatureStuckCentidegrees),
            DoubtMilliseconds = archive.Int32(source.DoubtMilliseconds),
            CounterMicroamps = archive.Int32(source.CounterMicroamps),
        };
    }

    private static RunawaySettings Runaway(ImageArchive archive, RunawaySettings source)
    {
        return new RunawaySettings
        {
            RiseCentidegreesPerMinute = archive.Int32(source.RiseCentidegreesPerMinute),
            DropMicrovolts = archive.Int32(source.DropMicrovolts),
            HotCentidegrees = archive.Int32(source.HotCentidegrees),
            PressureKilopascals = archive.Int32(source.PressureKilopascals),
            HoldMilliseconds = archive.Int32(source.HoldMilliseconds),
        };
    }

    private static ContactorSettings Contactors(ImageArchive archive, ContactorSettings source)
    {
        return new ContactorSettings
        {
            StartBlankingMilliseconds = archive.Int32(source.StartBlankingMilliseconds),
            OpenWaitMilliseconds = archive.Int32(source.OpenWaitMilliseconds),
            ZeroMicroamps = archive.Int32(source.ZeroMicroamps),
            ReactionMilliseconds = archive.Int32(source.ReactionMilliseconds),
            Precharge = archive.Bool(source.Precharge),
            PrechargePermille = archive.Int32(source.PrechargePermille),
            PrechargeEndMicroamps = archive.Int32(source.PrechargeEndMicroamps),
            PrechargeMinimumMilliseconds = archive.Int32(source.PrechargeMinimumMilliseconds),
            PrechargeMaximumMilliseconds = archive.Int32(source.PrechargeMaximumMilliseconds),
            PrechargeTries = archive.Int32(source.PrechargeTries),
            PrechargeCoolDownMilliseconds = archive.Int32(source.PrechargeCoolDownMilliseconds),
            Preheat = archive.Bool(source.Preheat),
            PreheatBelowCentidegrees = archive.Int32(source.PreheatBelowCentidegrees),
            PreheatUntilCentidegrees = archive.Int32(source.PreheatUntilCentidegrees),
            PreheatMaximumMilliseconds = archive.Int32(source.PreheatMaximumMilliseconds),
        };
    }

    private static AfeSettings Afe(ImageArchive archive, AfeSettings source)
    {
        return new AfeSettings
        {
            MarginMicrovolts = archive.Int32(source.MarginMicrovolts),
            MarginPermille = archive.Int32(source.MarginPermille),
            ToleranceMicrovolts = archive.Int32(source.ToleranceMicrovolts),
            TolerancePermille = archive.Int32(source.TolerancePermille),
            DelayMilliseconds = archive.Int32(source.DelayMilliseconds),
            PeriodMilliseconds = archive.Int32(source.PeriodMilliseconds),
        };
    }

    private static EstimationSettings Estimation(ImageArchive archive, EstimationSettings source)
    {
        return new EstimationSettings
        {
            Kind = (EstimatorKind)archive.Byte((int)source.Kind),
            EverySteps = archive.Int32(source.EverySteps),
            StartSigmaPermyriad = archive.Int32(source.StartSigmaPermyriad),
            CurrentOffsetPermyriad = archive.Int32(source.CurrentOffsetPermyriad),
            SocWalkPartsPerMillion = archive.Int32(source.SocWalkPartsPerMillion),
            GapMilliseconds = archive.Int32(source.GapMilliseconds),
            UpdateMilliseconds = archive.Int32(source.UpdateMilliseconds),
            SensorOffsetPermyriad = archive.Int32(source.SensorOffsetPermyriad),
            CapacityErrorPermille = archive.Int32(source.CapacityErrorPermille),
            ResistanceWalkPartsPerMillion = archive.Int32(source.ResistanceWalkPartsPerMillion),
        };
    }

    private static CellProfile Cell(ImageArchive archive, CellProfile source)
    {
        int socNodes = archive.Count(source.SocPermyriad.Length, CellProfile.MaximumSocNodes);
        int temperatureNodes = archive.Count(source.TemperatureCentidegrees.Length, CellProfile.MaximumTemperatureNodes);
        int branches = archive.Count(source.TauMilliseconds.Length, CellProfile.MaximumBranches);
        bool hasHysteresis = archive.Bool(source.Hysteresis.Length > 0);
        bool hasInstantHysteresis = archive.Bool(source.InstantHysteresis.Length > 0);
        bool hasChargeResistance = archive.Bool(source.ChargeResistancePermille.Length > 0);
        int entries = socNodes * temperatureNodes;
        return new CellProfile
        {
            Chemistry = (Chemistry)archive.Byte((int)source.Chemistry),
            CapacityMicroampHours = archive.Int32(source.CapacityMicroampHours),
            SocPermyriad = archive.Int16Run(source.SocPermyriad, socNodes),
            TemperatureCentidegrees = archive.Int16Run(source.TemperatureCentidegrees, temperatureNodes),
            OcvBaseMicrovolts = archive.Int32(source.OcvBaseMicrovolts),
            Ocv = archive.Int16Run(source.Ocv, entries),
            Hysteresis = archive.Int16Run(source.Hysteresis, hasHysteresis ? entries : 0),
            HysteresisRate = archive.Int32(source.HysteresisRate),
            ResistanceStepNanoohms = archive.Int32Run(source.ResistanceStepNanoohms, branches + 1),
            R0 = archive.Int16Run(source.R0, entries),
            TauMilliseconds = archive.Int32Run(source.TauMilliseconds, branches),
            BranchResistance = Branches(archive, source.BranchResistance, branches, entries),
            SaturationThousandths = archive.Int16Run(source.SaturationThousandths, temperatureNodes),
            InstantHysteresis = archive.Int16Run(source.InstantHysteresis, hasInstantHysteresis ? temperatureNodes : 0),
            ChargeResistancePermille = archive.Int16Run(source.ChargeResistancePermille, hasChargeResistance ? entries : 0),
            CoulombicEfficiencyPermyriad = archive.Int16(source.CoulombicEfficiencyPermyriad),
            ModelError = archive.Int16Run(source.ModelError, entries),
            ModelErrorOverpotentialPermille = archive.Int16Run(source.ModelErrorOverpotentialPermille, temperatureNodes),
            UncertaintyMicrovolts = archive.Int32(source.UncertaintyMicrovolts),
            UncertaintyOverpotentialPermille = archive.Int32(source.UncertaintyOverpotentialPermille),
            UncertaintySocPermyriad = archive.Int32(source.UncertaintySocPermyriad),
            MaximumMicrovolts = archive.Int32(source.MaximumMicrovolts),
            MinimumMicrovolts = archive.Int32(source.MinimumMicrovolts),
            ChargeMilliamps = archive.Int32(source.ChargeMilliamps),
            DischargeMilliamps = archive.Int32(source.DischargeMilliamps),
        };
    }

    private static short[][] Branches(ImageArchive archive, short[][] source, int count, int entries)
    {
        short[][] tables = new short[count][];
        short[] none = new short[0];
        for (int index = 0; index < count; index++)
            tables[index] = archive.Int16Run(index < source.Length ? source[index] : none, entries);
        return tables;
    }
}
