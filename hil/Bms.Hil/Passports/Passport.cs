using System;
using System.Collections.Generic;
using System.Globalization;
using Bms.Core.Lifecycle;

namespace Bms.Hil.Passports;

/// <summary>A value that changes, with when it was so.</summary>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit; empty for a count.</param>
/// <param name="LastUpdate">Calendar time of the record; null where it was not known.</param>
/// <param name="OperatingSeconds">The same by operating time.</param>
/// <param name="Bound">Two standard deviations, in the same unit; null where the value is counted.</param>
internal sealed record DynamicValue(double Value, string Unit, DateTimeOffset? LastUpdate, int OperatingSeconds, double? Bound);

/// <summary>What is not known, and why.</summary>
/// <param name="Field">The field that is absent.</param>
/// <param name="Reason">Why.</param>
internal sealed record UnknownField(string Field, string Reason);

/// <summary>The dynamic part of a battery passport, by the field names of DIN DKE SPEC 99100. What is not known is absent, never 0.</summary>
internal sealed class Passport
{
    // Beyond these the bound says too little for a passport.
    private const double WidestHealthSigma = 0.05;
    private const double WidestSelfDischarge = 0.05;
    private const double DaysPerMonth = 365.25 / 12;
    private const double FewestCyclesForEfficiency = 20;
    private const double MillisecondsPerMinute = 60_000;
    private const int KnownSoc = 1;
    private const int KnownEnergy = 2;

    private readonly PackLife _life;
    private readonly Dictionary<string, DynamicValue> _values = new(StringComparer.Ordinal);
    private readonly List<UnknownField> _unknown = [];

    public Passport(PackLife life)
    {
        _life = life;
        AddHealth();
        AddNow();
        AddThroughput();
        AddTimers();
        Add("deepDischargeEvents", life[LifetimeLayout.DeepDischarges], "");
        Add("overchargeEvents", life[LifetimeLayout.Overcharges], "");
        Add("negativeEvents", life[LifetimeLayout.DeepDischarges] + life[LifetimeLayout.Overcharges] + life[LifetimeLayout.OpeningsUnderLoad], "");
        if (life.Code is null)
            Miss("batteryIdentifier", "the pack image names no code");
        if (life.Day(LifetimeLayout.ManufacturedDay) is null)
            Miss("manufacturingDate", "the pack image names none");
        if (life.Day(LifetimeLayout.ServiceDay) is null)
            Miss("dateOfPuttingIntoService", "the pack image names none");
    }

    /// <summary>The values by their field names, in the order of the data model.</summary>
    public IReadOnlyDictionary<string, DynamicValue> Values => _values;

    /// <summary>What is absent.</summary>
    public IReadOnlyList<UnknownField> Unknown => _unknown;

    private void AddHealth()
    {
        double capacitySigma = _life.Number(LifetimeLayout.NowCapacitySigma);
        double capacity = _life.Number(LifetimeLayout.NowCapacityRatio);
        if (Learned(capacitySigma))
        {
            double rated = _life.RatedAmpHours;
            Add("remainingCapacity", capacity * rated, "Ah", 2 * capacitySigma * rated);
            Add("capacityFade", 100 * (1 - capacity), "%", 200 * capacitySigma);
        }
        else
        {
            Miss("remainingCapacity", NotLearned("capacity", capacitySigma));
            Miss("capacityFade", NotLearned("capacity", capacitySigma));
        }
        double first = _life.Number(LifetimeLayout.FirstFullWattHours);
        if (first > 0 && Learned(capacitySigma))
            Add("SOCE", 100 * _life.Number(LifetimeLayout.LatestFullWattHours) / first, "%", 200 * capacitySigma);
        else
            Miss("SOCE", first > 0 ? NotLearned("capacity", capacitySigma) : "the energy of a full pack was never known between 20 and 30 °C");
        double resistanceSigma = _life.Number(LifetimeLayout.NowResistanceSigma);
        double resistance = _life.Number(LifetimeLayout.NowResistanceRatio);
        if (Learned(resistanceSigma) && resistance > 0)
        {
            Add("internalResistanceIncrease", 100 * (resistance - 1), "%", 200 * resistanceSigma);
            Add("powerFade", 100 * (1 - (1 / resistance)), "%", 200 * resistanceSigma / (resistance * resistance));
        }
        else
        {
            Miss("internalResistanceIncrease", NotLearned("resistance", resistanceSigma));
            Miss("powerFade", NotLearned("resistance", resistanceSigma));
        }
    }

    private void AddNow()
    {
        int known = _life[LifetimeLayout.NowKnown];
        if ((known & KnownSoc) != 0)
            Add("SoC", 100 * _life.Number(LifetimeLayout.NowSoc), "%", 200 * _life.Number(LifetimeLayout.NowSocSigma));
        else
            Miss("SoC", "no estimate when the record was written");
        if ((known & KnownEnergy) != 0)
            Add("remainingEnergy", _life.Number(LifetimeLayout.NowRemainingWattHours), "Wh");
        else
            Miss("remainingEnergy", "no estimate when the record was written");
        double watts = _life[LifetimeLayout.NowDischargeMicroamps] * 1e-6 * _life[LifetimeLayout.NowMillivolts] * 1e-3;
        if (watts > 0)
            Add("remainingPowerCapability", watts, "W");
        else
            Miss("remainingPowerCapability", "no discharge was permitted when the record was written");
    }

    private void AddThroughput()
    {
        PackLife life = _life;
        double cycles = life.FullCycles;
        if (cycles >= FewestCyclesForEfficiency)
            Add("remainingRoundTripEnergyEfficiency", 100 * life.WattHoursOut / life.WattHoursIn, "%", 100 / cycles);
        else
            Miss("remainingRoundTripEnergyEfficiency", Text($"{cycles:0.#} full cycles so far; {FewestCyclesForEfficiency} are needed"));
        SelfDischarge lost = life.SelfDischarge;
        double bound = 2 * lost.SigmaPerDay * DaysPerMonth;
        if (lost.SpanCount > 0 && bound <= WidestSelfDischarge)
            Add("currentSelfDischargingRate", 100 * lost.RatePerDay * DaysPerMonth, "%/month", 100 * bound);
        else
            Miss("currentSelfDischargingRate", lost.SpanCount == 0 ? "no two rests with less than 2 % of charge and a day or more between them, or no calendar" : Text($"known to ±{100 * bound:0.#} % a month only"));
        Add("energyThroughput", life.WattHoursIn + life.WattHoursOut, "Wh");
        Add("capacityThroughput", life.AmpHoursIn + life.AmpHoursOut, "Ah");
        Add("numberOfFullCycles", cycles, "");
    }

    private void AddTimers()
    {
        Minutes("timeSpentInExtremeTemperaturesAboveBoundary", LifetimeLayout.HotMilliseconds);
        Minutes("timeSpentInExtremeTemperaturesBelowBoundary", LifetimeLayout.ColdMilliseconds);
        Minutes("timeSpentChargingDuringExtremeTemperaturesAboveBoundary", LifetimeLayout.HotChargingMilliseconds);
        Minutes("timeSpentChargingDuringExtremeTemperaturesBelowBoundary", LifetimeLayout.ColdChargingMilliseconds);
    }

    private void Minutes(string field, int at) => Add(field, _life.Long(at) / MillisecondsPerMinute, "min");

    private void Add(string field, double value, string unit, double? bound = null) =>
        _values[field] = new DynamicValue(value, unit, _life.Time(LifetimeLayout.NowCalendar), _life[LifetimeLayout.OperatingSeconds], bound);

    private void Miss(string field, string reason) => _unknown.Add(new UnknownField(field, reason));

    private static bool Learned(double sigma) => sigma is > 0 and <= WidestHealthSigma;

    private static string NotLearned(string what, double sigma) =>
        sigma > 0 ? Text($"{what} is known to ±{200 * sigma:0.#} % only; at most ±{200 * WidestHealthSigma:0} % is told") : $"{what} has not been learned";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
