using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Bms.Hil.Identification;

/// <summary>Fits one temperature's loads with given time constants, curvature and rate.</summary>
internal sealed class GroupFitter
{
    private readonly Dictionary<TemperatureGroup, GroupProblem> _problems = [];
    private readonly CancellationToken _cancellation;

    /// <param name="groups">Groups with loads.</param>
    /// <param name="capacityAmpHours">The cell's capacity.</param>
    /// <param name="activationJoules">Activation energy within a group, in J/mol.</param>
    /// <param name="cancellation">Ends the work early.</param>
    public GroupFitter(
        IReadOnlyList<TemperatureGroup> groups, double capacityAmpHours, double activationJoules, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        foreach (TemperatureGroup group in groups)
            _problems[group] = new GroupProblem(group, capacityAmpHours, activationJoules);
    }

    public GroupProblem ProblemOf(TemperatureGroup group) => _problems[group];

    /// <summary>Whether a group has a long load, which alone tells slow resistances.</summary>
    public static bool HasLongLoad(TemperatureGroup group) => group.Loads.Exists(load => load.Input.Role == FitRole.Dynamic);

    /// <summary>Fits a group.</summary>
    /// <exception cref="BadInputException">The group's loads do not tell resistances.</exception>
    public GroupResult Fit(TemperatureGroup group, GroupModelChoice choice)
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
        var solver = new GroupSolver(problem.Sum(choice), layout, group.Curve);
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
}
