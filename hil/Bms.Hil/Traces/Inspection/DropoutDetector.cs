using System;
using System.Collections.Generic;

namespace Bms.Hil.Traces.Inspection;

/// <summary>
/// Finds single samples that leave and come back: the middle one of three rows differs from the mean of its neighbours by d, the
/// neighbours differ from each other by at most a quarter of that, the row before the three was as close (unless it was a drop-out
/// itself), and d is beyond what the quantity can do in one sample:
/// <list type="bullet">
/// <item>voltages: 5 % of their mean, plus three times what the resistance of the trace makes of the current's own deviation,
/// so that a pulse of one sample is none;</item>
/// <item>current: 20 % of its largest magnitude, provided that the voltage, which should then show at least 0.5 % of its mean,
/// shows less than a fifth of what the resistance predicts;</item>
/// <item>temperatures: 5 degC; the counter: 1 % of its span.</item>
/// </list>
/// Rows across a gap, or with an empty cell among the three, are not judged.
/// </summary>
internal sealed class DropoutDetector
{
    private const double NeighbourShare = 0.25;
    private const double VoltageShare = 0.05;
    private const double ExplainedByResistance = 3;
    private const double CurrentShare = 0.2;
    private const double VisibleVoltageShare = 0.005;
    private const double FollowingShare = 0.2;
    private const double TemperatureCelsius = 5;
    private const double CounterShare = 0.01;

    private readonly TraceColumns _columns;
    private readonly int[] _slots;
    private readonly double[] _limits = new double[TraceQuantity.Count];
    private readonly double[] _ohms = new double[TraceQuantity.Count];
    private readonly Dropouts?[] _found = new Dropouts?[TraceQuantity.Count];
    private readonly double _visibleVolts;
    private readonly long[] _lastLine = new long[TraceQuantity.Count];
    private TraceRow _before = new();
    private TraceRow _first = new();
    private TraceRow _middle = new();
    private int _rowsInSequence;

    /// <param name="columns">The trace's columns.</param>
    /// <param name="ranges">What the first pass found.</param>
    /// <param name="ohms">Slope of voltage changes over current changes in the whole trace; NaN if the current never changes.</param>
    public DropoutDetector(TraceColumns columns, RangeTracker ranges, double ohms)
    {
        _columns = columns;
        _slots = Array.FindAll(columns.SlotOfColumn, slot => slot > TraceQuantity.TestTime);
        double meanVolts = Math.Abs(ranges.MeanOf(TraceQuantity.Voltage));
        _visibleVolts = VisibleVoltageShare * meanVolts;
        foreach (int slot in _slots)
        {
            bool isVoltage = slot is TraceQuantity.Voltage or >= TraceQuantity.FirstCellVoltage;
            double mean = Math.Abs(ranges.MeanOf(slot));
            _limits[slot] = slot switch
            {
                TraceQuantity.Current => CurrentShare * ranges.LargestOf(slot),
                TraceQuantity.NetCapacity => CounterShare * ranges.SpanOf(slot),
                _ => isVoltage ? VoltageShare * mean : TemperatureCelsius,
            };
            _ohms[slot] = double.IsNaN(ohms) ? 0 : Math.Abs(ohms) * (isVoltage && meanVolts > 0 ? mean / meanVolts : 1);
        }
    }

    public IReadOnlyList<Dropouts> Found
    {
        get
        {
            var found = new List<Dropouts>();
            foreach (int slot in _slots)
            {
                if (_found[slot] is Dropouts dropouts)
                    found.Add(dropouts);
            }

            return found;
        }
    }

    /// <param name="row">The next row; its values are copied.</param>
    /// <param name="isContinuous">Whether time went forward from the row before, and not across a gap.</param>
    public void Add(TraceRow row, bool isContinuous)
    {
        if (!isContinuous)
            _rowsInSequence = 0;
        if (_rowsInSequence >= 2)
        {
            foreach (int slot in _slots)
            {
                if (IsDropout(slot, row))
                    Note(slot);
            }
        }

        (_before, _first, _middle) = (_first, _middle, _before);
        foreach (int slot in _slots)
            _middle[slot] = row[slot];
        _middle.TimeSeconds = row.TimeSeconds;
        _middle.LineNumber = row.LineNumber;
        _rowsInSequence++;
    }

    private bool IsDropout(int slot, TraceRow last)
    {
        double deviation = Math.Abs(Deviation(slot, last));
        if (!(deviation > _limits[slot]) || Math.Abs(last[slot] - _first[slot]) > NeighbourShare * deviation)
            return false;
        bool isBeforeKnown = _rowsInSequence >= 3 && _lastLine[slot] != _before.LineNumber;
        if (isBeforeKnown && Math.Abs(_first[slot] - _before[slot]) > NeighbourShare * deviation)
            return false;
        if (slot == TraceQuantity.Current)
        {
            double predictedVolts = _ohms[slot] * deviation;
            return predictedVolts > _visibleVolts
                && Math.Abs(Deviation(TraceQuantity.Voltage, last)) < FollowingShare * predictedVolts;
        }

        bool isVoltage = slot is TraceQuantity.Voltage or >= TraceQuantity.FirstCellVoltage;
        double explained = isVoltage ? ExplainedByResistance * _ohms[slot] * Math.Abs(Deviation(TraceQuantity.Current, last)) : 0;
        return deviation > _limits[slot] + explained;
    }

    private double Deviation(int slot, TraceRow last) => _middle[slot] - (0.5 * (_first[slot] + last[slot]));

    private void Note(int slot)
    {
        _lastLine[slot] = _middle.LineNumber;
        Dropouts? found = _found[slot];
        _found[slot] = found is null
            ? new Dropouts(_columns.HeaderOf(slot), 1, _middle.LineNumber, _middle.TimeSeconds, _middle[slot])
            : found with { Count = found.Count + 1 };
    }
}
