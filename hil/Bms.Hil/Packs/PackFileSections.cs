using System;
using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <summary>The sections of a pack file other than protection. A key that is absent keeps what was suggested.</summary>
internal static partial class PackFileSections
{
    private const double Micro = 1e6;
    private const double Centi = 100;
    private const double Milli = 1000;
    private const double Permille = 1000;
    private const double Permyriad = 10_000;

    /// <summary>How old and how plausible a sample has to be.</summary>
    public static MeasurementSettings Measurement(YamlItem? section, MeasurementSettings suggested)
    {
        YamlMap? map = section?.Map(
            "cellAge", "temperatureAge", "currentAge", "plausibleCell", "plausibleTemperature", "plausibleCurrent", "rest");
        IReadOnlyList<YamlItem>? cell = map?.Find("plausibleCell")?.List(2, 2);
        IReadOnlyList<YamlItem>? temperature = map?.Find("plausibleTemperature")?.List(2, 2);
        return new MeasurementSettings
        {
            CellMaximumAgeMilliseconds = Scaled(map?.Find("cellAge"), Dimension.Time, suggested.CellMaximumAgeMilliseconds),
            TemperatureMaximumAgeMilliseconds = Scaled(map?.Find("temperatureAge"), Dimension.Time, suggested.TemperatureMaximumAgeMilliseconds),
            CurrentMaximumAgeMilliseconds = Scaled(map?.Find("currentAge"), Dimension.Time, suggested.CurrentMaximumAgeMilliseconds),
            CellPlausibleMinimumMicrovolts = Scaled(cell?[0], Dimension.Voltage, suggested.CellPlausibleMinimumMicrovolts),
            CellPlausibleMaximumMicrovolts = Scaled(cell?[1], Dimension.Voltage, suggested.CellPlausibleMaximumMicrovolts),
            TemperaturePlausibleMinimumCentidegrees =
                Scaled(temperature?[0], Dimension.Temperature, suggested.TemperaturePlausibleMinimumCentidegrees),
            TemperaturePlausibleMaximumCentidegrees =
                Scaled(temperature?[1], Dimension.Temperature, suggested.TemperaturePlausibleMaximumCentidegrees),
            CurrentPlausibleMicroamps = Scaled(map?.Find("plausibleCurrent"), Dimension.Current, suggested.CurrentPlausibleMicroamps),
            RestMicroamps = Scaled(map?.Find("rest"), Dimension.Current, suggested.RestMicroamps),
        };
    }

    /// <summary>The estimator; <c>currentOffset</c> is a fraction of the capacity an hour, <c>socWalk</c> one of SOC a square-root second.</summary>
    public static EstimationSettings Estimation(YamlItem? section, EstimationSettings suggested)
    {
        YamlMap? map = section?.Map(
            "kind", "everySteps", "startSigma", "currentOffset", "socWalk", "gap",
            "update", "sensorOffset", "capacityError", "resistanceWalk");
        return new EstimationSettings
        {
            Kind = map?.Find("kind")?.Choice(EstimatorNames.Kinds) ?? suggested.Kind,
            EverySteps = map?.Find("everySteps")?.WholeNumber(1, 1000) ?? suggested.EverySteps,
            StartSigmaPermyriad = Fraction(map?.Find("startSigma"), Permyriad, suggested.StartSigmaPermyriad),
            CurrentOffsetPermyriad = Fraction(map?.Find("currentOffset"), Permyriad, suggested.CurrentOffsetPermyriad),
            SocWalkPartsPerMillion = Fraction(map?.Find("socWalk"), Micro, suggested.SocWalkPartsPerMillion),
            GapMilliseconds = Scaled(map?.Find("gap"), Dimension.Time, suggested.GapMilliseconds),
            UpdateMilliseconds = Scaled(map?.Find("update"), Dimension.Time, suggested.UpdateMilliseconds),
            SensorOffsetPermyriad = Fraction(map?.Find("sensorOffset"), Permyriad, suggested.SensorOffsetPermyriad),
            CapacityErrorPermille = Fraction(map?.Find("capacityError"), Permille, suggested.CapacityErrorPermille),
            ResistanceWalkPartsPerMillion = Fraction(map?.Find("resistanceWalk"), Micro, suggested.ResistanceWalkPartsPerMillion),
        };
    }

    /// <summary>A quantity as the scaled integer of the pack image: microvolts, microamps, centidegrees or milliseconds.</summary>
    public static int Scaled(YamlItem? item, Dimension dimension, int suggested)
    {
        if (item is null)
            return suggested;
        double factor = dimension switch
        {
            Dimension.Voltage or Dimension.Current => Micro,
            Dimension.Temperature or Dimension.TemperatureRate => Centi,
            Dimension.Time => Milli,
            Dimension.Pressure or Dimension.PressureRate or Dimension.Resistance => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
        };
        double bound = Math.Floor(int.MaxValue / factor);
        return (int)Math.Round(item.Quantity(dimension, -bound, bound) * factor);
    }

    /// <summary>A fraction as a whole number of parts.</summary>
    internal static int Fraction(YamlItem? item, double factor, int suggested, double highest = 1) =>
        item is null ? suggested : (int)Math.Round(item.Quantity(Dimension.Fraction, 0, highest) * factor);
}
