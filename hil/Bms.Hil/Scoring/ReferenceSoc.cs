using System;
using Bms.Hil.Traces;

namespace Bms.Hil.Scoring;

/// <summary>
/// The true state of charge along a recording: the start value plus the change of the tester's own counter over the true capacity
/// where the recording has that column, else plus the integral of the current, each row's current holding over the time before it.
/// </summary>
public sealed class ReferenceSoc
{
    private const double SecondsPerHour = 3600;

    private readonly double _capacityAmpHours;
    private readonly double _start;
    private readonly bool _hasCounter;
    private double _firstCounter = double.NaN;
    private double _lastSeconds = double.NaN;
    private double _soc;

    /// <param name="start">SOC at the first row, 0…1.</param>
    /// <param name="capacityAmpHours">True capacity in ampere-hours, above 0.</param>
    /// <param name="columns">The recording's columns.</param>
    public ReferenceSoc(double start, double capacityAmpHours, TraceColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacityAmpHours);
        _start = start;
        _soc = start;
        _capacityAmpHours = capacityAmpHours;
        _hasCounter = columns.Has(TraceQuantity.NetCapacity);
    }

    /// <summary>The SOC at a row; rows come in the order of the file. It may lie outside 0…1 where start or capacity are wrong.</summary>
    public double At(TraceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        double counter = row.NetCapacityAmpHours;
        if (_hasCounter && !double.IsNaN(counter))
        {
            if (double.IsNaN(_firstCounter))
                _firstCounter = counter;
            _soc = _start + ((counter - _firstCounter) / _capacityAmpHours);
        }
        else if (row.TimeSeconds > _lastSeconds)
        {
            _soc += row.CurrentAmps * (row.TimeSeconds - _lastSeconds) / SecondsPerHour / _capacityAmpHours;
        }
        _lastSeconds = row.TimeSeconds;
        return _soc;
    }
}
