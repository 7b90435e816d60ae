using System;

namespace Bms.Hil.Plant;

/// <summary>
/// The electrical state of all groups, as arrays over the groups. A step takes one current for the string, held constant, and is
/// exact for the charge, the hysteresis and the polarisation of each branch; tables are straight lines in between grid nodes.
/// </summary>
internal sealed class PlantCells
{
    private const double SecondsPerHour = 3600.0;
    private const double KelvinAtZeroCelsius = 273.15;

    /// <summary>A group's tables are looked up again when its temperature has moved by more than this.</summary>
    private const double RefreshCelsius = 0.02;

    /// <summary>A curvature below this, per ampere, is that of a linear branch.</summary>
    private const double LinearBelow = 1e-6;

    private readonly int _groups;
    private readonly int _branches;
    private readonly PlantTables _tables;
    private readonly PlantSegment _segment = new();
    private readonly double[] _taus;
    private readonly double[] _decays;
    private readonly double _hysteresisRate;
    private readonly double _nominalGroupAmpHours;
    private readonly double _bleedOhms;
    private readonly double[] _coulombs;
    private readonly double[] _resistanceScale;
    private readonly double[] _selfDischargeAmps;
    private readonly double[] _baseSoc;
    private readonly double[] _lowSoc;
    private readonly double[] _highSoc;
    private readonly double[] _tableCelsius;
    private readonly double[] _curvaturePerAmp;
    private readonly double[][] _value = new double[PlantTables.Channels][];
    private readonly double[][] _slope = new double[PlantTables.Channels][];
    private readonly double[][] _branchAmps;
    private readonly double[][] _branchVolts;
    private readonly double[] _netAmps;
    private readonly double[] _moved;
    private readonly double[] _dissipated;
    private readonly double[] _polarisation;
    private double _decaySeconds = double.NaN;

    public PlantCells(PlantDefinition definition, PlantDraw draw)
    {
        var cell = definition.Cell;
        _groups = definition.Groups;
        _branches = cell.Branches.Count;
        _tables = new PlantTables(cell, [.. definition.EntropicVoltsPerKelvin]);
        _taus = new double[_branches];
        for (int branch = 0; branch < _branches; branch++)
            _taus[branch] = cell.Branches[branch].TauSeconds;
        _decays = new double[_branches];
        _hysteresisRate = cell.HysteresisVolts is null ? 0.0 : cell.HysteresisRate;
        _nominalGroupAmpHours = cell.CapacityAmpHours * definition.ParallelCells;
        _bleedOhms = definition.Circuit.BleedOhms;
        _coulombs = new double[_groups];
        _resistanceScale = new double[_groups];
        _selfDischargeAmps = (double[])draw.SelfDischargeAmps.Clone();
        Soc = (double[])draw.StartSoc.Clone();
        for (int g = 0; g < _groups; g++)
        {
            _coulombs[g] = draw.CapacityAmpHours[g] * SecondsPerHour;
            _resistanceScale[g] = draw.ResistanceScale[g];
        }
        (_baseSoc, _lowSoc, _highSoc) = (new double[_groups], new double[_groups], new double[_groups]);
        (_tableCelsius, _curvaturePerAmp) = (new double[_groups], new double[_groups]);
        (_netAmps, _moved) = (new double[_groups], new double[_groups]);
        (_dissipated, _polarisation) = (new double[_groups], new double[_groups]);
        for (int channel = 0; channel < PlantTables.Channels; channel++)
            (_value[channel], _slope[channel]) = (new double[_groups], new double[_groups]);
        _branchAmps = MakeArrays(_branches, _groups);
        _branchVolts = MakeArrays(_branches, _groups);
        (OcvVolts, HysteresisVolts, HysteresisState) = (new double[_groups], new double[_groups], new double[_groups]);
        (SourceVolts, OhmicOhms, Volts) = (new double[_groups], new double[_groups], new double[_groups]);
        (HeatJoules, BleedJoules) = (new double[_groups], new double[_groups]);
        Array.Fill(HysteresisState, definition.StartHysteresis);
        Energy = new PlantEnergy();
        Start(definition.StartCelsius);
    }

    public double[] Soc { get; }

    public double[] OcvVolts { get; }

    /// <summary>h, −1…1.</summary>
    public double[] HysteresisState { get; }

    public double[] HysteresisVolts { get; }

    /// <summary>The voltage behind R0: open circuit, hysteresis and polarisation, at the end of the last step.</summary>
    public double[] SourceVolts { get; }

    public double[] OhmicOhms { get; }

    /// <summary>Terminal voltage at the end of the last step, under the current of that step.</summary>
    public double[] Volts { get; }

    /// <summary>Current through each group's cells over the last step: the string's less what its bleed resistor takes.</summary>
    public double[] NetAmps => _netAmps;

    /// <summary>Heat made in each group since <see cref="TakeHeat"/>.</summary>
    public double[] HeatJoules { get; }

    /// <summary>Heat made in each bleed resistor since <see cref="TakeHeat"/>.</summary>
    public double[] BleedJoules { get; }

    public PlantEnergy Energy { get; }

    /// <summary>What the bleed resistor leaves of a group's voltage: 1 where it is off.</summary>
    public double BleedDivider(int group, uint bleedMask) =>
        (bleedMask >> group & 1u) == 0 ? 1.0 : 1.0 / (1.0 + (OhmicOhms[group] / _bleedOhms));

    /// <summary>Moves every group by <paramref name="seconds"/> with the string's current held at <paramref name="packAmps"/>.</summary>
    public void Step(double seconds, double packAmps, uint bleedMask, double[] celsius)
    {
        UpdateDecays(seconds);
        MoveCharge(seconds, packAmps, bleedMask, celsius);
        Array.Clear(_polarisation);
        for (int branch = 0; branch < _branches; branch++)
            MoveBranch(branch, 0.5 * seconds);
        Close(seconds, packAmps, bleedMask, celsius);
    }

    public void TakeHeat()
    {
        Array.Clear(HeatJoules);
        Array.Clear(BleedJoules);
    }

    /// <summary>
    /// Energy held by polarisation and hysteresis, in joules. A branch of time constant τ holds τ·∫v dx, hysteresis ½·M·Q·h²/rate.
    /// </summary>
    public double StoredJoules()
    {
        double joules = 0.0;
        for (int g = 0; g < _groups; g++)
        {
            double offset = Soc[g] - _baseSoc[g];
            double curvature = _curvaturePerAmp[g];
            for (int branch = 0; branch < _branches; branch++)
            {
                double ohms = Line(PlantTables.FirstBranch + branch, g, offset) * _resistanceScale[g];
                joules += _taus[branch] * ohms * Integral(curvature, _branchAmps[branch][g]);
            }
            double h = HysteresisState[g];
            if (_hysteresisRate > 0.0)
                joules += 0.5 * Line(PlantTables.Hysteresis, g, offset) * _coulombs[g] * h * h / _hysteresisRate;
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

    private void Start(double celsius)
    {
        for (int g = 0; g < _groups; g++)
        {
            Refresh(g, celsius);
            double offset = Soc[g] - _baseSoc[g];
            OcvVolts[g] = Line(PlantTables.Ocv, g, offset);
            HysteresisVolts[g] = Line(PlantTables.Hysteresis, g, offset) * HysteresisState[g];
            OhmicOhms[g] = Line(PlantTables.Ohmic, g, offset) * _resistanceScale[g];
            SourceVolts[g] = OcvVolts[g] + HysteresisVolts[g];
            Volts[g] = SourceVolts[g];
        }
    }

    private void UpdateDecays(double seconds)
    {
        if (seconds == _decaySeconds)
            return;
        _decaySeconds = seconds;
        for (int branch = 0; branch < _branches; branch++)
            _decays[branch] = PlantMath.Exp(-seconds / _taus[branch]);
    }

    private void MoveCharge(double seconds, double packAmps, uint bleedMask, double[] celsius)
    {
        for (int g = 0; g < _groups; g++)
        {
            double startVolts = SourceVolts[g] + (OhmicOhms[g] * packAmps);
            double net = packAmps;
            if ((bleedMask >> g & 1u) != 0)
            {
                startVolts /= 1.0 + (OhmicOhms[g] / _bleedOhms);
                net -= startVolts / _bleedOhms;
            }
            _netAmps[g] = net;
            Volts[g] = startVolts;
            double moved = (net - _selfDischargeAmps[g]) * seconds;
            _moved[g] = moved;
            Soc[g] += moved / _coulombs[g];
            if (Soc[g] < _lowSoc[g] || Soc[g] > _highSoc[g] || Math.Abs(celsius[g] - _tableCelsius[g]) > RefreshCelsius)
                Refresh(g, celsius[g]);
        }
    }

    private void MoveBranch(int branch, double halfSeconds)
    {
        double decay = _decays[branch];
        double[] amps = _branchAmps[branch];
        double[] volts = _branchVolts[branch];
        double[] value = _value[PlantTables.FirstBranch + branch];
        double[] slope = _slope[PlantTables.FirstBranch + branch];
        for (int g = 0; g < _groups; g++)
        {
            double before = amps[g];
            double after = _netAmps[g] + ((before - _netAmps[g]) * decay);
            double ohms = (value[g] + (slope[g] * (Soc[g] - _baseSoc[g]))) * _resistanceScale[g];
            double curvature = _curvaturePerAmp[g];
            double drop = curvature < LinearBelow ? ohms * after : ohms * PlantMath.Asinh(curvature * after) / curvature;
            _dissipated[g] += halfSeconds * ((volts[g] * before) + (drop * after));
            amps[g] = after;
            volts[g] = drop;
            _polarisation[g] += drop;
        }
    }

    /// <summary>The end of a step: voltages, heat, and the books that the energy balance is checked with.</summary>
    private void Close(double seconds, double packAmps, uint bleedMask, double[] celsius)
    {
        double[] ocvValue = _value[PlantTables.Ocv];
        double[] ocvSlope = _slope[PlantTables.Ocv];
        for (int g = 0; g < _groups; g++)
        {
            double offset = Soc[g] - _baseSoc[g];
            double ocv = ocvValue[g] + (ocvSlope[g] * offset);
            double ohms = (_value[PlantTables.Ohmic][g] + (_slope[PlantTables.Ohmic][g] * offset)) * _resistanceScale[g];
            double net = _netAmps[g];
            double meanOcv = 0.5 * (OcvVolts[g] + ocv);
            double lost = _dissipated[g] + (0.5 * (OhmicOhms[g] + ohms) * net * net * seconds)
                + (meanOcv * _selfDischargeAmps[g] * seconds);
            _dissipated[g] = 0.0;
            if (_hysteresisRate > 0.0)
                lost += MoveHysteresis(g, offset);
            double source = ocv + HysteresisVolts[g] + _polarisation[g];
            double volts = source + (ohms * net);
            double meanVolts = 0.5 * (Volts[g] + volts);
            double bleed = meanVolts * (packAmps - net) * seconds;
            double kelvin = celsius[g] + KelvinAtZeroCelsius;
            double reversible = net * kelvin * (_value[PlantTables.Entropy][g] + (_slope[PlantTables.Entropy][g] * offset)) * seconds;
            HeatJoules[g] += lost + reversible;
            BleedJoules[g] += bleed;
            Energy.Add(meanOcv * _moved[g], meanVolts * packAmps * seconds, lost, bleed, reversible);
            OcvVolts[g] = ocv;
            OhmicOhms[g] = ohms;
            SourceVolts[g] = source;
            Volts[g] = volts;
        }
    }

    private double MoveHysteresis(int g, double offset)
    {
        double moved = _moved[g];
        double before = HysteresisState[g];
        double target = moved > 0.0 ? 1.0 : moved < 0.0 ? -1.0 : before;
        double after = target + ((before - target) * PlantMath.Exp(-_hysteresisRate * Math.Abs(moved) / _coulombs[g]));
        double half = Line(PlantTables.Hysteresis, g, offset);
        HysteresisState[g] = after;
        HysteresisVolts[g] = half * after;
        return 0.5 * half * ((before * before) + (after * after)) * Math.Abs(moved);
    }

    private double Line(int channel, int g, double offset) => _value[channel][g] + (_slope[channel][g] * offset);

    private void Refresh(int g, double celsius)
    {
        _tables.Fill(Soc[g], celsius, _segment);
        _tableCelsius[g] = celsius;
        (_baseSoc[g], _lowSoc[g], _highSoc[g]) = (_segment.BaseSoc, _segment.LowSoc, _segment.HighSoc);
        _curvaturePerAmp[g] = _segment.SaturationPerRate / _nominalGroupAmpHours;
        for (int channel = 0; channel < PlantTables.Channels; channel++)
            (_value[channel][g], _slope[channel][g]) = (_segment.Value[channel], _segment.Slope[channel]);
    }

    private static double[][] MakeArrays(int count, int length)
    {
        var arrays = new double[count][];
        for (int k = 0; k < count; k++)
            arrays[k] = new double[length];
        return arrays;
    }
}
