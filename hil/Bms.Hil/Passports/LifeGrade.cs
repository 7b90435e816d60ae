using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Core.Lifecycle;

namespace Bms.Hil.Passports;

/// <summary>What one measure comes to.</summary>
/// <param name="What">The measure.</param>
/// <param name="Letter">A, B, C or D.</param>
/// <param name="Why">The bound that it was judged by, and the limits.</param>
internal sealed record GradeReason(string What, string Letter, string Why);

/// <summary>
/// A second-use grade from a pack's own record: the worst of what capacity, resistance, self-discharge, groups and events come to, each by the
/// unfavourable end of its bound. UL 1974 and GB/T 34015 say what to look at; the limits are ours. What is not known is D: it has to be measured.
/// </summary>
internal sealed class LifeGrade
{
    private const double DaysPerMonth = 365.25 / 12;
    private static readonly string[] Letters = ["A", "B", "C", "D"];
    private readonly List<GradeReason> _reasons = [];

    public LifeGrade(PackLife life)
    {
        double capacitySigma = life.Number(LifetimeLayout.NowCapacitySigma);
        double resistanceSigma = life.Number(LifetimeLayout.NowResistanceSigma);
        SelfDischarge lost = life.SelfDischarge;
        AtLeast("capacity", capacitySigma > 0 ? 100 * (life.Number(LifetimeLayout.NowCapacityRatio) - (2 * capacitySigma)) : null, 85, 75, 60, "% of rated");
        AtMost("resistance", resistanceSigma > 0 ? 100 * (life.Number(LifetimeLayout.NowResistanceRatio) + (2 * resistanceSigma)) : null, 150, 200, 300, "% of the profile's");
        AtMost("selfDischarge", lost.SpanCount > 0 ? 100 * DaysPerMonth * (lost.RatePerDay + (2 * lost.SigmaPerDay)) : null, 3, 6, 10, "% a month");
        bool groups = (life[LifetimeLayout.NowKnown] & 1) != 0;
        AtMost("groupSpread", groups ? 100 * life.Number(LifetimeLayout.NowSocSpread) : null, 3, 6, 10, "% SOC");
        AtLeast("weakestGroup", groups ? 100 * life.Number(LifetimeLayout.NowWeakestCapacity) : null, 95, 90, 85, "% of the average group's capacity");
        AtMost("harmfulEvents", life[LifetimeLayout.DeepDischarges] + life[LifetimeLayout.Overcharges], 0, 3, 20, "deep discharges and overcharges");
        double hours = life[LifetimeLayout.OperatingSeconds] / 3600.0;
        AtMost("heat", hours > 0 ? life.Long(LifetimeLayout.HotMilliseconds) / 36_000.0 / hours : null, 2, 10, 30, "% of the time in extreme heat");
    }

    /// <summary>The worst letter.</summary>
    public string Letter => _reasons.Max(reason => reason.Letter)!;

    /// <summary>What each measure came to.</summary>
    public IReadOnlyList<GradeReason> Reasons => _reasons;

    private void AtLeast(string what, double? value, double a, double b, double c, string unit) =>
        Add(what, value, value >= a ? 0 : value >= b ? 1 : value >= c ? 2 : 3, "at least", a, b, c, unit);

    private void AtMost(string what, double? value, double a, double b, double c, string unit) =>
        Add(what, value, value <= a ? 0 : value <= b ? 1 : value <= c ? 2 : 3, "at most", a, b, c, unit);

    private void Add(string what, double? value, int grade, string side, double a, double b, double c, string unit)
    {
        string why = value is double known
            ? string.Create(CultureInfo.InvariantCulture, $"{known:0.##} {unit}; A {side} {a}, B {b}, C {c}")
            : "not known: has to be measured";
        _reasons.Add(new GradeReason(what, Letters[value.HasValue ? grade : 3], why));
    }
}
