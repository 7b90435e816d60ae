using System;

namespace Bms.Hil.Identification;

/// <summary>The rows of one load as equations in the unknowns of <see cref="GroupLayout"/>: few columns each, kept between calls.</summary>
internal sealed class GroupRows
{
    private const double FoldsPerSoc = 50;

    private readonly TemperatureGroup _group;
    private readonly LoadRows _load;
    private readonly GroupModelChoice _choice;
    private readonly GroupLayout _layout;
    private readonly double _capacityAmpHours;
    private readonly double[][] _currents;
    private readonly double[]? _state;
    private readonly double[]? _sign;

    public GroupRows(TemperatureGroup group, LoadRows load, GroupModelChoice choice, double capacityAmpHours)
    {
        (_group, _load, _choice, _capacityAmpHours) = (group, load, choice, capacityAmpHours);
        _layout = new GroupLayout(choice.TausSeconds.Count);
        _currents = new double[choice.TausSeconds.Count][];
        for (int branch = 0; branch < _currents.Length; branch++)
            _currents[branch] = load.Filtered(choice.TausSeconds[branch]);
        _state = group.HysteresisVolts is null ? null : load.Hysteresis(choice.HysteresisRate);
        _sign = choice.HasInstantHysteresis ? load.Sign : null;
        Columns = new int[(2 * (_layout.Resistances + 2)) + 1];
        Values = new double[Columns.Length];
    }

    /// <summary>The unknowns that the row holds.</summary>
    public int[] Columns { get; }

    /// <summary>Their factors.</summary>
    public double[] Values { get; }

    /// <summary>What the sum of both should be, in volts.</summary>
    public double Target { get; private set; }

    /// <summary>The part of the data that the row belongs to: stretches of 2 % SOC, every fifth of them together.</summary>
    public int Fold { get; private set; }

    /// <summary>Takes a row.</summary>
    public void Fill(int row)
    {
        FitRecording recording = _load.Recording;
        double soc = recording.SocAt(row);
        int node = SocNodes.Locate(SocNodes.Resistance, soc, out double share);
        for (int index = 0; index <= _currents.Length; index++)
        {
            double amps = index == 0
                ? recording.Amps[row]
                : BranchCurrents.Saturate(_currents[index - 1][row], _choice.PerRate, _capacityAmpHours);
            double scaled = amps * _load.Scale[row] * (amps > 0 ? _choice.ChargeFactor : 1);
            Put(2 * index, (index * GroupLayout.ResistanceNodes) + node, share, scaled);
        }
        int place = 2 * _layout.Resistances;
        node = SocNodes.Locate(SocNodes.Correction, soc, out share);
        Put(place, _layout.FirstCorrection + node, share, 1);
        node = SocNodes.Locate(SocNodes.Shift, soc, out share);
        Put(place + 2, _layout.FirstShift + node, share, _load.SlopeVolts[row]);
        Columns[place + 4] = _layout.Instant;
        Values[place + 4] = _sign is null ? 0 : _sign[row];
        double hysteresis = _state is null ? 0 : _state[row] * OcvCurve.At(_group.HysteresisVolts!, Math.Clamp(soc, 0, 1));
        Target = _load.OverVolts[row] - hysteresis;
        Fold = (int)Math.Max(0, Math.Floor(soc * FoldsPerSoc)) % GroupProblem.Folds;
    }

    /// <summary>The voltage that a solution gives the row, less the open-circuit voltage that the fit starts from.</summary>
    public double Predict(double[] solution)
    {
        double sum = 0;
        for (int index = 0; index < Columns.Length; index++)
            sum += Values[index] * solution[Columns[index]];
        return sum;
    }

    /// <summary>The magnitudes of the ohmic drop and of the polarisation, summed, in volts.</summary>
    public double OverpotentialVolts(double[] solution)
    {
        double polarisation = 0;
        for (int index = 2; index < 2 * _layout.Resistances; index++)
            polarisation += Values[index] * solution[Columns[index]];
        return Math.Abs(Ohmic(solution)) + Math.Abs(polarisation);
    }

    /// <summary>
    /// What the row gains from all resistances whose current charges, in volts: what a factor on them while charging is worth.
    /// </summary>
    public double ChargingVolts(double[] solution)
    {
        double sum = 0;
        for (int index = 0; index < 2 * _layout.Resistances; index++)
            sum += Values[index] > 0 ? Values[index] * solution[Columns[index]] : 0;
        return sum;
    }

    private double Ohmic(double[] solution) => (Values[0] * solution[Columns[0]]) + (Values[1] * solution[Columns[1]]);

    /// <summary>The two columns of a function between two of its nodes.</summary>
    private void Put(int place, int first, double share, double factor)
    {
        Columns[place] = first;
        Columns[place + 1] = first + 1;
        Values[place] = (1 - share) * factor;
        Values[place + 1] = share * factor;
    }
}
