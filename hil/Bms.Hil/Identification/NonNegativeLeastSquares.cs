using System;
using System.Collections.Generic;
using MathNet.Numerics.LinearAlgebra;

namespace Bms.Hil.Identification;

/// <summary>
/// Minimises ½·xᵀAx − bᵀx with some unknowns held at 0 or above, for a positive definite A: block principal pivoting (L. Portugal,
/// J. Júdice, L. Vicente, Math. Comp. 63 (1994) 625). Sets of unknowns change sides together while that helps; when it does not
/// three times in a row, one alone does, which always ends.
/// </summary>
internal static class NonNegativeLeastSquares
{
    private const int Patience = 3;
    private const double Tolerance = 1e-12;

    /// <summary>Solves the problem.</summary>
    /// <param name="normal">A, symmetric and positive definite; the upper and the lower triangle are read.</param>
    /// <param name="right">b.</param>
    /// <param name="isBounded">Which unknowns must not be negative.</param>
    /// <exception cref="InvalidOperationException">A is not positive definite, or the bounded number of rounds found no solution.</exception>
    public static double[] Solve(double[,] normal, double[] right, bool[] isBounded)
    {
        int count = right.Length;
        var isPassive = new bool[count];
        Array.Fill(isPassive, true);
        int fewest = count + 1;
        int patience = Patience;
        for (int round = 0; round < 10 * (count + 10); round++)
        {
            double[] solution = SolvePassive(normal, right, isPassive);
            List<int> wrong = WrongSide(normal, right, isBounded, isPassive, solution);
            if (wrong.Count == 0)
                return solution;
            if (wrong.Count < fewest)
                (fewest, patience) = (wrong.Count, Patience);
            else if (--patience < 0)
                wrong = [wrong[^1]];
            foreach (int index in wrong)
                isPassive[index] = !isPassive[index];
        }
        throw new InvalidOperationException("the least-squares problem with bounds did not settle");
    }

    private static double[] SolvePassive(double[,] normal, double[] right, bool[] isPassive)
    {
        var passive = new List<int>();
        for (int index = 0; index < isPassive.Length; index++)
        {
            if (isPassive[index])
                passive.Add(index);
        }
        var solution = new double[right.Length];
        if (passive.Count == 0)
            return solution;
        Matrix<double> matrix = Matrix<double>.Build.Dense(
            passive.Count, passive.Count, (row, column) => normal[passive[row], passive[column]]);
        Vector<double> vector = Vector<double>.Build.Dense(passive.Count, row => right[passive[row]]);
        Vector<double> found;
        try
        {
            found = matrix.Cholesky().Solve(vector);
        }
        catch (ArgumentException problem)
        {
            throw new InvalidOperationException("the least-squares problem is not positive definite", problem);
        }
        for (int index = 0; index < passive.Count; index++)
            solution[passive[index]] = found[index];
        return solution;
    }

    /// <summary>Unknowns that are negative, and unknowns held at 0 that would lower the sum by growing.</summary>
    private static List<int> WrongSide(double[,] normal, double[] right, bool[] isBounded, bool[] isPassive, double[] solution)
    {
        var wrong = new List<int>();
        for (int index = 0; index < right.Length; index++)
        {
            if (!isBounded[index])
                continue;
            if (isPassive[index])
            {
                if (solution[index] < 0)
                    wrong.Add(index);
                continue;
            }
            double gradient = -right[index];
            double scale = Math.Abs(right[index]);
            for (int other = 0; other < right.Length; other++)
            {
                double part = normal[index, other] * solution[other];
                gradient += part;
                scale += Math.Abs(part);
            }
            if (gradient < -Tolerance * scale)
                wrong.Add(index);
        }
        return wrong;
    }
}
