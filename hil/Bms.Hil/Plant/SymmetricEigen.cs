using System;

namespace Bms.Hil.Plant;

/// <summary>
/// Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations,
/// 8.5). Own code because its bits have to be the same on every machine, which a library with native kernels does not promise.
/// </summary>
internal static class SymmetricEigen
{
    private const int MaximumSweeps = 60;
    private const double NegligibleFraction = 1e-30;

    /// <summary>
    /// Returns the eigenvectors one after the other, each of unit length; <paramref name="values"/> belong to them in that order.
    /// The matrix is overwritten.
    /// </summary>
    public static double[] Solve(double[,] matrix, out double[] values)
    {
        int n = matrix.GetLength(0);
        var vectors = new double[n * n];
        double total = 0.0;
        for (int i = 0; i < n; i++)
        {
            vectors[(i * n) + i] = 1.0;
            for (int j = 0; j < n; j++)
                total += matrix[i, j] * matrix[i, j];
        }
        for (int sweep = 0; sweep < MaximumSweeps && OffDiagonal(matrix, n) > NegligibleFraction * total; sweep++)
        {
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                    Rotate(matrix, vectors, n, p, q);
            }
        }
        values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = matrix[i, i];
        return vectors;
    }

    private static double OffDiagonal(double[,] matrix, int n)
    {
        double sum = 0.0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                sum += 2.0 * matrix[i, j] * matrix[i, j];
        }
        return sum;
    }

    private static void Rotate(double[,] matrix, double[] vectors, int n, int p, int q)
    {
        double coupling = matrix[p, q];
        if (coupling == 0.0)
            return;
        double ratio = (matrix[q, q] - matrix[p, p]) / (2.0 * coupling);
        double tangent = (ratio < 0.0 ? -1.0 : 1.0) / (Math.Abs(ratio) + Math.Sqrt(1.0 + (ratio * ratio)));
        double cosine = 1.0 / Math.Sqrt(1.0 + (tangent * tangent));
        double sine = tangent * cosine;
        for (int k = 0; k < n; k++)
        {
            double a = matrix[k, p];
            double b = matrix[k, q];
            matrix[k, p] = (cosine * a) - (sine * b);
            matrix[k, q] = (sine * a) + (cosine * b);
        }
        for (int k = 0; k < n; k++)
        {
            double a = matrix[p, k];
            double b = matrix[q, k];
            matrix[p, k] = (cosine * a) - (sine * b);
            matrix[q, k] = (sine * a) + (cosine * b);
            double v = vectors[(p * n) + k];
            double w = vectors[(q * n) + k];
            vectors[(p * n) + k] = (cosine * v) - (sine * w);
            vectors[(q * n) + k] = (sine * v) + (cosine * w);
        }
    }
}
