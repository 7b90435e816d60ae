using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;

namespace Bms.Hil.SecondLife;

/// <summary>
/// Ridge regression on standardised features (Hoerl and Kennard 1970), with the errors that each row would have had with the others alone
/// (Allen's PRESS, 1974), in closed form.
/// </summary>
internal sealed class RidgeModel
{
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly Vector<double> _weights;
    private readonly double _mean;

    private RidgeModel(int[] features, double[] means, double[] scales, Vector<double> weights, double mean, double[] leftOut)
    {
        Features = features;
        _means = means;
        _scales = scales;
        _weights = weights;
        _mean = mean;
        LeftOutErrors = leftOut;
        LeftOutRmse = Math.Sqrt(leftOut.Average(error => error * error));
    }

    /// <summary>The features that it uses.</summary>
    public IReadOnlyList<int> Features { get; }

    /// <summary>Predicted less measured of each row, had the row not been fitted.</summary>
    public IReadOnlyList<double> LeftOutErrors { get; }

    /// <summary>Their root mean square.</summary>
    public double LeftOutRmse { get; }

    /// <summary>Weight of each feature for one standard deviation of it.</summary>
    public IReadOnlyList<double> Weights => _weights.AsArray();

    /// <summary>Fits; without features it is the mean.</summary>
    public static RidgeModel Fit(double[][] rows, double[] values, int[] features, double penalty)
    {
        int count = rows.Length;
        double mean = values.Average();
        double[] means = new double[features.Length];
        double[] scales = new double[features.Length];
        for (int index = 0; index < features.Length; index++)
        {
            int feature = features[index];
            means[index] = rows.Average(row => row[feature]);
            double variance = rows.Average(row => Math.Pow(row[feature] - means[index], 2));
            scales[index] = variance > 0 ? Math.Sqrt(variance) : 1;
        }
        Matrix<double> x = Matrix<double>.Build.Dense(count, Math.Max(1, features.Length), (row, column) =>
            features.Length == 0 ? 0 : (rows[row][features[column]] - means[column]) / scales[column]);
        Matrix<double> normal = x.TransposeThisAndMultiply(x) + (Matrix<double>.Build.DenseIdentity(x.ColumnCount) * Math.Max(penalty, 1e-9));
        Matrix<double> solved = normal.Cholesky().Solve(x.Transpose());
        Vector<double> weights = solved * Vector<double>.Build.Dense(count, row => values[row] - mean);
        double[] leftOut = new double[count];
        for (int row = 0; row < count; row++)
        {
            double leverage = (1.0 / count) + x.Row(row).DotProduct(solved.Column(row));
            leftOut[row] = (mean + x.Row(row).DotProduct(weights) - values[row]) / Math.Max(1e-6, 1 - leverage);
        }
        return new RidgeModel(features, means, scales, weights, mean, leftOut);
    }

    /// <summary>Predicts one row.</summary>
    public double Predict(double[] row)
    {
        double sum = _mean;
        for (int index = 0; index < Features.Count; index++)
            sum += _weights[index] * (row[Features[index]] - _means[index]) / _scales[index];
        return sum;
    }
}
