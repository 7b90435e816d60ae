using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Reads the key <c>limits</c> of a suite and of a recording; what a recording says replaces what the suite says, key by key.</summary>
internal static class LimitReader
{
    private const string Rmse = "rmseAfter600s";
    private const string Coverage = "coverage";
    private const string MeanSigma = "meanSigma";
    private const string SigmaOverRmse = "sigmaOverRmse";

    public static ScoreLimits Read(YamlItem? suite, YamlItem? recording, IReadOnlyList<ScoreDisturbance> disturbances)
    {
        YamlMap? common = suite?.Map(Rmse, Coverage, MeanSigma, SigmaOverRmse);
        YamlMap? own = recording?.Map(Rmse, Coverage, MeanSigma, SigmaOverRmse);
        return new ScoreLimits
        {
            RmseAfter600s = ByDisturbance(own?.Find(Rmse), common?.Find(Rmse), disturbances),
            Coverage = ByDisturbance(own?.Find(Coverage), common?.Find(Coverage), disturbances),
            MeanSigma = (own?.Find(MeanSigma) ?? common?.Find(MeanSigma))?.Quantity(Dimension.Fraction, 0, 1),
            SigmaOverRmse = (own?.Find(SigmaOverRmse) ?? common?.Find(SigmaOverRmse))?.Number(0),
        };
    }

    /// <summary>One number for every disturbance, or a map from disturbances to numbers, where the key <c>all</c> means those not named.</summary>
    private static Dictionary<string, double> ByDisturbance(YamlItem? own, YamlItem? common, IReadOnlyList<ScoreDisturbance> disturbances)
    {
        var limits = new Dictionary<string, double>();
        YamlItem? item = own ?? common;
        if (item is null)
            return limits;
        if (item.Kind != YamlKind.Map)
        {
            double limit = item.Quantity(Dimension.Fraction, 0, 1);
            return disturbances.ToDictionary(disturbance => disturbance.Name, _ => limit);
        }
        // A suite's map may name what only some of its recordings have.
        YamlMap map = own is null ? item.AnyMap() : item.Map(["all", .. disturbances.Select(disturbance => disturbance.Name)]);
        foreach (ScoreDisturbance disturbance in disturbances)
        {
            if ((map.Find(disturbance.Name) ?? map.Find("all")) is YamlItem limit)
                limits[disturbance.Name] = limit.Quantity(Dimension.Fraction, 0, 1);
        }
        return limits;
    }
}
