using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Holds figures against limits, and pools the cases of a recording.</summary>
internal static class ScoreJudge
{
    /// <summary>The limits of one case.</summary>
    public static IReadOnlyList<JudgedLimit> OfCase(ScoreLimits limits, string disturbance, SocFigures soc)
    {
        var judged = new List<JudgedLimit>();
        if (limits.RmseAfter600s.TryGetValue(disturbance, out double rmse))
            judged.Add(JudgedLimit.AtMost("rmseAfter600s", rmse, soc.RmseAfter600s));
        if (limits.Coverage.TryGetValue(disturbance, out double coverage))
            judged.Add(JudgedLimit.AtLeast("coverage", coverage, soc.Coverage2Sigma));
        return judged;
    }

    /// <summary>The cases of one recording and one estimator together.</summary>
    public static PooledScore Pool(ScoreRecording recording, IReadOnlyList<CaseScore> cases)
    {
        double? squares = Mean(cases.Select(one => one.Soc.RmseAfter600s * one.Soc.RmseAfter600s));
        double? rmse = squares is double square ? Math.Sqrt(square) : null;
        double? sigma = Mean(cases.Select(one => one.Soc.MeanSigma));
        double? ratio = rmse > 0 ? sigma / rmse : null;
        var judged = new List<JudgedLimit>();
        if (cases.Count == recording.Disturbances.Count)
        {
            if (recording.Limits.MeanSigma is double largestSigma)
                judged.Add(JudgedLimit.AtMost("meanSigma", largestSigma, sigma));
            if (recording.Limits.SigmaOverRmse is double largestRatio)
                judged.Add(JudgedLimit.AtMost("sigmaOverRmse", largestRatio, ratio));
        }
        return new PooledScore
        {
            Cell = recording.Cell.Name,
            Recording = recording.Name,
            Estimator = cases[0].Estimator,
            Cases = cases.Count,
            CasesInSuite = recording.Disturbances.Count,
            RmseAfter600s = rmse,
            LargestRmseAfter600s = cases.Max(one => one.Soc.RmseAfter600s),
            Coverage2Sigma = Mean(cases.Select(one => one.Soc.Coverage2Sigma)),
            SmallestCoverage2Sigma = cases.Min(one => one.Soc.Coverage2Sigma),
            MeanSigma = sigma,
            SigmaOverRmse = ratio,
            CasesFailed = cases.Count(one => one.Verdict == ScoreVerdict.Failed),
            Limits = judged,
            Verdict = CaseScore.VerdictOf([.. judged, .. cases.SelectMany(one => one.Limits)]),
        };
    }

    /// <summary>The mean of what there is; null where there is nothing.</summary>
    private static double? Mean(IEnumerable<double?> values) => values.Average();
}
