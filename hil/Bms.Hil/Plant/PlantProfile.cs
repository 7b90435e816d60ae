using System;
using System.Collections.Generic;

namespace Bms.Hil.Plant;

/// <summary>
/// A current over time, as recordings hold it: row k's current over (t[k−1], t[k]]. It is read as the mean over a step, so that steps
/// of any length take exactly the profile's charge.
/// </summary>
public sealed class PlantProfile
{
    private readonly double[] _seconds;
    private readonly double[] _coulombs;
    private int _row = 1;

    /// <param name="seconds">Rising; at least two rows.</param>
    /// <param name="amps">One for each row, positive charges; the first row's is not used.</param>
    /// <exception cref="BadInputException">The rows cannot be used.</exception>
    public PlantProfile(IReadOnlyList<double> seconds, IReadOnlyList<double> amps)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        ArgumentNullException.ThrowIfNull(amps);
        if (seconds.Count != amps.Count || seconds.Count < 2)
            throw new BadInputException($"a current profile needs at least two rows, each with a time and a current; it has {seconds.Count} times and {amps.Count} currents");
        _seconds = new double[seconds.Count];
        _coulombs = new double[seconds.Count];
        _seconds[0] = seconds[0];
        for (int k = 1; k < _seconds.Length; k++)
        {
            if (!(seconds[k] > seconds[k - 1]) || !double.IsFinite(seconds[k]) || !double.IsFinite(amps[k]))
                throw new BadInputException($"current profile, row {k + 1}: expected a time after the row before and a finite current");
            _seconds[k] = seconds[k];
            _coulombs[k] = _coulombs[k - 1] + (amps[k] * (seconds[k] - seconds[k - 1]));
        }
    }

    public double StartSeconds => _seconds[0];

    public double EndSeconds => _seconds[^1];

    /// <summary>Mean current between two times, in amperes; no current outside the profile.</summary>
    public double MeanAmps(double fromSeconds, double toSeconds)
    {
        double coulombs = CoulombsAt(fromSeconds);
        return (CoulombsAt(toSeconds) - coulombs) / (toSeconds - fromSeconds);
    }

    private double CoulombsAt(double seconds)
    {
        if (seconds <= _seconds[0])
            return 0.0;
        if (seconds >= _seconds[^1])
            return _coulombs[^1];
        if (seconds < _seconds[_row - 1])
            _row = 1;
        while (_seconds[_row] < seconds)
            _row++;
        double share = (seconds - _seconds[_row - 1]) / (_seconds[_row] - _seconds[_row - 1]);
        return _coulombs[_row - 1] + (share * (_coulombs[_row] - _coulombs[_row - 1]));
    }
}
