using System;

namespace Bms.Hil.Identification;

/// <summary>Sums of a weighted linear least-squares problem, kept apart by fold so that each fold can be left out and predicted.</summary>
internal sealed class NormalEquations
{
    private readonly double[,] _normal;
    private readonly double[] _right;

    public NormalEquations(int count)
    {
        _normal = new double[count, count];
        _right = new double[count];
    }

    public int Count => _right.Length;

    /// <summary>Sum of weights.</summary>
    public double Weight { get; private set; }

    /// <summary>Weighted sum of squared targets.</summary>
    public double Squares { get; private set; }

    public double[,] Normal => _normal;

    public double[] Right => _right;

    /// <summary>Adds a row given by its few non-zero columns.</summary>
    public void Add(ReadOnlySpan<int> columns, ReadOnlySpan<double> values, double target, double weight)
    {
        for (int first = 0; first < columns.Length; first++)
        {
            double scaled = weight * values[first];
            int row = columns[first];
            for (int second = 0; second < columns.Length; second++)
                _normal[row, columns[second]] += scaled * values[second];
            _right[row] += scaled * target;
        }
        Weight += weight;
        Squares += weight * target * target;
    }

    /// <summary>Adds other sums, times a factor (−1 takes them out).</summary>
    public void Add(NormalEquations other, double factor)
    {
        for (int row = 0; row < Count; row++)
        {
            for (int column = 0; column < Count; column++)
                _normal[row, column] += factor * other._normal[row, column];
            _right[row] += factor * other._right[row];
        }
        Weight += factor * other.Weight;
        Squares += factor * other.Squares;
    }

    /// <summary>Weighted sum of squared residuals of a solution.</summary>
    public double ResidualSquares(double[] solution)
    {
        double sum = Squares;
        for (int row = 0; row < Count; row++)
        {
            double product = 0;
            for (int column = 0; column < Count; column++)
                product += _normal[row, column] * solution[column];
            sum += solution[row] * (product - (2 * _right[row]));
        }
        return Math.Max(0, sum);
    }
}
