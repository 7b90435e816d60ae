using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>
/// Curvature of the polarisation over temperature: linear between measured temperatures. Colder than those it follows the charge
/// transfer: by the Butler–Volmer equation with equal shares of both directions a branch of resistance R drops
/// R·asinh(c·x)/c with c = Q·R·F/(2·R_gas·T) (J. Newman, Electrochemical Systems, ch. 8), so that c grows as the fast branch
/// does. Loads that showed none at the coldest measured temperature are taken to show what is more than expected there.
/// </summary>
internal sealed class CurvatureLaw
{
    /// <summary>From here on loads are fitted without curvature, in degrees Celsius.</summary>
    public const double WarmCelsius = 15;

    private const double FastSeconds = 5;
    private const double HalfFaradayOverGas = 96485.0 / 2 / 8.314;
    private const double ZeroCelsius = 273.15;
    private const double MostPerRate = 7.5;

    private static readonly double[] Socs = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

    private readonly List<TemperatureGroup> _groups;
    private readonly double _capacityAmpHours;
    private readonly ResistanceLaw? _fast;

    /// <param name="groups">Groups with results, coldest first.</param>
    /// <param name="capacityAmpHours">The cell's capacity.</param>
    public CurvatureLaw(IReadOnlyList<TemperatureGroup> groups, double capacityAmpHours)
    {
        _groups = [.. groups];
        _capacityAmpHours = capacityAmpHours;
        if (_groups.Count > 0 && _groups[0].Result!.Choice.TausSeconds[0] < FastSeconds)
            _fast = new ResistanceLaw(groups, 1);
    }

    /// <summary>Curvature at a temperature, in 1/C; 0 is linear.</summary>
    public double PerRateAt(double celsius)
    {
        if (_groups.Count == 0)
            return 0;
        int right = _groups.FindIndex(group => group.Celsius >= celsius);
        if (right < 0)
            return Measured(_groups[^1]);
        if (right == 0)
            return Colder(celsius);
        TemperatureGroup cold = _groups[right - 1];
        TemperatureGroup warm = _groups[right];
        double share = (celsius - cold.Celsius) / (warm.Celsius - cold.Celsius);
        return Measured(cold) + (share * (Measured(warm) - Measured(cold)));
    }

    private double Colder(double celsius)
    {
        double edge = Measured(_groups[0]);
        if (_fast is null)
            return edge;
        if (celsius >= WarmCelsius)
            return edge;
        double expected = Expected(celsius);
        double there = Expected(Math.Min(WarmCelsius, _groups[0].Celsius));
        double grown = edge > 0 ? edge * expected / there : expected - there;
        return Math.Clamp(grown, edge, Math.Max(edge, MostPerRate));
    }

    private double Expected(double celsius) =>
        _capacityAmpHours * Socs.Average(soc => _fast!.OhmsAt(soc, celsius)) * HalfFaradayOverGas / (celsius + ZeroCelsius);

    private static double Measured(TemperatureGroup group) => group.Result!.Choice.PerRate;
}
