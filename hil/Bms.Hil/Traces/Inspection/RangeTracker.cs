using System;
using System.Collections.Generic;

namespace Bms.Hil.Traces.Inspection;

/// <summary>First pass over the values of a trace: range and mean of each column, and the spread between series groups.</summary>
internal sealed class RangeTracker
{
    private readonly TraceColumns _columns;
    private readonly int[] _slots;
    private readonly double[] _min = new double[TraceQuantity.Count];
    private readonly double[] _max = new double[TraceQuantity.Count];
    private readonly double[] _sum = new double[TraceQuantity.Count];
    private readonly long[] _count = new long[TraceQuantity.Count];
    private long _rows;
    private double _spreadVolts = double.NegativeInfinity;
    private long _spreadLine;
    private double _spreadSeconds;

    public RangeTracker(TraceColumns columns)
    {
        _columns = columns;
        _slots = Array.FindAll(columns.SlotOfColumn, slot => slot >= 0);
        Array.Fill(_min, double.PositiveInfinity);
        Array.Fill(_max, double.NegativeInfinity);
    }

    public PackSpread? LargestSpread =>
        _spreadVolts >= 0 ? new PackSpread(_spreadVolts * 1000, _spreadLine, _spreadSeconds) : null;

    public IReadOnlyList<QuantityRange> Ranges => Array.ConvertAll(_slots, Range);

    /// <summary>Mean of a slot's values, or NaN if it has none.</summary>
    public double MeanOf(int slot) => _sum[slot] / _count[slot];

    /// <summary>Maximum minus minimum of a slot's values; negative infinity if it has none.</summary>
    public double SpanOf(int slot) => _max[slot] - _min[slot];

    /// <summary>Largest magnitude of a slot's values; negative infinity if it has none.</summary>
    public double LargestOf(int slot) => Math.Max(_max[slot], -_min[slot]);

    public void Add(TraceRow row)
    {
        _rows++;
        foreach (int slot in _slots)
        {
            double value = row[slot];
            if (double.IsNaN(value))
                continue;
            _count[slot]++;
            _sum[slot] += value;
            if (value < _min[slot])
                _min[slot] = value;
            if (value > _max[slot])
                _max[slot] = value;
        }

        if (row.CellCount > 1)
            AddSpread(row);
    }

    private void AddSpread(TraceRow row)
    {
        double lowest = double.PositiveInfinity;
        double highest = double.NegativeInfinity;
        foreach (double volts in row.CellVolts)
        {
            if (volts < lowest)
                lowest = volts;
            if (volts > highest)
                highest = volts;
        }

        if (highest - lowest > _spreadVolts)
            (_spreadVolts, _spreadLine, _spreadSeconds) = (highest - lowest, row.LineNumber, row.TimeSeconds);
    }

    private QuantityRange Range(int slot)
    {
        bool any = _count[slot] > 0;
        return new QuantityRange(
            _columns.HeaderOf(slot),
            TraceQuantity.UnitOf(slot),
            any ? _min[slot] : null,
            any ? _max[slot] : null,
            any ? MeanOf(slot) : null,
            _rows - _count[slot]);
    }
}
