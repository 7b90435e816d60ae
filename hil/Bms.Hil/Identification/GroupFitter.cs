using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Bms.Hil.Identification;

/// <summary>
/// Fits one temperature's loads with given time constants, curvature and rate. Pulses with rests over-read slow resistances: what the
/// open-circuit voltage bends over a pulse looks like one. Where another temperature has both pulses and a long load, it is known by
/// how much, and that factor is taken out of the temperatures that have pulses alone.
/// </summary>
internal sealed class GroupFitter
{
    private const double LeastOverReading = 0.5;
    private const double MostOverReading = 6;

    private readonly IReadOnlyList<TemperatureGroup> _groups;
    private readonly Dictionary<TemperatureGroup, GroupProblem> _problems = [];
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<GroupModelChoice, double[][]> _pulsesAlone = [];

    /// <param name="groups">Groups with loads.</param>
    /// <param name="capacityAmpHours">The cell's capacity.</param>
    /// <param name="activationJoules">Activation energy within a group, in J/mol.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public GroupFitter(
        IReadOnlyList<TemperatureGroup> groups, double capacityAmpHours, double activationJoules, CancellationToken cancellation)
    {
        _groups = groups;
        _cancellation = cancellation;
        foreach (TemperatureGroup group in groups)
            _problems[group] = new GroupProblem(group, capacityAmpHours, activationJoules);
    }

    public GroupProblem ProblemOf(TemperatureGroup group) => _problems[group];

    /// <summary>Whether a group has a long load, which alone tells slow resistances.</summary>
    public static bool HasLongLoad(TemperatureGroup group) => Has(group, FitRole.Dynamic);

    /// <summary>Fits a group; groups with a long load first, since others lean on them.</summary>
    /// <exception cref="BadInputException">The group's loads do not tell resistances.</exception>
    public GroupResult Fit(TemperatureGroup group, GroupModelChoice choice)
    {
        try
        {
            return Lean(group, choice);
        }
        catch (InvalidOperationException problem)
        {
            string files = string.Join(", ", group.Loads.ConvertAll(recording => recording.Input.Path));
            throw new BadInputException($"{files}: no resistance can be identified: {problem.Message}", problem);
        }
    }

    private GroupResult Lean(TemperatureGroup group, GroupModelChoice choice)
    {
        TemperatureGroup? like = HasLongLoad(group)
            ? null
            : _groups.Where(other => HasLongLoad(other) && other.Result?.Choice.TausSeconds == choice.TausSeconds)
                .OrderByDescending(other => Has(other, FitRole.Pulse))
                .ThenBy(other => Math.Abs(other.Celsius - group.Celsius)).FirstOrDefault();
        if (like is null)
            return Solve(group, choice, ResistancePrior.Flat, null);
        if (!Has(like, FitRole.Pulse))
            return Solve(group, choice, ResistancePrior.Like(like.Result!.Ohms), null);
        double[][] alone = PulsesAlone(like);
        GroupResult read = Solve(group, choice, ResistancePrior.Like(alone), null);
        double[][] right = [.. read.Ohms.Select((values, resistance) => values.Select((ohms, node) =>
            ohms / Math.Clamp(alone[resistance][node] / like.Result!.Ohms[resistance][node], LeastOverReading, MostOverReading)).ToArray())];
        return Solve(group, choice, ResistancePrior.Near(right), null);
    }

    /// <summary>What the pulses alone would have told of a group that has a long load besides.</summary>
    private double[][] PulsesAlone(TemperatureGroup group)
    {
        GroupModelChoice choice = group.Result!.Choice;
        if (!_pulsesAlone.TryGetValue(choice, out double[][]? ohms))
            _pulsesAlone[choice] = ohms = Solve(group, choice, ResistancePrior.Flat, FitRole.Pulse).Ohms;
        return ohms;
    }

    private GroupResult Solve(TemperatureGroup group, GroupModelChoice choice, ResistancePrior prior, FitRole? only)
    {
        _cancellation.ThrowIfCancellationRequested();
        GroupProblem problem = _problems[group];
        var layout = new GroupLayout(choice.TausSeconds.Count);
        var solver = new GroupSolver(problem.Sum(choice, only), layout, group.Curve, prior);
        double[] solution = solver.Solve();
        double[]?[] folds = solver.SolveFolds();
        var ohms = new double[layout.Resistances][];
        for (int index = 0; index < ohms.Length; index++)
            ohms[index] = solution[(index * GroupLayout.ResistanceNodes)..((index + 1) * GroupLayout.ResistanceNodes)];
        return new GroupResult
        {
            Choice = choice,
            Ohms = ohms,
            CorrectionVolts = solution[layout.FirstCorrection..layout.FirstShift],
            SocShift = solution[layout.FirstShift..layout.Instant],
            InstantVolts = solution[layout.Instant],
            LowestSoc = problem.LowestSoc,
            HighestSoc = problem.HighestSoc,
            RmsVolts = solver.RmsVolts(solution),
            HeldOutRmsVolts = solver.HeldOutRmsVolts(folds),
            Solution = solution,
            FoldSolutions = folds,
        };
    }

    private static bool Has(TemperatureGroup group, FitRole role) => group.Loads.Exists(load => load.Input.Role == role);
}
