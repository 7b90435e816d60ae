using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>
/// Where loads were recorded at one temperature but slow branches at others, the growth of the half gap between the branches bounds
/// that of the resistances: the slow current drops over them what they can have gained at most.
/// </summary>
internal static class HalfGapBound
{
    private const double GasConstant = 8.314;
    private const double ZeroCelsius = 273.15;
    private const double LeastKelvin = 10;

    /// <summary>The largest activation energy that the gaps allow, in J/mol; null where they say nothing.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="loaded">The one with loads, fitted.</param>
    public static double? ActivationJoules(IReadOnlyList<TemperatureGroup> groups, TemperatureGroup loaded)
    {
        if (loaded.Curve.HalfGapVolts is not double[] here || !loaded.HasOwnCurve || loaded.Result is null)
            return null;
        double ohms = loaded.Result.Ohms.Sum(values => values.Average());
        double? least = null;
        foreach (TemperatureGroup group in groups)
        {
            if (!group.HasOwnCurve || group.Curve.HalfGapVolts is not double[] there || loaded.Celsius - group.Celsius < LeastKelvin)
                continue;
            double grown = Math.Max(0, OcvTables.MedianInside([.. there.Zip(here, (cold, warm) => cold - warm)]));
            double inverse = (1 / (group.Celsius + ZeroCelsius)) - (1 / (loaded.Celsius + ZeroCelsius));
            double joules = Math.Log(1 + (grown / (group.Curve.BranchAmps * ohms))) * GasConstant / inverse;
            least = Math.Min(least ?? double.MaxValue, joules);
        }
        return least;
    }
}
