using System;
using System.Collections.Generic;
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

    private const double WarmCelsius = 15;
    private const double ShortestInSlowTaus = 6;
    private const double ClearlyBetter = 0.01;

    private static readonly double[][] TauSets =
    [
        [2, 30, 600], [1, 30, 600], [3, 40, 1500], [1, 15, 300], [5, 60, 600], [10, 120, 1500], [20, 300, 3000],
    ];

    private static readonly double[] Linear = [0];
    private static readonly double[] Curvatures = [0, 0.7, 1.5, 2.3, 3, 4, 5.5, 7.5];
    private static readonly double[] HysteresisRates = [AssumedHysteresisRate, 20, 50, 200, 400];

    private readonly IReadOnlyList<TemperatureGroup> _groups;
    private readonly Dictionary<TemperatureGroup, GroupProblem> _problems = [];
    private readonly CancellationToken _cancellation;

    /// <param name="groups">Groups with loads.</param>
    /// <param name="capacityAmpHours">The cell's capacity.</param>
    /// <param name="activationJoules">Activation energy within a group, in J/mol.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public ModelSelection(
        IReadOnlyList<TemperatureGroup> groups, double capacityAmpHours, double activationJoules, CancellationToken cancellation)
    {
        _groups = groups;
        _cancellation = cancellation;
        foreach (TemperatureGroup group in groups)
            _problems[group] = new GroupProblem(group, capacityAmpHours, activationJoules);
    }

    /// <summary>The time constants that serve all groups best, and each group's curvature with them; sets the groups' results.</summary>
    public double[] ChooseTaus(double hysteresisRate)
    {
        double finest = double.MaxValue;
        double longest = 0;
        foreach (GroupProblem problem in _problems.Values)
        {
            finest = Math.Min(finest, problem.FinestStepSeconds);
            longest = Math.Max(longest, problem.LongestSeconds);
        }
        double[] best = TauSets[0];
        double bestScore = double.MaxValue;
        foreach (double[] taus in TauSets)
        {
            // A branch much faster than the sampling looks like R0, one much slower than the recordings like an open-circuit voltage.
            if (taus[0] < finest / 2 || taus[^1] > longest / ShortestInSlowTaus)
                continue;
            double score = 0;
            foreach (TemperatureGroup group in _groups)
                score += Math.Log(FitGroup(group, taus, hysteresisRate).HeldOutRmsVolts);
            score /= _groups.Count;
            if (score < bestScore - ClearlyBetter)
                (best, bestScore) = (taus, score);
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
                score += Math.Log(Fit(group, new GroupModelChoice(taus, group.Result!.Choice.PerRate, rate)).HeldOutRmsVolts);
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

    private GroupResult FitGroup(TemperatureGroup group, double[] taus, double hysteresisRate)
    {
        GroupResult? best = null;
        foreach (double curvature in group.Celsius >= WarmCelsius ? Linear : Curvatures)
        {
            GroupResult result = Fit(group, new GroupModelChoice(taus, curvature, hysteresisRate));
            if (best is null || result.HeldOutRmsVolts < (1 - ClearlyBetter) * best.HeldOutRmsVolts)
                best = result;
        }
        return best!;
    }

    /// <exception cref="BadInputException">The group's loads do not tell resistances.</exception>
    private GroupResult Fit(TemperatureGroup group, GroupModelChoice choice)
    {
        try
        {
            return Solve(group, choice);
        }
        catch (InvalidOperationException problem)
        {
            string files = string.Join(", ", group.Loads.ConvertAll(recording => recording.Input.Path));
            throw new BadInputException($"{files}: no resistance can be identified: {problem.Message}", problem);
        }
    }

    private GroupResult Solve(TemperatureGroup group, GroupModelChoice choice)
    {
        _cancellation.ThrowIfCancellationRequested();
        GroupProblem problem = _problems[group];
        var layout = new GroupLayout(choice.TausSeconds.Count);
        var solver = new GroupSolver(problem.Sum(choice), layout, group.Curve.SigmaVolts);
        double[] solution = solver.Solve();
        var ohms = new double[layout.Resistances][];
        for (int index = 0; index < ohms.Length; index++)
            ohms[index] = solution[(index * GroupLayout.ResistanceNodes)..((index + 1) * GroupLayout.ResistanceNodes)];
        return new GroupResult
        {
            Choice = choice,
            Ohms = ohms,
            CorrectionVolts = solution[layout.FirstCorrection..],
            LowestSoc = problem.LowestSoc,
            HighestSoc = problem.HighestSoc,
            RmsVolts = solver.RmsVolts(solution),
            HeldOutRmsVolts = solver.HeldOutRmsVolts(),
        };
    }
}
