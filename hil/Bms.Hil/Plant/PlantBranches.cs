using System;
using System.Collections.Generic;
using System.Numerics;
using Bms.Hil.Cells;

namespace Bms.Hil.Plant;

/// <summary>
/// The polarisation of all groups. Branch b carries x, which follows the current with its time constant (exact for a current held
/// over the step), and drops R·asinh(k·x)/k with the curvature k per ampere, R·x where k is 0. It turns v·x into heat.
/// </summary>
internal sealed class PlantBranches
{
    /// <summary>A curvature below this, per ampere, is that of a linear branch.</summary>
    private const double LinearBelow = 1e-6;

    private readonly int _branches;
    private readonly double[] _taus;
    private readonly double[] _decays;
    private readonly double[][] _amps;
    private readonly double[][] _volts;
    private double _decaySeconds = double.NaN;

    public PlantBranches(List<CellBranch> branches, int lanes)
    {
        _branches = branches.Count;
        _taus = new double[_branches];
        _decays = new double[_branches];
        (_amps, _volts) = (new double[_branches][], new double[_branches][]);
        for (int branch = 0; branch < _branches; branch++)
        {
            _taus[branch] = branches[branch].TauSeconds;
            (_amps[branch], _volts[branch]) = (new double[lanes], new double[lanes]);
        }
        (Polarisation, DissipatedJoules) = (new double[lanes], new double[lanes]);
    }

    /// <summary>Voltage over all branches of each group at the end of the last step.</summary>
    public double[] Polarisation { get; }

    /// <summary>Heat of all branches of each group in the last step.</summary>
    public double[] DissipatedJoules { get; }

    public void Step(double seconds, double[] netAmps, double[] resistanceScale, PlantLines lines)
    {
        if (seconds != _decaySeconds)
            UpdateDecays(seconds);
        Array.Clear(Polarisation);
        Array.Clear(DissipatedJoules);
        for (int branch = 0; branch < _branches; branch++)
            Move(branch, seconds, netAmps, resistanceScale, lines);
    }

    /// <summary>Energy that one group's branches hold, in joules: τ·∫v dx of each.</summary>
    public double StoredJoules(int g, double resistanceScale, PlantLines lines)
    {
        double joules = 0.0;
        for (int branch = 0; branch < _branches; branch++)
        {
            double ohms = lines.At(PlantTables.FirstBranch + branch, g) * resistanceScale;
            joules += _taus[branch] * ohms * Integral(lines.CurvaturePerAmp[g], _amps[branch][g]);
        }
        return joules;
    }

    /// <summary>∫ asinh(k·x)/k dx from 0 to <paramref name="amps"/>.</summary>
    private static double Integral(double curvature, double amps)
    {
        double y = curvature * amps;
        return Math.Abs(y) < 1e-3
            ? 0.5 * amps * amps * (1.0 - (y * y / 12.0))
            : ((y * PlantMath.Asinh(y)) - (y * y / (1.0 + Math.Sqrt(1.0 + (y * y))))) / (curvature * curvature);
    }

    private void UpdateDecays(double seconds)
    {
        _decaySeconds = seconds;
        for (int branch = 0; branch < _branches; branch++)
            _decays[branch] = PlantMath.Exp(-seconds / _taus[branch]);
    }

    /// <summary>All lanes of the machine's vectors at once: the costliest part of a step, and the same for every group.</summary>
    private void Move(int branch, double seconds, double[] netAmps, double[] resistanceScale, PlantLines lines)
    {
        double decay = _decays[branch];
        double[] amps = _amps[branch];
        double[] volts = _volts[branch];
        double[] value = lines.Value[PlantTables.FirstBranch + branch];
        double[] slope = lines.Slope[PlantTables.FirstBranch + branch];
        for (int g = 0; g < amps.Length; g += Vector<double>.Count)
        {
            var net = new Vector<double>(netAmps, g);
            var before = new Vector<double>(amps, g);
            Vector<double> after = net + ((before - net) * decay);
            Vector<double> ohms = new Vector<double>(value, g) + (new Vector<double>(slope, g) * new Vector<double>(lines.Offset, g));
            ohms *= new Vector<double>(resistanceScale, g);
            Vector<double> drop = ohms * after;
            if (lines.Saturates)
            {
                var curvature = new Vector<double>(lines.CurvaturePerAmp, g);
                Vector<double> curved = ohms * PlantMath.Asinh(curvature * after) / curvature;
                drop = Vector.ConditionalSelect(Vector.LessThan(curvature, new Vector<double>(LinearBelow)), drop, curved);
            }
            Vector<double> lost = ((new Vector<double>(volts, g) * before) + (drop * after)) * (0.5 * seconds);
            (new Vector<double>(DissipatedJoules, g) + lost).CopyTo(DissipatedJoules, g);
            (new Vector<double>(Polarisation, g) + drop).CopyTo(Polarisation, g);
            after.CopyTo(amps, g);
            drop.CopyTo(volts, g);
        }
    }
}
