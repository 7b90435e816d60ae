using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Bms.Hil.Identification;

/// <summary>
/// Tries what is not linear in the model and keeps what predicts held-out data best: one set of time constants for the cell, for
/// each temperature the curvature of the polarisation, and one rate of hysteresis.
/// </summary>
internal sealed class ModelSelection
{
    /// <summary>The rate that is taken where no load tells it.</summary>
    public const double AssumedHysteresisRate = 100;

    private const double ShortestInSlowTaus = 6;
    private const double Alike = 0.03;
    private const double LeastOtherWay = 0.05;
    private const double LeastInstantVolts = 0.0005;
    private const double MostRatio = 0.8;
    private const double LeastChargeFactor = 0.5;
    private const double MostChargeFactor = 2;
    private const double SmallestChargeGain = 0.03;
    private const double ClearlyBetter = 0.01;

    private static readonly double[][] TauSets =
    [
        [2, 30, 600], [3, 40, 1500], [1, 30, 600], [1, 15, 300], [5, 60, 600], [10, 120, 1500], [20, 300, 3000],
    ];

    private static readonly double[] Linear = [0];
    private static readonly double[] Curvatures = [0, 0.7, 1.5, 2.3, 3, 4, 5.5, 7.5];
    private static readonly double[] HysteresisRates = [AssumedHysteresisRate, 20, 50, 200, 400];

    private readonly IReadOnlyList<TemperatureGroup> _groups;
    private readonly GroupFitter _fitter;

    /// <param name="groups">Groups with loads.</param>
    /// <param name="capacityAmpHours">The cell's capacity.</param>
    /// <param name="activationJoules">Activation energy within a group, in J/mol.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public ModelSelection(
        IReadOnlyList<TemperatureGroup> groups, double capacityAmpHours, double activationJoules, CancellationToken cancellation)
    {
        _groups = groups;
        _fitter = new GroupFitter(groups, capacityAmpHours, activationJoules, cancellation);
    }

    /// <summary>The time constants that serve all groups best, and each group's curvature with them; sets the groups' results.</summary>
    public double[] ChooseTaus(double hysteresisRate)
    {
        double finest = double.MaxValue;
        double longest = 0;
        foreach (GroupProblem problem in _groups.Select(_fitter.ProblemOf))
        {
            finest = Math.Min(finest, problem.FinestStepSeconds);
            longest = Math.Max(longest, problem.LongestSeconds);
        }
        // Pulses with rests do not tell a slow time constant; where a long load does, they have no say.
        TemperatureGroup[] telling = [.. _groups.Where(GroupFitter.HasLongLoad)];
        if (telling.Length == 0)
            telling = [.. _groups];
        var tried = new List<(double[] Taus, double Score)>();
        foreach (double[] taus in TauSets)
        {
            // A branch much faster than the sampling looks like R0, one much slower than the recordings like an open-circuit voltage.
            if (taus[0] < finest / 2 || taus[^1] > longest / ShortestInSlowTaus)
                continue;
            FitAll(taus, hysteresisRate);
            tried.Add((taus, telling.Average(group => Math.Log(group.Result!.HeldOutRmsVolts))));
        }
        double[] best = TauSets[0];
        if (tried.Count > 0)
        {
            // Held-out stretches are short. Of what predicts them alike the slowest lasts longest in loads longer than these; but where
            // the open-circuit voltage comes out of the loads it would be taken for that, and pulses do not tell it at all.
            bool isTold = Array.Exists(telling, group => GroupFitter.HasLongLoad(group) && group.Curve.SigmaVolts < LoadedOcv.SigmaVolts);
            double alike = isTold ? Alike : 0;
            double least = tried.Min(pair => pair.Score);
            best = tried.Where(pair => pair.Score <= least + alike).OrderByDescending(pair => pair.Taus[^1]).ThenBy(pair => pair.Score).First().Taus;
        }
        FitAll(best, hysteresisRate);
        return best;
    }

    /// <summary>The rate of hysteresis that serves the groups with hysteresis and loads best; null where there is none.</summary>
    public double? ChooseHysteresisRate(double[] taus)
    {
        double? best = null;
        double bestScore = double.MaxValue;
        foreach (double rate in HysteresisRates)
        {
            double score = 0;
            int count = 0;
            foreach (TemperatureGroup group in _groups)
            {
                if (group.HysteresisVolts is null)
                    continue;
                score += Math.Log(_fitter.Fit(group, new GroupModelChoice(taus, group.Result!.Choice.PerRate, rate)).HeldOutRmsVolts);
                count++;
            }
            if (count == 0)
                return null;
            if (score / count < bestScore - ClearlyBetter)
                (best, bestScore) = (rate, score / count);
        }
        return best;
    }

    /// <summary>Fits every group with given time constants and rate.</summary>
    public void FitAll(double[] taus, double hysteresisRate)
    {
        foreach (TemperatureGroup group in _groups)
            group.Result = FitGroup(group, taus, hysteresisRate);
    }

    /// <summary>
    /// For each group whose loads go both ways: tries a part of the hysteresis that follows the sign at once, then another resistance
    /// while charging, and keeps what predicts held-out data clearly better.
    /// </summary>
    public void ChooseDirections()
    {
        foreach (TemperatureGroup group in _groups.Where(GoesBothWays))
        {
            group.KnowsDirections = true;
            if (group.HysteresisVolts is not null)
                Try(group, group.Result!.Choice with { HasInstantHysteresis = true }, LeastInstantVolts);
            TryChargeFactor(group);
        }
    }

    /// <summary>
    /// The gain of a round is what is left after the resistances have been fitted to the last factor, so that each round takes a like
    /// part of the way: two rounds tell where it ends, a third makes sure.
    /// </summary>
    private void TryChargeFactor(TemperatureGroup group)
    {
        GroupResult first = group.Result!;
        double firstGain = _fitter.ProblemOf(group).ChargeGain(first);
        GroupResult last = WithCharge(group, first.Choice, 1 + firstGain);
        double secondGain = _fitter.ProblemOf(group).ChargeGain(last);
        double ratio = firstGain == 0 ? 0 : Math.Clamp(secondGain / firstGain, 0, MostRatio);
        last = WithCharge(group, first.Choice, 1 + (firstGain / (1 - ratio)));
        last = WithCharge(group, first.Choice, last.Choice.ChargeFactor * (1 + _fitter.ProblemOf(group).ChargeGain(last)));
        if (Math.Abs(last.Choice.ChargeFactor - 1) > SmallestChargeGain && last.HeldOutRmsVolts < (1 - ClearlyBetter) * first.HeldOutRmsVolts)
            group.Result = last;
    }

    private GroupResult WithCharge(TemperatureGroup group, GroupModelChoice choice, double factor) =>
        _fitter.Fit(group, choice with { ChargeFactor = Math.Clamp(factor, LeastChargeFactor, MostChargeFactor) });

    private void Try(TemperatureGroup group, GroupModelChoice choice, double leastInstantVolts)
    {
        GroupResult result = _fitter.Fit(group, choice);
        if (result.InstantVolts >= leastInstantVolts && result.HeldOutRmsVolts < (1 - ClearlyBetter) * group.Result!.HeldOutRmsVolts)
            group.Result = result;
    }

    /// <summary>Whether both directions move a good part of what the loads move.</summary>
    private static bool GoesBothWays(TemperatureGroup group)
    {
        double charged = 0;
        double discharged = 0;
        foreach (FitRecording load in group.Loads)
        {
            for (int row = 1; row < load.Rows; row++)
            {
                if (!load.IsUsed(row) || load.Gaps.ContainsKey(row))
                    continue;
                double moved = load.Amps[row] * load.StepSeconds[row];
                charged += Math.Max(0, moved);
                discharged += Math.Max(0, -moved);
            }
        }
        return Math.Min(charged, discharged) > LeastOtherWay * (charged + discharged);
    }

    /// <summary>Sets how large each group's errors are where its loads are held out.</summary>
    public void MeasureErrors()
    {
        foreach (TemperatureGroup group in _groups)
        {
            GroupResult result = group.Result!;
            List<HeldOutError> errors = _fitter.ProblemOf(group).Errors(result.Choice, result.FoldSolutions);
            group.HeldOut = errors.Count > 0 ? new HeldOutStatistics(errors) : null;
        }
    }

    private GroupResult FitGroup(TemperatureGroup group, double[] taus, double hysteresisRate)
    {
        GroupResult? best = null;
        foreach (double curvature in group.Celsius >= CurvatureLaw.WarmCelsius ? Linear : Curvatures)
        {
            GroupResult result = _fitter.Fit(group, new GroupModelChoice(taus, curvature, hysteresisRate));
            if (best is null || result.HeldOutRmsVolts < (1 - ClearlyBetter) * best.HeldOutRmsVolts)
                best = result;
        }
        return best!;
    }
}
