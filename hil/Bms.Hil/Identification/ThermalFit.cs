using System;
using System.Collections.Generic;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Bms.Hil.Identification;

/// <summary>A recording for <see cref="ThermalFit"/>: row k's heat and ambient hold over (t[k−1], t[k]].</summary>
/// <param name="Seconds">Rising times.</param>
/// <param name="HeatWatts">Heat made in the cell: overpotential times current.</param>
/// <param name="CaseCelsius">Measured on the cell's case.</param>
/// <param name="AmbientCelsius">Measured around the cell.</param>
public sealed record ThermalRecording(
    IReadOnlyList<double> Seconds, IReadOnlyList<double> HeatWatts, IReadOnlyList<double> CaseCelsius, IReadOnlyList<double> AmbientCelsius);

/// <summary>
/// A cell as one lump of heat: C·dT/dt = heat − G·(T − ambient). Its two parameters are those that make the predicted case
/// temperature differ least from the measured one, each recording with equal weight, by Nelder and Mead's simplex over their
/// logarithms. They are effective values: what the heat estimate gets wrong in proportion, they carry.
/// </summary>
public sealed class ThermalFit
{
    private const double Tolerance = 1e-9;
    private const int MostSteps = 2000;
    private const double StartJoulesPerKelvin = 50.0;
    private const double StartWattsPerKelvin = 0.05;

    private ThermalFit(double joulesPerKelvin, double wattsPerKelvin, double rmsCelsius)
    {
        JoulesPerKelvin = joulesPerKelvin;
        WattsPerKelvin = wattsPerKelvin;
        RmsCelsius = rmsCelsius;
    }

    /// <summary>Heat capacity of the cell.</summary>
    public double JoulesPerKelvin { get; }

    /// <summary>From the cell to ambient.</summary>
    public double WattsPerKelvin { get; }

    /// <summary>Root of the mean square error over the recordings that were fitted.</summary>
    public double RmsCelsius { get; }

    /// <summary>Fits the two parameters.</summary>
    /// <exception cref="BadInputException">A recording has fewer than ten rows, or its columns differ in length, or nothing fits.</exception>
    public static ThermalFit Fit(IReadOnlyList<ThermalRecording> recordings)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        if (recordings.Count == 0)
            throw new BadInputException("thermal fit: expected at least one recording");
        foreach (ThermalRecording recording in recordings)
            Refuse(recording);
        double MeanSquare(Vector<double> logarithms)
        {
            double sum = 0.0;
            foreach (ThermalRecording recording in recordings)
                sum += MeanSquareError(recording, Math.Exp(logarithms[0]), Math.Exp(logarithms[1]));
            return sum / recordings.Count;
        }
        Vector<double> start = Vector<double>.Build.Dense([Math.Log(StartJoulesPerKelvin), Math.Log(StartWattsPerKelvin)]);
        try
        {
            var simplex = new NelderMeadSimplex(Tolerance, MostSteps);
            MinimizationResult found = simplex.FindMinimum(ObjectiveFunction.Value(MeanSquare), start);
            Vector<double> best = found.MinimizingPoint;
            return new ThermalFit(Math.Exp(best[0]), Math.Exp(best[1]), Math.Sqrt(MeanSquare(best)));
        }
        catch (OptimizationException failure)
        {
            throw new BadInputException("thermal fit: no heat capacity and conductance describe these recordings", failure);
        }
    }

    /// <summary>The case temperature that the parameters predict from the first measured one, row by row.</summary>
    public static double[] Predict(ThermalRecording recording, double joulesPerKelvin, double wattsPerKelvin)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var predicted = new double[recording.Seconds.Count];
        predicted[0] = recording.CaseCelsius[0];
        for (int k = 1; k < predicted.Length; k++)
        {
            double settled = recording.AmbientCelsius[k] + (recording.HeatWatts[k] / wattsPerKelvin);
            double decay = Math.Exp(-(recording.Seconds[k] - recording.Seconds[k - 1]) * wattsPerKelvin / joulesPerKelvin);
            predicted[k] = settled + ((predicted[k - 1] - settled) * decay);
        }
        return predicted;
    }

    private static double MeanSquareError(ThermalRecording recording, double joulesPerKelvin, double wattsPerKelvin)
    {
        double[] predicted = Predict(recording, joulesPerKelvin, wattsPerKelvin);
        double sum = 0.0;
        for (int k = 0; k < predicted.Length; k++)
        {
            double error = predicted[k] - recording.CaseCelsius[k];
            sum += error * error;
        }
        return sum / predicted.Length;
    }

    private static void Refuse(ThermalRecording recording)
    {
        int rows = recording.Seconds.Count;
        bool whole = recording.HeatWatts.Count == rows && recording.CaseCelsius.Count == rows && recording.AmbientCelsius.Count == rows;
        if (rows < 10 || !whole)
            throw new BadInputException($"thermal fit: expected at least ten rows with time, heat, case and ambient; there are {rows} times");
    }
}
