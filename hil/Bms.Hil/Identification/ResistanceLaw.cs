using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>
/// Resistance over SOC and temperature from the groups' results: ln R is linear in 1/T between measured temperatures (Arrhenius) and
/// goes on beyond them with the slope over all of them, held within what batteries show. Where a group has no load at a SOC, it
/// takes its shape from the group that covers most.
/// </summary>
internal sealed class ResistanceLaw
{
    /// <summary>
    /// Taken where one temperature alone is known, in J/mol: what the conductivity of electrolytes shows, at the low end of cells.
    /// </summary>
    public const double AssumedActivationJoules = 20_000;

    /// <summary>The same for a fast branch, which is mostly charge transfer: at the low end of the 45 to 70 kJ/mol reported for it.</summary>
    public const double AssumedFastActivationJoules = 45_000;

    private const double FastSeconds = 5;
    private const double LowestActivationJoules = 10_000;
    private const double HighestActivationJoules = 60_000;
    private const double GasConstant = 8.314;
    private const double ZeroCelsius = 273.15;
    private const double MostRatio = 5;

    /// <summary>Beyond the loads a resistance keeps its last value this far, then fades to the mean of as much before the edge.</summary>
    private const double HeldSoc = 0.1;

    private readonly int _resistance;
    private readonly IReadOnlyList<TemperatureGroup> _groups;
    private readonly GroupResult _widest;

    /// <param name="groups">Groups with results, coldest first.</param>
    /// <param name="resistance">0 for R0, then the branches.</param>
    /// <param name="mostActivationJoules">What the activation energy is at most where one temperature alone is known, in J/mol.</param>
    public ResistanceLaw(IReadOnlyList<TemperatureGroup> groups, int resistance, double? mostActivationJoules = null)
    {
        _groups = groups;
        _resistance = resistance;
        _widest = groups.Select(group => group.Result!).MaxBy(result => result.HighestSoc - result.LowestSoc)!;
        ActivationJoules = groups.Count == 1 ? Math.Max(LowestActivationJoules, Math.Min(Assumed(), mostActivationJoules ?? double.MaxValue)) : Slope();
    }

    /// <summary>Activation energy beyond the measured temperatures, in J/mol.</summary>
    public double ActivationJoules { get; }

    /// <summary>Resistance at a SOC and a temperature, in ohms.</summary>
    public double OhmsAt(double soc, double celsius)
    {
        double inverse = Inverse(celsius);
        int last = _groups.Count - 1;
        if (celsius <= _groups[0].Celsius || last == 0)
            return Extrapolate(_groups[0], soc, inverse);
        if (celsius >= _groups[last].Celsius)
            return Extrapolate(_groups[last], soc, inverse);
        int right = 1;
        while (_groups[right].Celsius < celsius)
            right++;
        double from = Inverse(_groups[right - 1].Celsius);
        double share = (inverse - from) / (Inverse(_groups[right].Celsius) - from);
        double first = Math.Log(OhmsOf(_groups[right - 1].Result!, soc));
        double second = Math.Log(OhmsOf(_groups[right].Result!, soc));
        return Math.Exp(first + (share * (second - first)));
    }

    private double Extrapolate(TemperatureGroup group, double soc, double inverse) =>
        OhmsOf(group.Result!, soc) * Math.Exp(ActivationJoules / GasConstant * (inverse - Inverse(group.Celsius)));

    private double OhmsOf(GroupResult result, double soc)
    {
        double held = Math.Clamp(soc, result.LowestSoc, result.HighestSoc);
        double ohms = OhmsInside(result, held);
        if (held == soc)
            return ohms;
        if (ReferenceEquals(result, _widest))
        {
            double fade = Math.Clamp((Math.Abs(soc - held) - HeldSoc) / HeldSoc, 0, 1);
            return ohms + (fade * (MeanNear(result, held) - ohms));
        }
        double here = OhmsOf(_widest, soc);
        double edge = OhmsOf(_widest, held);
        return ohms * Math.Clamp(here / edge, 1 / MostRatio, MostRatio);
    }

    /// <summary>
    /// The mean over the last stretch with loads before an edge: less noisy than the edge, and nearer than the mean of all.
    /// </summary>
    private double MeanNear(GroupResult result, double edge)
    {
        const int points = 10;
        double middle = (result.HighestSoc + result.LowestSoc) / 2;
        double inwards = Math.Sign(middle - edge) * HeldSoc / points;
        return Enumerable.Range(0, points).Average(point => OhmsInside(result, edge + ((point + 0.5) * inwards)));
    }

    private double OhmsInside(GroupResult result, double soc) => SocNodes.Interpolate(
        SocNodes.Resistance, result.Ohms[_resistance], Math.Clamp(soc, result.LowestSoc, result.HighestSoc));

    private double Assumed() => _resistance > 0 && _widest.Choice.TausSeconds[_resistance - 1] < FastSeconds
        ? AssumedFastActivationJoules
        : AssumedActivationJoules;

    private double Slope()
    {
        double lowest = _groups.Max(group => group.Result!.LowestSoc);
        double highest = _groups.Min(group => group.Result!.HighestSoc);
        double[] socs = [.. SocNodes.Resistance.Where(soc => soc >= lowest && soc <= highest)];
        if (socs.Length == 0)
            socs = [(lowest + highest) / 2];
        double[] inverses = [.. _groups.Select(group => Inverse(group.Celsius))];
        double[] logs = [.. _groups.Select(group => socs.Average(soc => Math.Log(OhmsOf(group.Result!, soc))))];
        double meanInverse = inverses.Average();
        double meanLog = logs.Average();
        double products = inverses.Zip(logs, (inverse, log) => (inverse - meanInverse) * (log - meanLog)).Sum();
        double squares = inverses.Sum(inverse => (inverse - meanInverse) * (inverse - meanInverse));
        return Math.Clamp(GasConstant * products / squares, LowestActivationJoules, HighestActivationJoules);
    }

    private static double Inverse(double celsius) => 1 / (celsius + ZeroCelsius);
}
