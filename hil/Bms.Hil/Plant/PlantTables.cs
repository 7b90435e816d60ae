using System;
using Bms.Hil.Cells;

namespace Bms.Hil.Plant;

/// <summary>
/// The cell's tables, laid out for the plant. For a temperature and a SOC they give the straight line that each quantity follows
/// until the SOC leaves its interval of the grid, so that a step is a multiplication and an addition.
/// </summary>
internal sealed class PlantTables
{
    public const int Ocv = 0;
    public const int Hysteresis = 1;
    public const int Ohmic = 2;
    public const int FirstBranch = 3;
    public const int MaximumBranches = 3;
    public const int Entropy = FirstBranch + MaximumBranches;
    public const int Channels = Entropy + 1;

    /// <summary>
    /// Outside 0…1 no cell file says anything: the open-circuit voltage goes on with its last slope, but at least this steeply, in
    /// volts over the whole capacity, so that an overcharged or emptied cell shows. An assumption, not data.
    /// </summary>
    public const double LeastSlopeOutsideVolts = 10.0;

    private readonly double[] _soc;
    private readonly double[] _celsius;
    private readonly double[][][] _tables = new double[Channels][][];
    private readonly double[] _saturation;

    public PlantTables(CellFile cell, double[] entropicVoltsPerKelvin)
    {
        _soc = (double[])cell.Grid.Soc.Clone();
        _celsius = (double[])cell.Grid.TemperatureCelsius.Clone();
        double[][] none = new double[_celsius.Length][];
        Array.Fill(none, new double[_soc.Length]);
        Array.Fill(_tables, none);
        _tables[Ocv] = cell.OcvVolts;
        _tables[Hysteresis] = cell.HysteresisVolts ?? none;
        _tables[Ohmic] = cell.R0Ohms;
        for (int branch = 0; branch < cell.Branches.Count; branch++)
            _tables[FirstBranch + branch] = cell.Branches[branch].Ohms;
        if (entropicVoltsPerKelvin.Length > 0)
        {
            _tables[Entropy] = new double[_celsius.Length][];
            Array.Fill(_tables[Entropy], entropicVoltsPerKelvin);
        }
        _saturation = cell.SaturationPerRate ?? new double[_celsius.Length];
    }

    /// <summary>Fills the lines for one SOC and temperature. Resistances hold their last value outside the grid.</summary>
    public void Fill(double soc, double celsius, PlantSegment segment)
    {
        Locate(_celsius, celsius, out int row, out double share);
        int last = _soc.Length - 1;
        bool below = soc < _soc[0];
        bool above = soc > _soc[last];
        int left = below ? 0 : above ? last - 1 : IntervalOf(soc);
        double width = _soc[left + 1] - _soc[left];
        segment.BaseSoc = above ? _soc[last] : _soc[left];
        segment.LowSoc = below ? double.NegativeInfinity : segment.BaseSoc;
        segment.HighSoc = below ? _soc[0] : above ? double.PositiveInfinity : _soc[left + 1];
        for (int channel = 0; channel < Channels; channel++)
        {
            double[][] table = _tables[channel];
            double first = Blend(table, row, share, left);
            double second = Blend(table, row, share, left + 1);
            double slope = (second - first) / width;
            segment.Value[channel] = above ? second : first;
            segment.Slope[channel] = !below && !above ? slope : channel == Ocv ? Math.Max(slope, LeastSlopeOutsideVolts) : 0.0;
        }
        segment.SaturationPerRate = _celsius.Length == 1
            ? _saturation[0]
            : _saturation[row] + (share * (_saturation[row + 1] - _saturation[row]));
    }

    private double Blend(double[][] table, int row, double share, int column)
    {
        double value = table[row][column];
        return _celsius.Length == 1 ? value : value + (share * (table[row + 1][column] - value));
    }

    private int IntervalOf(double soc)
    {
        int low = 0;
        int high = _soc.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (soc >= _soc[middle])
                low = middle;
            else
                high = middle;
        }
        return low;
    }

    private static void Locate(double[] nodes, double value, out int row, out double share)
    {
        row = 0;
        share = 0.0;
        if (nodes.Length == 1)
            return;
        while (row < nodes.Length - 2 && value >= nodes[row + 1])
            row++;
        share = Math.Clamp((value - nodes[row]) / (nodes[row + 1] - nodes[row]), 0.0, 1.0);
    }
}

/// <summary>One interval of the grid at one temperature: quantity = Value + Slope · (SOC − BaseSoc), from LowSoc to HighSoc.</summary>
internal sealed class PlantSegment
{
    public double BaseSoc { get; set; }

    public double LowSoc { get; set; }

    public double HighSoc { get; set; }

    public double SaturationPerRate { get; set; }

    public double[] Value { get; } = new double[PlantTables.Channels];

    public double[] Slope { get; } = new double[PlantTables.Channels];
}
