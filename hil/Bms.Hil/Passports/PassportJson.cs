using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using Bms.Core.Lifecycle;

namespace Bms.Hil.Passports;

/// <summary>What <c>passport</c> prints: identity, dynamic values, what is not known, and the record's tables.</summary>
internal sealed class PassportJson
{
    private PassportJson(PackLife life, Passport passport)
    {
        BatteryIdentifier = life.Code;
        PreviousIdentifier = life.Previous;
        BatteryStatus = life.Status.ToString() is string status ? char.ToLowerInvariant(status[0]) + status[1..] : "";
        ManufacturingDate = life.Day(LifetimeLayout.ManufacturedDay);
        DateOfPuttingIntoService = life.Day(LifetimeLayout.ServiceDay);
        BatteryChemistry = life.Chemistry.ToString();
        SeriesGroups = life[LifetimeLayout.SeriesGroups];
        RatedCapacityAmpHours = life.RatedAmpHours;
        Owners = life[LifetimeLayout.Owners];
        Values = passport.Values;
        Unknown = passport.Unknown;
        Limits = new { coldCelsius = life[LifetimeLayout.ColdCentidegrees] / 100.0, hotCelsius = life[LifetimeLayout.HotCentidegrees] / 100.0 };
        Throughput = new { ampHoursIn = life.AmpHoursIn, ampHoursOut = life.AmpHoursOut, wattHoursIn = life.WattHoursIn, wattHoursOut = life.WattHoursOut };
        Contactors = new
        {
            closings = life[LifetimeLayout.Closings],
            openings = life[LifetimeLayout.Openings],
            openingsUnderLoad = life[LifetimeLayout.OpeningsUnderLoad],
            largestOpenedAmps = life[LifetimeLayout.LargestOpenedMilliamps] / 1000.0,
            closingsUnderLoad = life[LifetimeLayout.ClosingsUnderLoad],
            largestClosedAmps = life[LifetimeLayout.LargestClosedMilliamps] / 1000.0,
        };
        HoursByTemperatureAndSoc =
            [.. Enumerable.Range(0, LifetimeLayout.TemperatureBins).Select(row => Enumerable.Range(0, LifetimeLayout.SocBins).Select(column => LifeBins.Hours(life, row, column)).ToArray())];
        HoursByCurrent = [.. Enumerable.Range(0, LifetimeLayout.CurrentBins).Select(bin => life[LifetimeLayout.CurrentSeconds + bin] / 3600.0)];
        AmpHoursByCurrent = [.. Enumerable.Range(0, LifetimeLayout.CurrentBins).Select(bin => life.Long(LifetimeLayout.CurrentMicrocoulombs + (2 * bin)) / 3.6e9)];
        History = life.History;
        SwapLedger = life.Swaps;
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BatteryIdentifier { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PreviousIdentifier { get; }

    public string BatteryStatus { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ManufacturingDate { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? DateOfPuttingIntoService { get; }

    public string BatteryChemistry { get; }

    public int SeriesGroups { get; }

    public double RatedCapacityAmpHours { get; }

    public int Owners { get; }

    /// <summary>Dynamic values by the data model's names.</summary>
    public IReadOnlyDictionary<string, DynamicValue> Values { get; }

    public IReadOnlyList<UnknownField> Unknown { get; }

    /// <summary>What is called extreme.</summary>
    public object Limits { get; }

    public object Throughput { get; }

    public object Contactors { get; }

    /// <summary>Hours in each cell: rows of 10 °C from below −20, columns of 10 % SOC.</summary>
    public double[][] HoursByTemperatureAndSoc { get; }

    /// <summary>Hours at each current, from the largest discharge to the largest charge.</summary>
    public double[] HoursByCurrent { get; }

    public double[] AmpHoursByCurrent { get; }

    public IReadOnlyList<HistoryPoint> History { get; }

    public IReadOnlyList<SwapEntry> SwapLedger { get; }

    public static PassportJson Of(PackLife life, Passport passport) => new(life, passport);
}
