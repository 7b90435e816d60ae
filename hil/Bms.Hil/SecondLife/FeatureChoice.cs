using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.SecondLife;

/// <summary>
/// Chooses few features and a penalty for a ridge regression, from the rows it is given alone: forward, the feature that lowers the
/// left-out error most, until none lowers it by <see cref="LeastGain"/>.
/// </summary>
internal static class FeatureChoice
{
    /// <summary>Most features: a cell in ten for each, for about fifty cells.</summary>
    public const int MostFeatures = 5;

    /// <summary>A further feature has to lower the left-out RMSE by this share.</summary>
    public const double LeastGain = 0.03;

    private static readonly double[] Penalties = [0.1, 1, 10];

    /// <summary>Fits the chosen model.</summary>
    public static RidgeModel Fit(double[][] rows, double[] values, IReadOnlyList<int> candidates)
    {
        RidgeModel best = RidgeModel.Fit(rows, values, [], 0);
        while (best.Features.Count < MostFeatures)
        {
            RidgeModel? next = null;
            foreach (int candidate in candidates.Where(candidate => !best.Features.Contains(candidate)))
            {
                foreach (double penalty in Penalties)
                {
                    RidgeModel tried = RidgeModel.Fit(rows, values, [.. best.Features, candidate], penalty);
                    if (next is null || tried.LeftOutRmse < next.LeftOutRmse)
                        next = tried;
                }
            }
            if (next is null || next.LeftOutRmse > (1 - LeastGain) * best.LeftOutRmse)
                break;
            best = next;
        }
        return best;
    }
}
