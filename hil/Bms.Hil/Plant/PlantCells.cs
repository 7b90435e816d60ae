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

    /// <summary>Arrays are padded to a multiple of this, the widest vector there is, so that no group needs a path of its own.</summary>
    private const int LaneMultiple = 8;

    private readonly PlantLines _lines;
    private readonly PlantBranches _branches;
    private readonly double _hysteresisRate;
    private readonly double _bleedOhms;
    private readonly double[] _coulombs;
    private readonly double[] _resistanceScale;
    private readonly double[] _selfDischargeAmps;
    private readonly double[] _moved;

    public PlantCells(PlantDefinition definition, PlantDraw draw)
    {
        var cell = definition.Cell;
        Groups = definition.Groups;
        int lanes = (Groups + LaneMultiple - 1) / LaneMultiple * LaneMultiple;
        var tables = new PlantTables(cell, [.. definition.EntropicVoltsPerKelvin]);
        _lines = new PlantLines(tables, cell.CapacityAmpHours * definition.ParallelCells, lanes);
        _branches = new PlantBranches(cell.Branches, lanes);
        _hysteresisRate = cell.HysteresisVolts is null ? 0.0 : cell.HysteresisRate;
        _bleedOhms = definition.Circuit.BleedOhms;
        (_coulombs, _resistanceScale, _selfDischargeAmps) = (new double[lanes], new double[lanes], new double[lanes]);
        (_moved, NetAmps, Soc) = (new double[lanes], new double[lanes], new double[lanes]);
        (OcvVolts, HysteresisVolts, HysteresisState) = (new double[lanes], new double[lanes], new double[lanes]);
        (SourceVolts, OhmicOhms, Volts) = (new double[lanes], new double[lanes], new double[lanes]);
        (HeatJoules, BleedJoules) = (new double[lanes], new double[lanes]);
        for (int g = 0; g < Groups; g++)
        {
            _coulombs[g] = draw.CapacityAmpHours[g] * SecondsPerHour;
            _resistanceScale[g] = draw.ResistanceScale[g];
            _selfDischargeAmps[g] = draw.SelfDischargeAmps[g];
            Soc[g] = draw.StartSoc[g];
            HysteresisState[g] = _hysteresisRate > 0.0 ? definition.StartHysteresis : 0.0;
            Start(g, definition.StartCelsius);
        }
    }

    /// <summary>How many of the arrays' elements are groups; the rest is padding and stays 0.</summary>
    public int Groups { get; }

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
    public double[] NetAmps { get; }

    /// <summary>Heat made in each group since <see cref="TakeHeat"/>.</summary>
    public double[] HeatJoules { get; }

    /// <summary>Heat made in each bleed resistor since <see cref="TakeHeat"/>.</summary>
    public double[] BleedJoules { get; }

    public PlantEnergy Energy { get; } = new();

    /// <summary>What the bleed resistor leaves of a group's voltage: 1 where it is off.</summary>
    public double BleedDivider(int group, uint bleedMask) =>
        (bleedMask >> group & 1u) == 0 ? 1.0 : 1.0 / (1.0 + (OhmicOhms[group] / _bleedOhms));

    /// <summary>Moves every group by <paramref name="seconds"/> with the string's current held at <paramref name="packAmps"/>.</summary>
    public void Step(double seconds, double packAmps, uint bleedMask, double[] celsius)
    {
        for (int g = 0; g < Groups; g++)
            MoveCharge(g, seconds, packAmps, bleedMask, celsius[g]);
        _branches.Step(seconds, NetAmps, _resistanceScale, _lines);
        double chemical = 0.0;
        double terminal = 0.0;
        double lost = 0.0;
        double bleed = 0.0;
        double reversible = 0.0;
        for (int g = 0; g < Groups; g++)
        {
            double net = NetAmps[g];
            double ocv = _lines.At(PlantTables.Ocv, g);
            double ohms = _lines.At(PlantTables.Ohmic, g) * _resistanceScale[g];
            double meanOcv = 0.5 * (OcvVolts[g] + ocv);
            double heat = _branches.DissipatedJoules[g] + (0.5 * (OhmicOhms[g] + ohms) * net * net * seconds)
                + (meanOcv * _selfDischargeAmps[g] * seconds) + MoveHysteresis(g);
            double source = ocv + HysteresisVolts[g] + _branches.Polarisation[g];
            double volts = source + (ohms * net);
            double meanVolts = 0.5 * (Volts[g] + volts);
            double bled = meanVolts * (packAmps - net) * seconds;
            double entropic = net * (celsius[g] + KelvinAtZeroCelsius) * _lines.At(PlantTables.Entropy, g) * seconds;
            HeatJoules[g] += heat + entropic;
            BleedJoules[g] += bled;
            chemical += meanOcv * _moved[g];
            terminal += meanVolts * packAmps * seconds;
            lost += heat;
            bleed += bled;
            reversible += entropic;
            OcvVolts[g] = ocv;
            OhmicOhms[g] = ohms;
            SourceVolts[g] = source;
            Volts[g] = volts;
        }
        Energy.Add(chemical, terminal, lost, bleed, reversible);
    }

    public void TakeHeat()
    {
        Array.Clear(HeatJoules);
        Array.Clear(BleedJoules);
    }

    /// <summary>Energy held by polarisation and hysteresis, in joules; hysteresis holds ½·M·Q·h²/rate.</summary>
    public double StoredJoules()
    {
        double joules = 0.0;
        for (int g = 0; g < Groups; g++)
        {
            joules += _branches.StoredJoules(g, _resistanceScale[g], _lines);
            double h = HysteresisState[g];
            if (_hysteresisRate > 0.0)
                joules += 0.5 * _lines.At(PlantTables.Hysteresis, g) * _coulombs[g] * h * h / _hysteresisRate;
        }
        return joules;
    }

    private void Start(int g, double celsius)
    {
        _lines.LookUp(g, Soc[g], celsius);
        OcvVolts[g] = _lines.At(PlantTables.Ocv, g);
        HysteresisVolts[g] = _lines.At(PlantTables.Hysteresis, g) * HysteresisState[g];
        OhmicOhms[g] = _lines.At(PlantTables.Ohmic, g) * _resistanceScale[g];
        SourceVolts[g] = OcvVolts[g] + HysteresisVolts[g];
        Volts[g] = SourceVolts[g];
    }

    /// <summary>The step's start: what flows through the cells, and the voltage with that current before anything has moved.</summary>
    private void MoveCharge(int g, double seconds, double packAmps, uint bleedMask, double celsius)
    {
        double volts = SourceVolts[g] + (OhmicOhms[g] * packAmps);
        double net = packAmps;
        if ((bleedMask >> g & 1u) != 0)
        {
            volts /= 1.0 + (OhmicOhms[g] / _bleedOhms);
            net -= volts / _bleedOhms;
        }
        NetAmps[g] = net;
        Volts[g] = volts;
        _moved[g] = (net - _selfDischargeAmps[g]) * seconds;
        Soc[g] += _moved[g] / _coulombs[g];
        _lines.Follow(g, Soc[g], celsius);
    }

    /// <summary>Moves the hysteresis by the charge that has moved; returns the heat of it, M·h²·|dq|.</summary>
    private double MoveHysteresis(int g)
    {
        double half = _lines.At(PlantTables.Hysteresis, g);
        double before = HysteresisState[g];
        double moved = _moved[g];
        double after = before;
        if (_hysteresisRate > 0.0 && moved != 0.0)
        {
            double target = moved > 0.0 ? 1.0 : -1.0;
            after = target + ((before - target) * PlantMath.Exp(-_hysteresisRate * Math.Abs(moved) / _coulombs[g]));
        }
        HysteresisState[g] = after;
        HysteresisVolts[g] = half * after;
        return 0.5 * half * ((before * before) + (after * after)) * Math.Abs(moved);
    }
}
