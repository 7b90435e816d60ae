using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>
/// The slope of the open-circuit voltage over temperature, by weighted least squares over the temperatures that were measured. Rests in
/// the cold end before the cell has relaxed, so cold temperatures weigh less; what data do not tell stays near 0, since cells show
/// some tenths of a millivolt per kelvin.
/// </summary>
internal sealed class EntropyLaw
{
    /// <summary>The steepest slope that is believed, in volts per kelvin.</summary>
    private const double MostVoltsPerKelvin = 0.0005;

    private const double PriorVoltsPerKelvin = 0.0002;
    private const double NoiseVolts = 0.003;
    private const double RelaxationJoules = 20_000;
    private const double GasConstant = 8.314;
    private const double ZeroCelsius = 273.15;
    private const double LeastKelvin = 15;

    private readonly List<TemperatureGroup> _groups;
    private readonly Func<TemperatureGroup, double, double> _volts;

    /// <param name="groups">All groups, coldest first.</param>
    /// <param name="volts">A group's open-circuit voltage at a SOC.</param>
    public EntropyLaw(IEnumerable<TemperatureGroup> groups, Func<TemperatureGroup, double, double> volts)
    {
        _groups = [.. groups.Where(group => group.HasOwnCurve || group.Result is not null)];
        _volts = volts;
    }

    /// <summary>Whether measured temperatures lie far enough apart.</summary>
    public bool IsKnown => _groups.Count > 1 && _groups[^1].Celsius - _groups[0].Celsius >= LeastKelvin;

    /// <summary>The slope at a SOC, in volts per kelvin; 0 where it is not known.</summary>
    public double VoltsPerKelvinAt(double soc)
    {
        if (!IsKnown)
            return 0;
        TemperatureGroup[] covering = [.. _groups.Where(group => group.Result is null || Covers(group.Result, soc))];
        if (covering.Length < 2 || covering[^1].Celsius - covering[0].Celsius < LeastKelvin)
            return 0;
        double[] weights = [.. covering.Select(Weight)];
        double total = weights.Sum();
        double meanCelsius = covering.Zip(weights, (group, weight) => group.Celsius * weight).Sum() / total;
        double meanVolts = covering.Zip(weights, (group, weight) => _volts(group, soc) * weight).Sum() / total;
        double products = covering.Zip(weights, (group, weight) => weight * (group.Celsius - meanCelsius) * (_volts(group, soc) - meanVolts)).Sum();
        double squares = covering.Zip(weights, (group, weight) => weight * (group.Celsius - meanCelsius) * (group.Celsius - meanCelsius)).Sum();
        double slope = products / (squares + (1 / (PriorVoltsPerKelvin * PriorVoltsPerKelvin)));
        return Math.Clamp(slope, -MostVoltsPerKelvin, MostVoltsPerKelvin);
    }

    private static bool Covers(GroupResult result, double soc) => soc >= result.LowestSoc && soc <= result.HighestSoc;

    private static double Weight(TemperatureGroup group)
    {
        double inverse = (1 / (group.Celsius + ZeroCelsius)) - (1 / (25 + ZeroCelsius));
        double noise = NoiseVolts * Math.Max(1, Math.Exp(RelaxationJoules / GasConstant * inverse));
        return 1 / (noise * noise);
    }
}
