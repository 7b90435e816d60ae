using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>
/// How large a temperature's held-out errors are: a part that is always there, over SOC, and a part that grows with the overpotential.
/// By quantiles, so that a few outliers (duplicate rows, a step of the current between two samples) do not decide.
/// </summary>
internal sealed class HeldOutStatistics
{
    private const double Quantile = 0.9;
    private const double NormalAtQuantile = 1.645;
    private const double WindowSoc = 0.06;
    private const double SmallLoadVolts = 0.010;
    private const double LeastSeconds = 60;

    private readonly double[] _volts = new double[SocNodes.Correction.Length];

    /// <param name="errors">Held-out errors of one temperature, not empty.</param>
    public HeldOutStatistics(IReadOnlyList<HeldOutError> errors)
    {
        HeldOutError[] byLoad = [.. errors.OrderBy(error => error.LoadVolts)];
        double middle = byLoad[byLoad.Length / 2].LoadVolts;
        HeldOutError[] quiet = [.. errors.Where(error => error.LoadVolts <= middle)];
        double all = Sigma(quiet.Select(error => (Math.Abs(error.Volts), error.Seconds))) ?? 0;
        for (int node = 0; node < _volts.Length; node++)
        {
            double soc = SocNodes.Correction[node];
            HeldOutError[] near = [.. quiet.Where(error => Math.Abs(error.Soc - soc) < WindowSoc)];
            double own = near.Sum(error => error.Seconds) < LeastSeconds
                ? all
                : Sigma(near.Select(error => (Math.Abs(error.Volts), error.Seconds))) ?? all;
            // Each place is known from a few rests: half of it is what the whole temperature shows.
            _volts[node] = Math.Sqrt(((own * own) + (all * all)) / 2);
        }
        // Weighted by the square of the load, as a regression would: the long tails of relaxations say little of it.
        OverpotentialFraction = Sigma(errors.Where(error => error.LoadVolts > Math.Max(middle, SmallLoadVolts)).Select(Share)) ?? 0;

        (double, double) Share(HeldOutError error)
        {
            double still = VoltsAt(error.Soc);
            double excess = Math.Max(0, (error.Volts * error.Volts) - (still * still));
            return (Math.Sqrt(excess) / error.LoadVolts, error.Seconds * error.LoadVolts * error.LoadVolts);
        }
    }

    /// <summary>The part that grows with the overpotential, one sigma as a fraction of it.</summary>
    public double OverpotentialFraction { get; }

    /// <summary>The part that is always there, one sigma in volts.</summary>
    public double VoltsAt(double soc) => SocNodes.Interpolate(SocNodes.Correction, _volts, soc);

    /// <summary>One sigma from a weighted quantile of magnitudes; null without weight.</summary>
    private static double? Sigma(IEnumerable<(double Magnitude, double Weight)> values)
    {
        (double Magnitude, double Weight)[] sorted = [.. values.OrderBy(value => value.Magnitude)];
        double total = sorted.Sum(value => value.Weight);
        if (!(total > 0))
            return null;
        double sum = 0;
        foreach ((double magnitude, double weight) in sorted)
        {
            sum += weight;
            if (sum >= Quantile * total)
                return magnitude / NormalAtQuantile;
        }
        return null;
    }
}
