using System;

namespace Bms.Hil.Identification;

/// <summary>
/// Solves a group's problem with what is known beforehand: resistances are positive, vary smoothly over SOC and lie within some
/// factor of their mean; the correction of the open-circuit voltage is small and smooth. Rows a second apart are not independent
/// (the model's own error lasts minutes), so a minute of data counts as one observation of the assumed size.
/// </summary>
internal sealed class GroupSolver
{
    // How far a resistance may be off its mean over SOC, and bend from node to node, as fractions of the mean.
    private const double ValueSigma = 1.5;
    private const double BendSigma = 0.35;
    private const double MinuteSeconds = 60;
    private const double ErrorVolts = 0.005;
    private const double LeastShare = 0.05;
    private const double ScaleShare = 0.2;
    private const double CorrectionBend = 0.5;
    private const double ShiftBend = 0.5;
    private const double InstantSigmaVolts = 0.010;
    private const double SmallestPrior = 1e-9;

    private readonly GroupLayout _layout;
    private readonly OcvCurve _curve;
    private readonly NormalEquations _all;
    private readonly NormalEquations[] _folds;
    private readonly double _dataFactor;
    private readonly double[] _means;
    private readonly double[] _scales;

    public GroupSolver(NormalEquations[] folds, GroupLayout layout, OcvCurve curve)
    {
        _layout = layout;
        _curve = curve;
        _folds = folds;
        _all = new NormalEquations(layout.Count);
        foreach (NormalEquations fold in folds)
            _all.Add(fold, 1);
        _dataFactor = 1 / (MinuteSeconds * ErrorVolts * ErrorVolts);
        _means = MeanOhms();
        _scales = Scales();
    }

    /// <summary>The solution from all data.</summary>
    public double[] Solve() => Solve(_all);

    /// <summary>Root mean square of the residuals of a solution, in volts.</summary>
    public double RmsVolts(double[] solution) => Math.Sqrt(_all.ResidualSquares(solution) / _all.Weight);

    /// <summary>For each fold the solution from all others; null where the others hold nothing or it holds nothing itself.</summary>
    public double[]?[] SolveFolds()
    {
        var solutions = new double[_folds.Length][];
        for (int fold = 0; fold < _folds.Length; fold++)
        {
            if (_folds[fold].Weight <= 0)
                continue;
            var rest = new NormalEquations(_layout.Count);
            rest.Add(_all, 1);
            rest.Add(_folds[fold], -1);
            if (rest.Weight > 1e-9 * _all.Weight)
                solutions[fold] = Solve(rest);
        }
        return solutions;
    }

    /// <summary>Root mean square of the residuals where every fold is predicted from the others, in volts.</summary>
    public double HeldOutRmsVolts(double[]?[] solutions)
    {
        double squares = 0;
        for (int fold = 0; fold < _folds.Length; fold++)
            squares += solutions[fold] is double[] solution ? _folds[fold].ResidualSquares(solution) : 0;
        return Math.Sqrt(squares / _all.Weight);
    }

    private double[] Solve(NormalEquations data)
    {
        int count = _layout.Count;
        var normal = new double[count, count];
        var right = new double[count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
                normal[row, column] = _dataFactor * data.Normal[row, column];
            right[row] = _dataFactor * data.Right[row];
        }
        AddPriors(normal, right);
        double[] floors = Floors();
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
                right[row] -= normal[row, column] * floors[column];
        }
        var isBounded = new bool[count];
        Array.Fill(isBounded, true, 0, _layout.FirstCorrection);
        isBounded[_layout.Instant] = true;
        double[] solution = SolveScaled(normal, right, isBounded);
        for (int index = 0; index < count; index++)
            solution[index] += floors[index];
        return solution;
    }

    /// <summary>Ohms of a large cell and volts differ by five decades: unknowns are scaled to a diagonal of ones.</summary>
    private static double[] SolveScaled(double[,] normal, double[] right, bool[] isBounded)
    {
        int count = right.Length;
        var scale = new double[count];
        for (int index = 0; index < count; index++)
            scale[index] = 1 / Math.Sqrt(normal[index, index]);
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
                normal[row, column] *= scale[row] * scale[column];
            normal[row, row] += SmallestPrior;
            right[row] *= scale[row];
        }
        double[] solution = NonNegativeLeastSquares.Solve(normal, right, isBounded);
        for (int index = 0; index < count; index++)
            solution[index] *= scale[index];
        return solution;
    }

    /// <summary>No resistance may vanish: the law over temperature works on logarithms.</summary>
    private double[] Floors()
    {
        var floors = new double[_layout.Count];
        for (int index = 0; index < _layout.FirstCorrection; index++)
            floors[index] = LeastShare * _scales[index / GroupLayout.ResistanceNodes];
        return floors;
    }

    private void AddPriors(double[,] normal, double[] right)
    {
        for (int resistance = 0; resistance < _layout.Resistances; resistance++)
        {
            int first = resistance * GroupLayout.ResistanceNodes;
            AddBends(normal, SocNodes.Resistance, first, BendSigma * _scales[resistance]);
            double sigma = ValueSigma * _scales[resistance];
            for (int node = 0; node < GroupLayout.ResistanceNodes; node++)
            {
                normal[first + node, first + node] += 1 / (sigma * sigma);
                right[first + node] += _means[resistance] / (sigma * sigma);
            }
        }
        AddOcvPriors(normal, _layout.FirstCorrection);
    }

    /// <summary>What is known of the unknowns from the correction on.</summary>
    private void AddOcvPriors(double[,] normal, int firstCorrection)
    {
        AddBends(normal, SocNodes.Correction, firstCorrection, CorrectionBend * _curve.SigmaVolts);
        for (int node = 0; node < GroupLayout.CorrectionNodes; node++)
            normal[firstCorrection + node, firstCorrection + node] += 1 / (_curve.SigmaVolts * _curve.SigmaVolts);
        int firstShift = firstCorrection + GroupLayout.CorrectionNodes;
        AddBends(normal, SocNodes.Shift, firstShift, ShiftBend * _curve.SigmaSoc);
        for (int node = 0; node < GroupLayout.ShiftNodes; node++)
            normal[firstShift + node, firstShift + node] += 1 / (_curve.SigmaSoc * _curve.SigmaSoc);
        int instant = firstShift + GroupLayout.ShiftNodes;
        normal[instant, instant] += 1 / (InstantSigmaVolts * InstantSigmaVolts);
    }

    private static void AddBends(double[,] normal, double[] nodes, int first, double sigma)
    {
        Span<double> weights = stackalloc double[3];
        double precision = 1 / (sigma * sigma);
        for (int middle = 1; middle < nodes.Length - 1; middle++)
        {
            (weights[0], weights[1], weights[2]) = SocNodes.Bend(nodes, middle);
            for (int row = 0; row < 3; row++)
            {
                for (int column = 0; column < 3; column++)
                    normal[first + middle - 1 + row, first + middle - 1 + column] += precision * weights[row] * weights[column];
            }
        }
    }

    /// <summary>What each resistance may be off by: as much as its mean, or a share of all resistances' mean.</summary>
    private double[] Scales()
    {
        double total = 0;
        foreach (double mean in _means)
            total += mean;
        double least = ScaleShare * total / _means.Length;
        return Array.ConvertAll(_means, mean => Math.Max(mean, least));
    }

    /// <summary>The resistances if they did not depend on SOC: sums over the nodes give that smaller problem.</summary>
    private double[] MeanOhms()
    {
        int count = _layout.Resistances + _layout.Count - _layout.FirstCorrection;
        var normal = new double[count, count];
        var right = new double[count];
        for (int row = 0; row < _layout.Count; row++)
        {
            for (int column = 0; column < _layout.Count; column++)
                normal[Fold(row), Fold(column)] += _dataFactor * _all.Normal[row, column];
            right[Fold(row)] += _dataFactor * _all.Right[row];
        }
        AddOcvPriors(normal, _layout.Resistances);
        for (int index = 0; index < _layout.Resistances; index++)
        {
            if (normal[index, index] <= 0)
                throw new InvalidOperationException("no current flows");
        }
        var isBounded = new bool[count];
        Array.Fill(isBounded, true, 0, _layout.Resistances);
        isBounded[^1] = true;
        double[] solution = SolveScaled(normal, right, isBounded);
        if (!Array.Exists(solution[.._layout.Resistances], ohms => ohms > 0))
            throw new InvalidOperationException("the voltage does not follow the current");
        return solution[.._layout.Resistances];
    }

    private int Fold(int index) => index < _layout.FirstCorrection
        ? index / GroupLayout.ResistanceNodes
        : _layout.Resistances + index - _layout.FirstCorrection;
}
