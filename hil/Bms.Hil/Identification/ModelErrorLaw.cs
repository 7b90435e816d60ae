using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Cells;

namespace Bms.Hil.Identification;

/// <summary>
/// One sigma of the model's lasting error over SOC and temperature, and as a part of the overpotential: what held-out data show,
/// never less than a floor, and more where nothing was measured. Held-out stretches are of the same recordings and the same days as
/// what they are predicted from, so the floors stand for what they cannot show: another load, another day, an instrument's millivolts.
/// </summary>
internal sealed class ModelErrorLaw
{
    /// <summary>Half an hour of rest, a tester's accuracy and the tables' straight lines leave about this much in any cell, in volts.</summary>
    public const double LeastVolts = 0.005;

    private const double LeastFraction = 0.05;
    private const double LeastFractionWithoutLongLoad = 0.10;
    private const double FractionWithoutAnyLongLoad = 0.20;
    private const double FractionAssumed = 0.5;
    private const double SocError = 0.005;
    private const double HysteresisShare = 0.2;
    private const double ColderVolts = 0.004;
    private const double WarmerVolts = 0.001;
    private const double LeastVoltsWithoutOcv = 0.015;
    private const double FractionWithoutOcv = 0.15;
    private const double ActivationErrorJoules = 8_000;
    private const double ShareBetween = 0.5;
    private const double GasConstant = 8.314;
    private const double ZeroCelsius = 273.15;
    private const double FadeSoc = 0.1;

    private readonly IReadOnlyList<TemperatureGroup> _groups;
    private readonly List<TemperatureGroup> _loaded;
    private readonly bool _hasLongLoad;
    private readonly bool _hasOcv;

    /// <param name="groups">All groups, coldest first.</param>
    public ModelErrorLaw(IReadOnlyList<TemperatureGroup> groups)
    {
        _groups = groups;
        _loaded = [.. groups.Where(group => group.Result is not null)];
        _hasOcv = groups.Any(group => group.HasOwnCurve);
        _hasLongLoad = _loaded.Exists(GroupFitter.HasLongLoad);
    }

    /// <summary>The error of a finished cell's tables.</summary>
    public CellModelError Make(CellFile cell)
    {
        double[] celsius = cell.Grid.TemperatureCelsius;
        var volts = new double[celsius.Length][];
        for (int row = 0; row < celsius.Length; row++)
        {
            volts[row] = new double[cell.Grid.Soc.Length];
            for (int node = 0; node < volts[row].Length; node++)
            {
                double soc = cell.Grid.Soc[node];
                double slope = SlopeAt(cell, row, soc);
                double hysteresis = cell.HysteresisVolts is null ? 0 : HysteresisShare * cell.HysteresisVolts[row][node];
                volts[row][node] = Math.Round(
                    Math.Min(1, Norm(VoltsAt(soc, celsius[row]), SocError * slope, hysteresis)), 4);
            }
        }
        return new CellModelError { Volts = volts, OverpotentialFraction = [.. celsius.Select(at => Math.Round(FractionAt(at), 3))] };
    }

    private double VoltsAt(double soc, double celsius)
    {
        // The error wanders off with the distance, per square root of a kelvin. In the cold a test's rests end before the cell has
        // relaxed, so that the curve moves by more than its entropy.
        double far = _groups.Min(group =>
            (group.Celsius > celsius ? ColderVolts : WarmerVolts) * Math.Sqrt(Math.Abs(group.Celsius - celsius)));
        return Norm(Blend(celsius, group => OwnVolts(group, soc)), far);
    }

    private double OwnVolts(TemperatureGroup group, double soc)
    {
        double least = _hasOcv ? LeastVolts : LeastVoltsWithoutOcv;
        double curve = Math.Max(least, group.Curve.SigmaVolts);
        if (group.Result is not GroupResult result)
            return curve;
        double held = Math.Clamp(soc, result.LowestSoc, result.HighestSoc);
        double own = Math.Max(least, group.HeldOut?.VoltsAt(held) ?? curve);
        // Where no load was, the curve is as it was before loads corrected it.
        return Norm(own, curve * Math.Min(1, Math.Abs(soc - held) / FadeSoc));
    }

    private double FractionAt(double celsius)
    {
        if (_loaded.Count == 0)
            return FractionAssumed;
        double least = Math.Max(_hasLongLoad ? 0 : FractionWithoutAnyLongLoad, _hasOcv ? 0 : FractionWithoutOcv);
        double own = Blend(celsius, group => group.Result is null ? null : Math.Max(
            GroupFitter.HasLongLoad(group) ? LeastFraction : LeastFractionWithoutLongLoad, group.HeldOut?.OverpotentialFraction ?? 0));
        double distance = _loaded.Min(group => Math.Abs((1 / (group.Celsius + ZeroCelsius)) - (1 / (celsius + ZeroCelsius))));
        bool isBetween = _loaded[0].Celsius < celsius && celsius < _loaded[^1].Celsius;
        double far = ActivationErrorJoules / GasConstant * distance * (isBetween ? ShareBetween : 1);
        return Norm(Math.Max(least, own), far);
    }

    /// <summary>Linear between the temperatures that have a value, held beyond.</summary>
    private double Blend(double celsius, Func<TemperatureGroup, double?> value)
    {
        (double Celsius, double Value)[] known =
            [.. _groups.Select(group => (group.Celsius, Value: value(group))).Where(pair => pair.Value is not null)
                .Select(pair => (pair.Celsius, pair.Value!.Value))];
        return PiecewiseLinear.At([.. known.Select(pair => pair.Celsius)], [.. known.Select(pair => pair.Value)], celsius);
    }

    private double Blend(double celsius, Func<TemperatureGroup, double> value) => Blend(celsius, group => (double?)value(group));

    private static double SlopeAt(CellFile cell, int row, double soc)
    {
        const double step = 0.01;
        double low = Math.Max(0, soc - step);
        double high = Math.Min(1, soc + step);
        return (SocNodes.Interpolate(cell.Grid.Soc, cell.OcvVolts[row], high) - SocNodes.Interpolate(cell.Grid.Soc, cell.OcvVolts[row], low))
            / (high - low);
    }

    private static double Norm(params double[] parts) => Math.Sqrt(parts.Sum(part => part * part));
}
