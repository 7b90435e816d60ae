using System;
using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>
/// The loads of one temperature as a linear least-squares problem in the resistances and the correction of the open-circuit
/// voltage: V − OCV(s) − H(s)·h = Σ R_k(s)·f(T)·x_k + c(s) + OCV'(s)·δ(s) + m·sign, with the branch currents x_k known exactly and the
/// resistances brought to the group's temperature by f. The shift δ moves the curve along SOC, which no smooth correction of its
/// voltage can do where it bends. Pulses and drives weigh alike as a whole; rows weigh by time, loads in pulse tests more.
/// </summary>
internal sealed class GroupProblem
{
    /// <summary>Parts that are left out in turn: stretches of 2 % SOC, every fifth of them together.</summary>
    public const int Folds = 5;

    private const double LongestRowSeconds = 10;
    private const double LoadRate = 0.1;
    private const double PulseLoadWeight = 4;
    private const double LowSoc = 0.1;
    private const double LowSocWeight = 0.3;
    private const double CoverageRate = 0.05;
    private const double SlopeSoc = 0.01;

    /// <summary>At the empty end the curve is no line over a shift; there the correction does it.</summary>
    private const double SteepestVolts = 3;

    private const double GasConstant = 8.314;
    private const double ZeroCelsius = 273.15;

    private readonly TemperatureGroup _group;
    private readonly double _activationJoules;
    private readonly double _capacityAmpHours;
    private readonly List<LoadRows> _loads = [];

    /// <param name="group">The group, its curve and hysteresis set.</param>
    /// <param name="capacityAmpHours">The cell's capacity.</param>
    /// <param name="activationJoules">Activation energy that brings resistances from a row's temperature to the group's, in J/mol.</param>
    public GroupProblem(TemperatureGroup group, double capacityAmpHours, double activationJoules)
    {
        _group = group;
        _capacityAmpHours = capacityAmpHours;
        _activationJoules = activationJoules;
        foreach (FitRecording recording in group.Loads)
            _loads.Add(Prepare(recording));
        BalanceRoles();
    }

    /// <summary>Lowest SOC with a load.</summary>
    public double LowestSoc { get; private set; } = 1;

    /// <summary>Highest SOC with a load.</summary>
    public double HighestSoc { get; private set; }

    /// <summary>Median step of the finest recording, in seconds.</summary>
    public double FinestStepSeconds { get; private set; } = double.MaxValue;

    /// <summary>Length of the longest recording, in seconds.</summary>
    public double LongestSeconds { get; private set; }

    /// <summary>The problem's sums, a fold each.</summary>
    /// <param name="choice">What is not linear.</param>
    public NormalEquations[] Sum(GroupModelChoice choice)
    {
        var layout = new GroupLayout(choice.TausSeconds.Count);
        var folds = new NormalEquations[Folds];
        for (int fold = 0; fold < Folds; fold++)
            folds[fold] = new NormalEquations(layout.Count);
        foreach (LoadRows load in _loads)
            SumLoad(load, choice, folds);
        return folds;
    }

    /// <summary>
    /// How far each row is off what a solution that has not seen it says, with the overpotential that it says it has.
    /// </summary>
    /// <param name="choice">What is not linear.</param>
    /// <param name="solutions">For each fold the solution from all others; null where that could not be found.</param>
    public List<HeldOutError> Errors(GroupModelChoice choice, IReadOnlyList<double[]?> solutions)
    {
        var errors = new List<HeldOutError>();
        foreach (LoadRows load in _loads)
        {
            var rows = new GroupRows(_group, load, choice, _capacityAmpHours);
            double loadVolts = 0;
            double errorVolts = 0;
            for (int row = 0; row < load.Recording.Rows; row++)
            {
                double seconds = load.Recording.StepSeconds[row];
                rows.Fill(row);
                double[]? solution = solutions[rows.Fold];
                if (solution is null)
                    continue;
                double follow = 1 - Math.Exp(-seconds / CellPrediction.LoadSeconds);
                loadVolts += (rows.OverpotentialVolts(solution) - loadVolts) * follow;
                errorVolts += (rows.Target - rows.Predict(solution) - errorVolts) * follow;
                if (load.Weight[row] <= 0)
                    continue;
                errors.Add(new HeldOutError(
                    load.Recording.SocAt(row), errorVolts, loadVolts, Math.Min(seconds, LongestRowSeconds)));
            }
        }
        return errors;
    }

    /// <summary>
    /// How much larger the resistances should be while their current charges for the rows to fit best, as a fraction: what is left
    /// of the rows, projected on what charging currents drop.
    /// </summary>
    public double ChargeGain(GroupResult result)
    {
        double products = 0;
        double squares = 0;
        foreach (LoadRows load in _loads)
        {
            var rows = new GroupRows(_group, load, result.Choice, _capacityAmpHours);
            for (int row = 0; row < load.Recording.Rows; row++)
            {
                double weight = load.Weight[row];
                if (weight <= 0)
                    continue;
                rows.Fill(row);
                double charging = rows.ChargingVolts(result.Solution);
                products += weight * charging * (rows.Target - rows.Predict(result.Solution));
                squares += weight * charging * charging;
            }
        }
        return squares > 0 ? products / squares : 0;
    }

    private void SumLoad(LoadRows load, GroupModelChoice choice, NormalEquations[] folds)
    {
        var rows = new GroupRows(_group, load, choice, _capacityAmpHours);
        for (int row = 0; row < load.Recording.Rows; row++)
        {
            double weight = load.Weight[row];
            if (weight <= 0)
                continue;
            rows.Fill(row);
            folds[rows.Fold].Add(rows.Columns, rows.Values, rows.Target, weight);
        }
    }

    private LoadRows Prepare(FitRecording recording)
    {
        var load = new LoadRows(recording);
        double kelvin = _group.Celsius + ZeroCelsius;
        bool isPulse = recording.Input.Role == FitRole.Pulse;
        FinestStepSeconds = Math.Min(FinestStepSeconds, recording.MedianStepSeconds());
        LongestSeconds = Math.Max(LongestSeconds, recording.Seconds[^1]);
        for (int row = 1; row < recording.Rows; row++)
        {
            if (!recording.IsUsed(row))
                continue;
            double soc = recording.SocAt(row);
            double rate = Math.Abs(recording.Amps[row]) / _capacityAmpHours;
            double weight = Math.Min(recording.StepSeconds[row], LongestRowSeconds);
            if (isPulse && rate > LoadRate)
                weight *= PulseLoadWeight;
            if (soc < LowSoc)
                weight *= LowSocWeight;
            load.Weight[row] = weight;
            double inverse = (1 / (recording.Celsius[row] + ZeroCelsius)) - (1 / kelvin);
            load.Scale[row] = Math.Exp(_activationJoules / GasConstant * inverse);
            double shift = SocNodes.Interpolate(SocNodes.Shift, _group.SocShift, soc);
            double low = _group.Curve.ShiftedVoltsAt(soc, shift - SlopeSoc);
            double high = _group.Curve.ShiftedVoltsAt(soc, shift + SlopeSoc);
            double slope = Math.Min(SteepestVolts, (high - low) / (2 * SlopeSoc));
            load.SlopeVolts[row] = slope;
            load.OverVolts[row] = recording.Volts[row] - _group.Curve.ShiftedVoltsAt(soc, shift) + (slope * shift);
            if (rate > CoverageRate)
            {
                LowestSoc = Math.Min(LowestSoc, Math.Clamp(soc, 0, 1));
                HighestSoc = Math.Max(HighestSoc, Math.Clamp(soc, 0, 1));
            }
        }
        return load;
    }

    private void BalanceRoles()
    {
        double pulses = TotalWeight(FitRole.Pulse);
        double drives = TotalWeight(FitRole.Dynamic);
        if (pulses <= 0 || drives <= 0)
            return;
        foreach (LoadRows load in _loads)
        {
            double factor = (pulses + drives) / 2 / (load.Recording.Input.Role == FitRole.Pulse ? pulses : drives);
            for (int row = 0; row < load.Weight.Length; row++)
                load.Weight[row] *= factor;
        }
    }

    private double TotalWeight(FitRole role)
    {
        double sum = 0;
        foreach (LoadRows load in _loads)
        {
            if (load.Recording.Input.Role != role)
                continue;
            foreach (double weight in load.Weight)
                sum += weight;
        }
        return sum;
    }
}
