using System;
using Bms.Core.Configuration;
using MathNet.Numerics.LinearAlgebra;

namespace Bms.Core.Tests.Support;

/// <summary>
/// The equations of the sigma-point filter once more in double: the full covariance, its Cholesky factor formed anew in each update, the
/// whole state put at twelve points around the mean and the model asked at each.
/// </summary>
internal sealed class SigmaPointReference : AdaptiveReference
{
    // The order in which the firmware factorises: offset, gain, resistance, hysteresis, error, SOC.
    private static readonly int[] Order = [2, 4, 3, 5, 1, 0];

    public SigmaPointReference(PackConfiguration pack, double soc, double sigma)
        : base(pack, soc, sigma)
    {
    }

    protected override Expectation Expect(double celsius)
    {
        Matrix<double> root = Root();
        Vector<double> sensitivity = Vector<double>.Build.Dense(6);
        double middle = Volts(X);
        double shift = 0.0;
        double bends = 0.0;
        (double ownSlope, _) = Chord.Along(X[0], root[0, 5]);
        for (int column = 0; column < 6; column++)
        {
            Vector<double> step = root.Column(column);
            double displacement = step[0];
            bool own = column == 5 || Math.Sqrt(3.0) * Math.Abs(displacement) >= 0.005;
            (double slope, double bend) = own ? Chord.Along(X[0], displacement) : (ownSlope, 0.0);
            // The OCV by its chord, which stays within the cell's range; all else by the points.
            double high = Volts(X + (Math.Sqrt(3.0) * step));
            double low = Volts(X - (Math.Sqrt(3.0) * step));
            sensitivity[column] = ((high - low) / (2.0 * Math.Sqrt(3.0))) + (slope * displacement);
            bend += ((high + low) / 2.0) - middle;
            shift += bend / 3.0;
            bends += bend * bend * 2.0 / 9.0;
        }
        return new Expectation
        {
            Volts = middle + Chord.Ocv(X[0]) + shift,
            Slope = ownSlope,
            BendVariance = bends,
            Shared = root * sensitivity,
            States = sensitivity * sensitivity,
        };
    }

    /// <summary>The expected voltage without the OCV, for a state.</summary>
    private double Volts(Vector<double> x)
    {
        (double ohmic, double polarisation, _) = Overpotential(x[2]);
        return x[1] + (Tables.HysteresisVolts * x[5]) + Rest() - X[1] - (Tables.HysteresisVolts * X[5])
            + ((1.0 + x[3]) * (ohmic + polarisation));
    }

    /// <summary>Cholesky's factor in the firmware's order, its rows in that of the states; columns of no variance are 0.</summary>
    private Matrix<double> Root()
    {
        double[,] factor = new double[6, 6];
        for (int row = 0; row < 6; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = P[Order[row], Order[column]];
                for (int index = 0; index < column; index++)
                    sum -= factor[row, index] * factor[column, index];
                if (row == column)
                    factor[row, row] = Math.Sqrt(Math.Max(sum, 0.0));
                else if (factor[column, column] > 0.0)
                    factor[row, column] = sum / factor[column, column];
            }
        }
        Matrix<double> root = Matrix<double>.Build.Dense(6, 6);
        for (int entry = 0; entry < 36; entry++)
            root[Order[entry / 6], entry % 6] = factor[entry / 6, entry % 6];
        return root;
    }
}
